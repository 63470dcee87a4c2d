// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apiclient.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/fakeclock.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray meBody = R"({"id":"per_1","name":"A","email":"a@example.org","tenant":"t","acr":""})";

//! Client and server of one test.
struct Desk
{
    explicit Desk(ScriptedServer::Script script)
        : server(std::move(script))
    {
        RetryPolicy quick;
        quick.firstDelayMs = 2;
        quick.maxDelayMs = 4;
        client.setRetryPolicy(quick);
        if (!client.setBaseUrl(server.url()))
            qFatal("no loopback url");
        client.setTenant(u"sandbox"_s);
    }

    Result<Me> me()
    {
        const QFuture<Result<Me>> future = client.get<Me>(u"/api/v1/me"_s);
        return wait(future);
    }
    template <typename T>
    static T wait(const QFuture<T> &future)
    {
        if (!testsupport::waitUntil([&] { return future.isFinished(); }, 5000) || future.resultCount() == 0)
            qFatal("no answer");
        return future.result();
    }

    FixedTokens tokens;
    testsupport::FakeClock clock;
    ProductionLock lock {clock};
    ApiClient client {tokens, lock, clock};
    ScriptedServer server;
};

ScriptedAnswer unauthorized()
{
    return problemAnswer(401, "token_expired", "Expired");
}

} // namespace

class TestApiClient final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatTheContractAsksFor();
    void writesCarryKeyAndPrecondition();
    void neverSendsATokenInTheClear_data();
    void neverSendsATokenInTheClear();
    void refreshesOnceAndReplays();
    void sharesOneRefresh();
    void givesUpAfterOneReplay();
    void tellsWhenThePersonMustSignIn();
    void readsAreRepeated_data();
    void readsAreRepeated();
    void writesAreNotRepeated();
    void waitsAsLongAsTheServerAsks();
    void tellsAnswersApart_data();
    void tellsAnswersApart();
    void readsProblemDocuments();
    void boundsTheSizeOfAnswers();
    void boundsTheTimeOfAnswers();
    void notModifiedIsNoValue();
    void contextAbortsTheRequest();
    void productionIsReadOnlyUntilArmed();
    void signedOutSendsNothing();
    void sendsNothingBeforeItKnowsWhere();
    void measuresTheClockSkew();
};

void TestApiClient::sendsWhatTheContractAsksFor()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer(meBody); });
    const Result<Me> me = desk.me();
    QVERIFY(me.has_value());
    QCOMPARE(me->name, u"A"_s);
    const SeenRequest &seen = desk.server.seen().first();
    QCOMPARE(seen.header("authorization"), "Bearer token-1"_ba);
    QCOMPARE(seen.header("portal-tenant"), "sandbox"_ba);
    QVERIFY(seen.header("user-agent").startsWith("Gatehouse/"));
    QCOMPARE(seen.header("x-correlation-id").size(), 36);
    QVERIFY(!seen.headers.contains("idempotency-key"));
}

void TestApiClient::writesCarryKeyAndPrecondition()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer(meBody); });
    Desk::wait(desk.client.post<Me>(u"/api/v1/x"_s, {{u"a"_s, 1}}, u"e7"_s));
    Desk::wait(desk.client.patch<Me>(u"/api/v1/x"_s, {{u"a"_s, 2}}, u"e8"_s));
    const SeenRequest &post = desk.server.seen().at(0);
    QCOMPARE(post.header("idempotency-key").size(), 36);
    QCOMPARE(post.header("if-match"), "\"e7\""_ba);
    QCOMPARE(post.body, R"({"a":1})"_ba);
    const SeenRequest &patch = desk.server.seen().at(1);
    QCOMPARE(patch.verb, "PATCH"_ba);
    QCOMPARE(patch.header("content-type"), "application/merge-patch+json"_ba);
    QCOMPARE(patch.header("if-match"), "\"e8\""_ba);
}

void TestApiClient::neverSendsATokenInTheClear_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("https") << u"https://portal.example"_s << true;
    QTest::newRow("loopback v4") << u"http://127.0.0.1:4000"_s << true;
    QTest::newRow("loopback v6") << u"http://[::1]:4000"_s << true;
    QTest::newRow("localhost") << u"http://localhost:4000"_s << true;
    QTest::newRow("plain http") << u"http://portal.example"_s << false;
    QTest::newRow("name that begins like loopback") << u"http://127.0.0.1.example"_s << false;
    QTest::newRow("another scheme") << u"ftp://127.0.0.1"_s << false;
    QTest::newRow("nothing") << u""_s << false;
}

void TestApiClient::neverSendsATokenInTheClear()
{
    QFETCH(QString, url);
    QFETCH(bool, accepted);
    Desk desk([](const SeenRequest &) { return jsonAnswer(meBody); });
    QCOMPARE(desk.client.setBaseUrl(QUrl(url)).has_value(), accepted);
}

void TestApiClient::refreshesOnceAndReplays()
{
    Desk desk([](const SeenRequest &request) {
        return request.header("authorization") == "Bearer token-1" ? unauthorized() : jsonAnswer(meBody);
    });
    QVERIFY(desk.me().has_value());
    QCOMPARE(desk.tokens.refreshes, 1);
    QCOMPARE(desk.server.seen().size(), 2);
}

