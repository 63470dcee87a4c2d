// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/apifixture.h"

#include <QSemaphore>
#include <QTcpSocket>
#include <QTest>

#include <array>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using testsupport::Headers;
using testsupport::HttpAnswer;

namespace {

constexpr char things[] = "/api/v1/things";
constexpr char summary[] = "/api/v1/things/summary";
constexpr char thing[] = "/api/v1/things/{thingId}";

Result<api::Reply> listThings(api::Call &call)
{
    const auto query = api::listQuery(call, call.request.queryValue(u"q"_s));
    if (!query)
        return fail(query.error());
    const int first = query->after.value(0).toInt() + 1;
    Page<QString> page;
    for (int i = first; i < first + query->limit; ++i)
        page.items.append(QString::number(i));
    page.limit = query->limit;
    page.asOf = call.work.now();
    page.nextCursor = api::makeCursor(*query, {page.items.constLast()});
    return api::Reply {200, toJson(page), {}, {}};
}

Result<api::Reply> readThing(api::Call &call)
{
    const QString id = call.parameter(u"thingId"_s);
    if (id == u"missing"_s)
        return fail(api::notFound(u"There is no thing missing."_s));
    if (id == u"broken"_s)
        return fail(storageError(u"x"_s, u"a secret of the database"_s));
    return api::Reply {200, {{u"id"_s, id}, {u"tenant"_s, call.work.tenant()}}, u"thing-1"_s, {}};
}

Result<api::Reply> changeThing(api::Call &call)
{
    GATEHOUSE_TRY(call.requireIfMatch(u"thing-1"_s));
    if (call.body["taken"_L1].toBool())
        return fail(api::conflictState(u"It is taken."_s, {u"release"_s}));
    return api::Reply {200, call.body, u"thing-2"_s, {}};
}

Headers with(const QByteArray &name, const QByteArray &value)
{
    return {{name, value}};
}

} // namespace

class RouterTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;

private Q_SLOTS:
    void initTestCase();
    void findsTheMostExactRoute();
    void refusesByStatusAndCode_data();
    void refusesByStatusAndCode();
    void namesTheMethodsOfAPath();
    void answersNotModified();
    void needsIfMatch();
    void pagesByCursor();
    void hidesInsides();
    void echoesCorrelationAndTrace();
    void verifiesAKnownTokenOnlyOnce();
    void limitsTheRateOfAPerson();
    void saysWhenItIsFull();
    void writesDownWhatItRefused();
    void answersAgainWhatIsStillTrue();
    void makesOneAnswerForAllWhoWait();
};

void RouterTest::initTestCase()
{
    m_api = std::make_unique<ApiFixture>();
    m_api->dispatcher.add(http::Method::Get, things, api::Service::Registry, listThings);
    m_api->dispatcher.add(http::Method::Get, thing, api::Service::Registry, readThing);
    m_api->dispatcher.add(http::Method::Get, summary, api::Service::Registry,
        [](api::Call &) -> Result<api::Reply> { return api::Reply {200, {{u"summary"_s, true}}, {}, {}}; });
    m_api->dispatcher.add(http::Method::Patch, thing, api::Service::Registry, changeThing, {Role::PlatformAdmin});
    m_api->start();
}

void RouterTest::findsTheMostExactRoute()
{
    auto &ada = m_api->client(u"ada"_s);
    QVERIFY(ada.get(u"/api/v1/things/summary"_s).json()["summary"_L1].toBool());
    QCOMPARE(ada.get(u"/api/v1/things/other"_s).json()["id"_L1].toString(), u"other"_s);
}

void RouterTest::refusesByStatusAndCode_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QString one = u"/api/v1/things/1"_s;
    const QByteArray json = "application/merge-patch+json";
    QTest::newRow("no route") << u"ada"_s << QByteArray("GET") << u"/api/v1/nothing"_s << QByteArray() << QByteArray() << 404 << u"not_found"_s;
    QTest::newRow("no thing") << u"ada"_s << QByteArray("GET") << u"/api/v1/things/missing"_s << QByteArray() << QByteArray() << 404 << u"not_found"_s;
    QTest::newRow("method") << u"ada"_s << QByteArray("DELETE") << one << QByteArray() << QByteArray() << 405 << u"method_not_allowed"_s;
    QTest::newRow("stranger") << u"mallory"_s << QByteArray("GET") << one << QByteArray() << QByteArray() << 401 << u"unauthenticated"_s;
    QTest::newRow("role") << u"bob"_s << QByteArray("PATCH") << one << json << QByteArray("{}") << 403 << u"forbidden"_s;
    QTest::newRow("media type") << u"ada"_s << QByteArray("PATCH") << one << QByteArray("text/plain") << QByteArray("{}") << 415 << u"unsupported_media_type"_s;
    QTest::newRow("half a document") << u"ada"_s << QByteArray("PATCH") << one << json << QByteArray("{\"a\":") << 400 << u"malformed_json"_s;
    QTest::newRow("trailing comma") << u"ada"_s << QByteArray("PATCH") << one << json << QByteArray("{\"a\":1,}") << 400 << u"malformed_json"_s;
    QTest::newRow("a list") << u"ada"_s << QByteArray("PATCH") << one << json << QByteArray("[]") << 400 << u"malformed_json"_s;
    QTest::newRow("limit") << u"ada"_s << QByteArray("GET") << u"/api/v1/things?limit=201"_s << QByteArray() << QByteArray() << 422 << u"validation_failed"_s;
    QTest::newRow("cursor") << u"ada"_s << QByteArray("GET") << u"/api/v1/things?cursor=abc"_s << QByteArray() << QByteArray() << 400 << u"cursor_expired"_s;
}

