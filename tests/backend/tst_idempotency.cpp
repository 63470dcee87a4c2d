// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/backend/apifixture.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using testsupport::Headers;
using testsupport::HttpAnswer;

class IdempotencyTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;
    std::atomic<int> m_runs = 0;
    QSemaphore m_entered;
    QSemaphore m_mayGoOn;

    Headers keyed(const QString &key) const { return {{"Idempotency-Key", key.toLatin1()}, {"Content-Type", "application/json"}}; }

private Q_SLOTS:
    void init();
    void cleanup() { m_api.reset(); }
    void needsAUuid();
    void replaysTheFirstAnswer();
    void refusesAnotherBody();
    void refusesAnotherRoute();
    void belongsToOnePerson();
    void forgetsAFailure();
    void saysThatItIsBeingWorkedOn();
    void forgetsAfterADay();
    void otherWritesTakeAKey_data();
    void otherWritesTakeAKey();
    void aKeyBelongsToOneVerbAndQuery();
    void otherWritesAreWorkedOnOnce();
};

void IdempotencyTest::init()
{
    m_runs = 0;
    // What the test before let go on and nobody took.
    m_entered.tryAcquire(m_entered.available());
    m_mayGoOn.tryAcquire(m_mayGoOn.available());
    m_api = std::make_unique<ApiFixture>();
    m_api->dispatcher.add(http::Method::Post, "/api/v1/things", api::Service::Registry, [this](api::Call &call) -> Result<api::Reply> {
        const int run = ++m_runs;
        if (call.body["fails"_L1].toBool())
            return fail(api::validationFailed(u"/fails"_s, u"invalid"_s, u"It fails."_s));
        GATEHOUSE_TRY(call.work.emitEvent(u"thing.made"_s, u"plugins"_s, u"thg_1"_s, {}, u"made"_s));
        return api::Reply {201, {{u"run"_s, run}}, u"thing-1"_s, u"/api/v1/things/1"_s};
    });
    m_api->dispatcher.add(http::Method::Post, "/api/v1/slow", api::Service::Registry, [this](api::Call &) -> Result<api::Reply> {
        m_entered.release();
        m_mayGoOn.acquire();
        return api::Reply {200, {}, {}, {}};
    });
    for (const auto method : {http::Method::Patch, http::Method::Put, http::Method::Delete}) {
        m_api->dispatcher.add(method, "/api/v1/thing", api::Service::Registry, [this](api::Call &call) -> Result<api::Reply> {
            const QString etag = u"thing-%1"_s.arg(m_runs.load());
            GATEHOUSE_TRY(call.requireIfMatch(etag));
            return api::Reply {200, {{u"run"_s, ++m_runs}}, u"thing-%1"_s.arg(m_runs.load()), {}};
        });
    }
    m_api->dispatcher.add(http::Method::Patch, "/api/v1/slow", api::Service::Registry, [this](api::Call &) -> Result<api::Reply> {
        m_entered.release();
        m_mayGoOn.acquire();
        return api::Reply {200, {}, {}, {}};
    });
    m_api->start();
}

void IdempotencyTest::needsAUuid()
{
    auto &ada = m_api->client(u"ada"_s);
    const Headers json {{"Content-Type", "application/json"}};
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", json).code(), u"idempotency_key_required"_s);
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(u"no-uuid"_s)).code(), u"bad_request"_s);
    QCOMPARE(m_runs.load(), 0);
}

void IdempotencyTest::replaysTheFirstAnswer()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString key = newUuid();
    const HttpAnswer first = ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key));
    const HttpAnswer again = ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key.toUpper()));
    QCOMPARE(first.status, 201);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.etag(), first.etag());
    QCOMPARE(again.header("location"), QByteArray("/api/v1/things/1"));
    QVERIFY(first.header("idempotency-replayed").isEmpty());
    QCOMPARE(again.header("idempotency-replayed"), QByteArray("true"));
    QCOMPARE(m_runs.load(), 1);
}

void IdempotencyTest::refusesAnotherBody()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString key = newUuid();
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).status, 201);
    const HttpAnswer other = ada.send("POST", u"/api/v1/things"_s, "{\"a\":1}", keyed(key));
    QCOMPARE(other.status, 422);
    QCOMPARE(other.code(), u"idempotency_key_reused"_s);
    QCOMPARE(m_runs.load(), 1);
}

void IdempotencyTest::refusesAnotherRoute()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString key = newUuid();
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).status, 201);
    QCOMPARE(ada.send("POST", u"/api/v1/slow"_s, "{}", keyed(key)).code(), u"idempotency_key_reused"_s);
}