void TestApiClient::sharesOneRefresh()
{
    Desk desk([](const SeenRequest &request) {
        return request.header("authorization") == "Bearer token-1" ? unauthorized() : jsonAnswer(meBody);
    });
    desk.tokens.held = true;
    QList<QFuture<Result<Me>>> futures;
    for (int i = 0; i < 3; ++i)
        futures += desk.client.get<Me>(u"/api/v1/me"_s);
    QTRY_COMPARE(desk.server.seen().size(), 3);
    QTRY_COMPARE(desk.tokens.refreshes, 1);
    // A call that comes while the refresh runs waits for it.
    futures += desk.client.get<Me>(u"/api/v1/late"_s);
    desk.tokens.finishRefresh();
    for (const auto &future : std::as_const(futures))
        QVERIFY(Desk::wait(future).has_value());
    QCOMPARE(desk.tokens.refreshes, 1);
    QCOMPARE(desk.server.seen().size(), 7);
}

void TestApiClient::givesUpAfterOneReplay()
{
    Desk desk([](const SeenRequest &) { return unauthorized(); });
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    QCOMPARE(me.error().httpStatus, 401);
    QCOMPARE(desk.server.seen().size(), 2);
}

void TestApiClient::tellsWhenThePersonMustSignIn()
{
    Desk desk([](const SeenRequest &) { return unauthorized(); });
    desk.tokens.failure = blockedError(u"signed_out"_s, u"Sign in again"_s);
    QSignalSpy needed(&desk.client, &ApiClient::signInNeeded);
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    QCOMPARE(me.error().code, u"token_expired"_s);
    QCOMPARE(needed.size(), 1);
}

void TestApiClient::readsAreRepeated_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("too many requests") << 429;
    QTest::newRow("bad gateway") << 502;
    QTest::newRow("unavailable") << 503;
    QTest::newRow("gateway timeout") << 504;
    QTest::newRow("connection lost") << 0;
}

void TestApiClient::readsAreRepeated()
{
    QFETCH(int, status);
    int count = 0;
    Desk desk([&](const SeenRequest &) {
        if (++count == 3)
            return jsonAnswer(meBody);
        ScriptedAnswer answer = jsonAnswer("{}", status == 0 ? 200 : status);
        answer.cutOff = status == 0;
        return answer;
    });
    QVERIFY(desk.me().has_value());
    QCOMPARE(count, 3);
}

void TestApiClient::writesAreNotRepeated()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer("{}", 503); });
    const Result<Me> answer = Desk::wait(desk.client.post<Me>(u"/api/v1/x"_s, {}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Http);
    QVERIFY(answer.error().retryable);
    QCOMPARE(desk.server.seen().size(), 1);
}

void TestApiClient::waitsAsLongAsTheServerAsks()
{
    Desk desk([](const SeenRequest &) {
        ScriptedAnswer answer = problemAnswer(429, "rate_limited", "Slow down");
        answer.headers += "Retry-After: 120";
        return answer;
    });
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    QCOMPARE(me.error().retryAfterSeconds, 120);
    QCOMPARE(desk.server.seen().size(), 1);
}

void TestApiClient::tellsAnswersApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("a web page") << 200 << "Content-Type: text/html"_ba << "<html>"_ba << int(ErrorKind::Protocol) << u"web page"_s;
    QTest::newRow("broken JSON") << 200 << "Content-Type: application/json"_ba << "{"_ba << int(ErrorKind::Protocol) << u"JSON"_s;
    QTest::newRow("a list") << 200 << "Content-Type: application/json"_ba << "[]"_ba << int(ErrorKind::Protocol) << u"object"_s;
    QTest::newRow("a missing member") << 200 << "Content-Type: application/json"_ba << "{}"_ba << int(ErrorKind::Protocol) << u"/id"_s;
    QTest::newRow("a redirect") << 302 << "Location: https://elsewhere.example/"_ba << ""_ba << int(ErrorKind::Protocol) << u"redirect"_s;
    QTest::newRow("a proxy's 500") << 500 << "Content-Type: text/html"_ba << "<html>"_ba << int(ErrorKind::Http) << u"500"_s;
}

void TestApiClient::tellsAnswersApart()
{
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, words);
    Desk desk([&](const SeenRequest &) {
        ScriptedAnswer answer;
        answer.status = status;
        answer.headers = {header};
        answer.body = body;
        return answer;
    });
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    QCOMPARE(int(me.error().kind), kind);
    const QString all = me.error().message + me.error().detail;
    QVERIFY2(all.contains(words), qPrintable(all));
    QCOMPARE(desk.server.seen().size(), 1);
}