void RouterTest::refusesByStatusAndCode()
{
    QFETCH(QString, who);
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    auto &client = m_api->client(who);
    const HttpAnswer answer = client.send(method, path, body, type.isEmpty() ? Headers() : with("Content-Type", type));
    QTEST(answer.status, "status");
    QTEST(answer.code(), "code");
    QCOMPARE(answer.header("content-type"), QByteArray("application/problem+json"));
    QCOMPARE(answer.json()["correlationId"_L1].toString().toLatin1(), answer.header("x-correlation-id"));
}

void RouterTest::namesTheMethodsOfAPath()
{
    const HttpAnswer answer = m_api->client(u"ada"_s).send("DELETE", u"/api/v1/things/1"_s, {}, {});
    QCOMPARE(answer.header("allow"), QByteArray("GET, PATCH"));
}

void RouterTest::answersNotModified()
{
    auto &ada = m_api->client(u"ada"_s);
    QCOMPARE(ada.get(u"/api/v1/things/1"_s).etag(), QByteArray("\"thing-1\""));
    QCOMPARE(ada.get(u"/api/v1/things/1"_s, with("If-None-Match", "\"x\", W/\"thing-1\"")).status, 304);
    QCOMPARE(ada.get(u"/api/v1/things/1"_s, with("If-None-Match", "\"thing-2\"")).status, 200);
    const HttpAnswer list = ada.get(u"/api/v1/things"_s);
    m_api->clock.advance(5);
    // asOf moved, the content did not.
    QCOMPARE(ada.get(u"/api/v1/things"_s, with("If-None-Match", list.etag())).status, 304);
}

void RouterTest::needsIfMatch()
{
    auto &ada = m_api->client(u"ada"_s);
    const QString path = u"/api/v1/things/1"_s;
    QCOMPARE(ada.patch(path, {}).code(), u"precondition_required"_s);
    QCOMPARE(ada.patch(path, {}, with("If-Match", "*")).code(), u"precondition_required"_s);
    QCOMPARE(ada.patch(path, {}, with("If-Match", "W/\"thing-1\"")).code(), u"precondition_required"_s);
    const HttpAnswer stale = ada.patch(path, {}, with("If-Match", "\"thing-0\""));
    QCOMPARE(stale.status, 412);
    QCOMPARE(stale.json()["currentETag"_L1].toString(), u"thing-1"_s);
    QCOMPARE(ada.patch(path, {}, with("If-Match", "\"thing-1\"")).etag(), QByteArray("\"thing-2\""));
}

void RouterTest::pagesByCursor()
{
    auto &ada = m_api->client(u"ada"_s);
    const HttpAnswer first = ada.get(u"/api/v1/things?limit=2&q=a"_s);
    const QString cursor = first.json()["page"_L1]["nextCursor"_L1].toString();
    const HttpAnswer second = ada.get(u"/api/v1/things?limit=2&q=a&cursor="_s + cursor);
    QCOMPARE(second.items(), QJsonArray({u"3"_s, u"4"_s}));
    QCOMPARE(ada.get(u"/api/v1/things?limit=2&q=b&cursor="_s + cursor).code(), u"cursor_expired"_s);
}

void RouterTest::hidesInsides()
{
    const HttpAnswer answer = m_api->client(u"ada"_s).get(u"/api/v1/things/broken"_s);
    QCOMPARE(answer.status, 500);
    QCOMPARE(answer.code(), u"internal"_s);
    QVERIFY(!answer.body.contains("secret"));
}

void RouterTest::echoesCorrelationAndTrace()
{
    const HttpAnswer answer = m_api->client(u"ada"_s).get(u"/api/v1/things/1"_s,
        {{"X-Correlation-ID", "0123-4567-89ab"}, {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}});
    QCOMPARE(answer.header("x-correlation-id"), QByteArray("0123-4567-89ab"));
    QVERIFY(answer.header("traceparent").startsWith("00-4bf92f"));
    const HttpAnswer own = m_api->client(u"ada"_s).get(u"/api/v1/things/1"_s, {{"X-Correlation-ID", "a b"}});
    QVERIFY(own.header("x-correlation-id") != "a b");
}