void IdempotencyTest::belongsToOnePerson()
{
    const QString key = newUuid();
    QCOMPARE(m_api->client(u"ada"_s).send("POST", u"/api/v1/things"_s, "{}", keyed(key)).status, 201);
    QVERIFY(m_api->client(u"bob"_s).send("POST", u"/api/v1/things"_s, "{}", keyed(key)).header("idempotency-replayed").isEmpty());
    QCOMPARE(m_runs.load(), 2);
}

void IdempotencyTest::forgetsAFailure()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString key = newUuid();
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{\"fails\":true}", keyed(key)).status, 422);
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).status, 201);
}

void IdempotencyTest::saysThatItIsBeingWorkedOn()
{
    const QString key = newUuid();
    const std::unique_ptr<QThread> first(QThread::create([this, key] {
        testsupport::HttpClient ada(m_api->url());
        ada.setToken(u"ada"_s);
        ada.send("POST", u"/api/v1/slow"_s, "{}", keyed(key));
    }));
    first->start();
    m_entered.acquire();
    const HttpAnswer second = m_api->client(u"ada"_s).send("POST", u"/api/v1/slow"_s, "{}", keyed(key));
    m_mayGoOn.release(2);
    QVERIFY(first->wait(10'000));
    QCOMPARE(second.status, 409);
    QCOMPARE(second.code(), u"idempotency_in_progress"_s);
    QCOMPARE(second.header("retry-after"), QByteArray("1"));
}

void IdempotencyTest::forgetsAfterADay()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString key = newUuid();
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).status, 201);
    auto database = m_api->connection();
    QVERIFY(api::forgetOldReplies(*database, m_api->clock.now().addSecs(23 * 3600)));
    QCOMPARE(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).header("idempotency-replayed"), QByteArray("true"));
    QVERIFY(api::forgetOldReplies(*database, m_api->clock.now().addSecs(25 * 3600)));
    QVERIFY(ada.send("POST", u"/api/v1/things"_s, "{}", keyed(key)).header("idempotency-replayed").isEmpty());
}

void IdempotencyTest::otherWritesTakeAKey_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::newRow("PATCH") << QByteArray("PATCH");
    QTest::newRow("PUT") << QByteArray("PUT");
    QTest::newRow("DELETE") << QByteArray("DELETE");
}

void IdempotencyTest::otherWritesTakeAKey()
{
    QFETCH(QByteArray, verb);
    auto &ada = m_api->client(u"ada"_s);
    Headers once = keyed(newUuid());
    once.insert("If-Match", "\"thing-0\"");
    const QByteArray body = verb == "DELETE" ? "" : "{}";
    const HttpAnswer first = ada.send(verb, u"/api/v1/thing"_s, body, once);
    QCOMPARE(first.status, 200);
    // The change itself moved the etag: the repetition must not be judged by it.
    const HttpAnswer again = ada.send(verb, u"/api/v1/thing"_s, body, once);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.body, first.body);
    QCOMPARE(again.etag(), first.etag());
    QCOMPARE(again.header("idempotency-replayed"), QByteArray("true"));
    QCOMPARE(m_runs.load(), 1);
    Headers unkeyed {{"If-Match", "\"thing-1\""}, {"Content-Type", "application/json"}};
    QCOMPARE(ada.send(verb, u"/api/v1/thing"_s, body, unkeyed).status, 200);
    QCOMPARE(ada.send(verb, u"/api/v1/thing"_s, body, unkeyed).status, 412);
    QCOMPARE(m_runs.load(), 2);
}

void IdempotencyTest::aKeyBelongsToOneVerbAndQuery()
{
    auto &ada = m_api->client(u"ada"_s);
    Headers once = keyed(newUuid());
    once.insert("If-Match", "\"thing-0\"");
    QCOMPARE(ada.send("DELETE", u"/api/v1/thing?reason=a"_s, "", once).status, 200);
    QCOMPARE(ada.send("DELETE", u"/api/v1/thing?reason=b"_s, "", once).code(), u"idempotency_key_reused"_s);
    QCOMPARE(ada.send("PATCH", u"/api/v1/thing?reason=a"_s, "", once).code(), u"idempotency_key_reused"_s);
    QCOMPARE(m_runs.load(), 1);
}

void IdempotencyTest::otherWritesAreWorkedOnOnce()
{
    const QString key = newUuid();
    const std::unique_ptr<QThread> first(QThread::create([this, key] {
        testsupport::HttpClient ada(m_api->url());
        ada.setToken(u"ada"_s);
        ada.send("PATCH", u"/api/v1/slow"_s, "{}", keyed(key));
    }));
    first->start();
    m_entered.acquire();
    const HttpAnswer second = m_api->client(u"ada"_s).send("PATCH", u"/api/v1/slow"_s, "{}", keyed(key));
    m_mayGoOn.release(2);
    QVERIFY(first->wait(10'000));
    QCOMPARE(second.code(), u"idempotency_in_progress"_s);
}

QTEST_GUILESS_MAIN(IdempotencyTest)
#include "tst_idempotency.moc"