void TestApiClient::readsProblemDocuments()
{
    Desk desk([](const SeenRequest &) { return problemAnswer(409, "conflict_state", "Already decided"); });
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    const Error &error = me.error();
    QCOMPARE(error.kind, ErrorKind::Problem);
    QCOMPARE(error.code, u"conflict_state"_s);
    QCOMPARE(error.message, u"Already decided"_s);
    QCOMPARE(error.correlationId, u"c-1"_s);
    QCOMPARE(error.httpStatus, 409);
    QCOMPARE(error.fields, (QList<FieldError> {{u"/name"_s, u"required"_s, u"A name"_s}}));
    QCOMPARE(error.allowedActions, QStringList {u"comment"_s});
}

void TestApiClient::boundsTheSizeOfAnswers()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer(QByteArray(300 * 1024, ' ') + meBody); });
    ApiRequest request;
    request.path = u"/api/v1/me"_s;
    request.limits.bytes = 100 * 1024;
    const Result<Me> me = Desk::wait(desk.client.sendFor<Me>(request));
    QVERIFY(!me);
    QVERIFY(me.error().message.contains(u"larger"_s));
}

void TestApiClient::boundsTheTimeOfAnswers()
{
    Desk desk([](const SeenRequest &) {
        ScriptedAnswer answer;
        answer.hang = true;
        return answer;
    });
    QSignalSpy unreachable(&desk.client, &ApiClient::unreachable);
    ApiRequest request;
    request.path = u"/api/v1/me"_s;
    request.limits.totalMs = 60;
    const Result<Me> me = Desk::wait(desk.client.sendFor<Me>(request));
    QVERIFY(!me);
    QCOMPARE(me.error().code, u"timeout"_s);
    QCOMPARE(unreachable.size(), 1);
}

void TestApiClient::notModifiedIsNoValue()
{
    Desk desk([](const SeenRequest &request) {
        return request.header("if-none-match") == "\"e1\"" ? jsonAnswer("", 304) : jsonAnswer(meBody);
    });
    const auto same = Desk::wait(desk.client.getIfNews<Me>(u"/api/v1/me"_s, u"e1"_s));
    QVERIFY(same.has_value() && !same->has_value());
    const auto news = Desk::wait(desk.client.getIfNews<Me>(u"/api/v1/me"_s, u"e0"_s));
    QVERIFY(news.has_value() && news->has_value());
}

void TestApiClient::contextAbortsTheRequest()
{
    Desk desk([](const SeenRequest &) {
        ScriptedAnswer answer;
        answer.hang = true;
        return answer;
    });
    auto page = std::make_unique<QObject>();
    const QFuture<Result<Me>> future = desk.client.get<Me>(u"/api/v1/me"_s, {}, page.get());
    bool delivered = false;
    deliver(future, page.get(), [&](const Result<Me> &) { delivered = true; });
    QTRY_COMPARE(desk.server.seen().size(), 1);
    page.reset();
    const Result<Me> me = Desk::wait(future);
    QVERIFY(!me);
    QCOMPARE(me.error().kind, ErrorKind::Cancelled);
    QVERIFY(!delivered);
}

void TestApiClient::productionIsReadOnlyUntilArmed()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer(meBody); });
    ApiRequest write;
    write.verb = "POST";
    write.path = u"/api/v1/config-deployments"_s;
    write.environment = Environment::Production;
    write.productionWrite = true;
    const Result<Me> refused = Desk::wait(desk.client.sendFor<Me>(write));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"production_read_only"_s);
    QCOMPARE(desk.server.seen().size(), 0);
    desk.lock.arm();
    QVERIFY(Desk::wait(desk.client.sendFor<Me>(write)).has_value());
    desk.clock.advance(601);
    QVERIFY(!Desk::wait(desk.client.sendFor<Me>(write)));
}

void TestApiClient::signedOutSendsNothing()
{
    Desk desk([](const SeenRequest &) { return jsonAnswer(meBody); });
    desk.tokens.setToken({});
    const Result<Me> me = desk.me();
    QVERIFY(!me);
    QCOMPARE(me.error().code, u"signed_out"_s);
    QCOMPARE(desk.server.seen().size(), 0);
}

void TestApiClient::sendsNothingBeforeItKnowsWhere()
{
    QTest::failOnWarning(QRegularExpression(u"."_s));
    FixedTokens tokens;
    testsupport::FakeClock clock;
    ProductionLock lock(clock);
    ApiClient client(tokens, lock, clock);
    ScriptedServer server([](const SeenRequest &) { return jsonAnswer(meBody); });
    const QFuture<Result<Me>> early = client.get<Me>(u"/api/v1/me"_s);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    const Result<Me> cancelled = Desk::wait(early);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
    QVERIFY(Desk::wait(client.get<Me>(u"/api/v1/me"_s)).has_value());
    QCOMPARE(server.seen().size(), 1);
}

void TestApiClient::measuresTheClockSkew()
{
    Desk desk([](const SeenRequest &) {
        ScriptedAnswer answer = jsonAnswer(meBody);
        answer.headers += "Date: Mon, 23 Nov 2026 10:51:31 GMT";
        return answer;
    });
    QSignalSpy changed(&desk.client, &ApiClient::clockSkewChanged);
    QVERIFY(desk.me().has_value());
    QCOMPARE(desk.client.clockSkewMs(), 300000);
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