void RouterTest::verifiesAKnownTokenOnlyOnce()
{
    auto &eve = m_api->client(u"eve"_s);
    QCOMPARE(eve.get(u"/api/v1/things/1"_s).json()["tenant"_L1].toString(), u"other"_s);
    const int before = m_api->callers.verified;
    QCOMPARE(eve.get(u"/api/v1/things/1"_s).status, 200);
    QCOMPARE(m_api->callers.verified.load(), before);
    m_api->clock.advance(20);
    QCOMPARE(eve.get(u"/api/v1/things/1"_s).status, 200);
    QCOMPARE(m_api->callers.verified.load(), before + 1);
}

void RouterTest::limitsTheRateOfAPerson()
{
    ApiFixture limited({{0.5, 3}, 15});
    limited.dispatcher.add(http::Method::Get, thing, api::Service::Registry, readThing);
    limited.start();
    auto &ada = limited.client(u"ada"_s);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(ada.get(u"/api/v1/things/1"_s).status, 200);
    const HttpAnswer refused = ada.get(u"/api/v1/things/1"_s);
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.code(), u"rate_limited"_s);
    QVERIFY(refused.header("retry-after").toInt() >= 1);
    QCOMPARE(refused.header("ratelimit-remaining"), QByteArray("0"));
    QCOMPARE(limited.client(u"bob"_s).get(u"/api/v1/things/1"_s).status, 200);
}

void RouterTest::saysWhenItIsFull()
{
    ApiFixture full({}, {1, 1, 0});
    full.dispatcher.add(http::Method::Get, thing, api::Service::Registry, readThing);
    full.start();
    const HttpAnswer answer = full.client(u"ada"_s).get(u"/api/v1/things/1"_s);
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), u"unavailable"_s);
    QCOMPARE(answer.header("retry-after"), QByteArray("1"));
}

void RouterTest::writesDownWhatItRefused()
{
    auto &ada = m_api->client(u"ada"_s);
    const HttpAnswer refused = ada.patch(u"/api/v1/things/7"_s, {{u"taken"_s, true}}, with("If-Match", "\"thing-1\""));
    QCOMPARE(refused.status, 409);
    QCOMPARE(refused.json()["allowedActions"_L1].toArray(), QJsonArray({u"release"_s}));
    auto database = m_api->connection();
    auto row = database->query(u"SELECT action, object_id, outcome, reason FROM audit_events ORDER BY sequence DESC LIMIT 1"_s);
    QVERIFY(row && row->next());
    QCOMPARE(row->text(1), u"7"_s);
    QCOMPARE(row->text(2), u"refused"_s);
    QCOMPARE(row->text(3), u"conflict_state: It is taken."_s);
}

void RouterTest::answersAgainWhatIsStillTrue()
{
    ApiFixture cached({{}, 15, true});
    std::atomic<int> runs = 0;
    cached.dispatcher.add(http::Method::Get, thing, api::Service::Registry, [&](api::Call &) -> Result<api::Reply> {
        return api::Reply {200, {{u"run"_s, ++runs}}, u"thing-1"_s, {}};
    });
    cached.start();
    auto &ada = cached.client(u"ada"_s);
    const QString path = u"/api/v1/things/1"_s;
    QVERIFY(ada.get(path).status == 200);
    QCOMPARE(ada.get(path).json()["run"_L1].toInt(), 1);
    QCOMPARE(ada.get(path, with("If-None-Match", "\"thing-1\"")).status, 304);
    QCOMPARE(cached.client(u"bob"_s).get(path).json()["run"_L1].toInt(), 2);
    QCOMPARE(ada.get(path + u"?a=b"_s).json()["run"_L1].toInt(), 3);
    QVERIFY(cached.connection()->write([]() -> Status { return {}; }));
    QCOMPARE(ada.get(path).json()["run"_L1].toInt(), 4);
}

void RouterTest::makesOneAnswerForAllWhoWait()
{
    ApiFixture cached({{}, 15, true});
    QSemaphore entered;
    QSemaphore mayGoOn;
    std::atomic<int> runs = 0;
    cached.dispatcher.add(http::Method::Get, thing, api::Service::Registry, [&](api::Call &call) -> Result<api::Reply> {
        ++runs;
        if (call.parameter(u"thingId"_s) == u"slow"_s) {
            entered.release();
            mayGoOn.acquire();
        }
        return api::Reply {200, {}, u"thing-1"_s, {}};
    });
    cached.start();
    QCOMPARE(cached.client(u"ada"_s).get(u"/api/v1/things/known"_s).status, 200);
    const auto ask = [&](QTcpSocket &socket) {
        socket.connectToHost(u"127.0.0.1"_s, cached.server->port());
        socket.write("GET /api/v1/things/slow HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ada\r\n\r\n");
    };
    std::array<QTcpSocket, 5> sockets;
    for (QTcpSocket &socket : sockets) {
        ask(socket);
        QVERIFY(socket.waitForBytesWritten(5000));
    }
    entered.acquire();
    // All five are in: a request behind them on the same threads is answered.
    QTRY_COMPARE(cached.client(u"ada"_s).get(u"/api/v1/things/known"_s).status, 200);
    mayGoOn.release(5);
    for (QTcpSocket &socket : sockets)
        QTRY_VERIFY(socket.peek(15) == "HTTP/1.1 200 OK");
    QVERIFY(runs <= 4);
}

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
