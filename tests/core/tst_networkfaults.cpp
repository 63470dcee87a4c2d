// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"
#include "core/net/apiclient.h"
#include "core/net/reachproblem.h"
#include "core/net/replyerrors.h"
#include "core/sync/connectionstate.h"
#include "core/sync/eventfeed.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;
using State = ConnectionState::State;

namespace {

const QByteArray meBody = R"({"id":"per_1","name":"A","email":"a@example.org","tenant":"t","acr":""})";

QByteArray httpDate(const QDateTime &time)
{
    return "Date: " + QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

QByteArray eventBytes(int cursor)
{
    return "id: " + QByteArray::number(cursor) + "\ndata: {\"cursor\":" + QByteArray::number(cursor)
        + R"(,"type":"plugin.updated","topic":"plugins","subject":"1","etag":"","time":"2026-11-23T10:46:31.000Z","tenant":"t",)"
          R"("actor":{"id":"p","name":"A"},"summary":""})" + "\n\n";
}

Meta meta(const QString &api, const QString &minimum)
{
    Meta meta;
    meta.name = u"Acme"_s;
    meta.apiVersion = api;
    meta.minClientVersion = minimum;
    return meta;
}

Error withCode(ErrorKind kind, const QString &code, int status = 0)
{
    Error error;
    error.kind = kind;
    error.code = code;
    error.httpStatus = status;
    return error;
}

} // namespace

//! What a person is told when the network does something else than carry an answer.
class TestNetworkFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsFaultsApart_data();
    void tellsFaultsApart();
    void readsOfTheConnection_data();
    void readsOfTheConnection();
    void writesKeepTheirKey_data();
    void writesKeepTheirKey();
    void goesOnAfterEventsThatCameBroken_data();
    void goesOnAfterEventsThatCameBroken();
    void aSignInPageIsNoFeed();
    void measuresClocks_data();
    void measuresClocks();
    void tellsWhoIsTooOld_data();
    void tellsWhoIsTooOld();

private:
    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
};

void TestNetworkFaults::tellsFaultsApart_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<ReachProblem>("problem");
    QTest::addColumn<bool>("outOfReach");
    using enum ReachProblem;
    const auto transport = [](QNetworkReply::NetworkError code) { return errorFromTransport(code, u"x"_s, {}, u"portal.example"_s); };
    const auto row = [](const char *name, const Error &error, ReachProblem problem, bool out) { QTest::newRow(name) << error << problem << out; };
    row("no such name", transport(QNetworkReply::HostNotFoundError), NoSuchName, true);
    row("refused", transport(QNetworkReply::ConnectionRefusedError), Refused, true);
    row("too slow", transport(QNetworkReply::TimeoutError), TimedOut, true);
    row("reset", transport(QNetworkReply::RemoteHostClosedError), CutOff, true);
    row("something else", transport(QNetworkReply::UnknownNetworkError), NoConnection, true);
    row("a proxy wants a name", transport(QNetworkReply::ProxyAuthenticationRequiredError), ProxySignIn, true);
    row("a proxy refuses", transport(QNetworkReply::ProxyConnectionRefusedError), ProxyFailed, true);
    row("a proxy is not found", transport(QNetworkReply::ProxyNotFoundError), ProxyFailed, true);
    row("a handshake fails", transport(QNetworkReply::SslHandshakeFailedError), NotTrusted, true);
    row("a certificate is expired",
        errorFromTransport(QNetworkReply::UnknownNetworkError, {}, {QSslError(QSslError::CertificateExpired)}, u"p"_s), NotTrusted, true);
    row("HTML with 200", errorFromContentType({200, "text/html", "<html>", {}, {}, {}, {}}), CaptivePortal, true);
    row("another type with 200", errorFromContentType({200, "text/plain", "hi", {}, {}, {}, {}}), None, false);
    row("sent elsewhere", errorFromRedirect(QUrl(u"https://portal.example"_s), 302, u"https://login.hotel.example/"_s), CaptivePortal, true);
    row("sent elsewhere for good", errorFromRedirect(QUrl(u"https://portal.example"_s), 301, u"https://new.example/"_s), None, false);
    row("sent on in the same place", errorFromRedirect(QUrl(u"https://portal.example"_s), 302, u"/login"_s), None, false);
    row("407", errorFromAnswer({407, "text/html", {}, {}, {}, {}, {}}, 0), ProxySignIn, true);
    row("511", errorFromAnswer({511, "text/html", {}, {}, {}, {}, {}}, 0), CaptivePortal, true);
    row("a gateway's 502", errorFromAnswer({502, "text/html", {}, {}, {}, {}, {}}, 0), PortalDown, true);
    row("the portal's own 503", withCode(ErrorKind::Problem, u"source_lost"_s, 503), None, false);
    row("429", withCode(ErrorKind::Problem, u"rate_limited"_s, 429), SlowDown, false);
    row("403", withCode(ErrorKind::Problem, u"forbidden"_s, 403), None, false);
    row("signed out", withCode(ErrorKind::Blocked, u"signed_out"_s), SignedOut, false);
    row("an ended sign-in", withCode(ErrorKind::Blocked, u"sign_in_again"_s), SignedOut, false);
    row("production is read-only", withCode(ErrorKind::Blocked, u"production_read_only"_s), None, false);
}

void TestNetworkFaults::tellsFaultsApart()
{
    QFETCH(Error, error);
    QFETCH(ReachProblem, problem);
    QFETCH(bool, outOfReach);
    QCOMPARE(reachProblem(error), problem);
    QCOMPARE(isOutOfReach(problem), outOfReach);
    QVERIFY(!outOfReach || !error.message.isEmpty());
}

void TestNetworkFaults::readsOfTheConnection_data()
{
    QTest::addColumn<QList<ScriptedAnswer>>("answers"); // the last one again and again
    QTest::addColumn<QString>("code"); // empty: the read succeeds
    QTest::addColumn<State>("state");
    QTest::addColumn<ReachProblem>("problem");
    const auto answer = [](int status, const QByteArray &type, const QByteArray &body, const QByteArray &header = {}) {
        ScriptedAnswer given;
        given.status = status;
        given.headers = {"Content-Type: " + type};
        if (!header.isEmpty())
            given.headers.append(header);
        given.body = body;
        return given;
    };
    const ScriptedAnswer good = jsonAnswer(meBody);
    ScriptedAnswer cut = good;
    cut.cutOff = true;
    ScriptedAnswer reset;
    reset.reset = true;
    ScriptedAnswer slow = good;
    slow.delayMs = 200;
    ScriptedAnswer never;
    never.hang = true;
    using enum ReachProblem;
    const auto row = [](const char *name, const QList<ScriptedAnswer> &answers, const QString &code, State state, ReachProblem problem) {
        QTest::newRow(name) << answers << code << state << problem;
    };
    row("a slow answer", {slow}, {}, State::CatchingUp, None);
    row("no answer at all", {never}, u"timeout"_s, State::Offline, TimedOut);
    row("cut in the body once", {cut, good}, {}, State::CatchingUp, None);
    row("cut in the body again and again", {cut}, u"cut_off"_s, State::Offline, CutOff);
    row("reset once", {reset, good}, {}, State::CatchingUp, None);
    row("reset again and again", {reset}, u"cut_off"_s, State::Offline, CutOff);
    row("503 once", {answer(503, "text/html", "<html>"), good}, {}, State::CatchingUp, None);
    row("503 of a gateway", {answer(503, "text/html", "<html>")}, u"http_503"_s, State::Offline, PortalDown);
    row("500 of the portal", {problemAnswer(500, "internal", "No")}, u"internal"_s, State::CatchingUp, None);
    row("429 for a moment", {answer(429, "application/json", "{}", "Retry-After: 0"), good}, {}, State::CatchingUp, None);
    row("429 for long", {answer(429, "application/json", "{}", "Retry-After: 120")}, u"http_429"_s, State::CatchingUp, None);
    row("HTML with 200", {answer(200, "text/html; charset=utf-8", "<html>Welcome to the hotel")}, u"captive_portal"_s, State::Offline, CaptivePortal);
    row("sent to a sign-in page", {answer(302, "text/html", "", "Location: http://login.hotel.example/")}, u"captive_portal"_s, State::Offline, CaptivePortal);
    row("a proxy's 407", {answer(407, "text/html", "<html>")}, u"proxy_sign_in"_s, State::Offline, ProxySignIn);
    row("half a JSON text", {jsonAnswer("{\"id\":")}, u"protocol"_s, State::CatchingUp, None);
}

void TestNetworkFaults::readsOfTheConnection()
{
    QFETCH(QList<ScriptedAnswer>, answers);
    QFETCH(QString, code);
    QFETCH(State, state);
    QFETCH(ReachProblem, problem);
    ScriptedServer server([&answers](const SeenRequest &) { return answers.size() > 1 ? answers.takeFirst() : answers.first(); });
    ApiClient client(m_tokens, m_lock, m_clock);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    client.setRetryPolicy({.attempts = 2, .firstDelayMs = 2, .maxDelayMs = 4});
    ConnectionState connection(m_clock);
    connection.watch(client);
    connection.signedIn();
    QSignalSpy answered(&client, &ApiClient::answered);
    ApiRequest request;
    request.path = QString::fromLatin1(routes::me);
    request.limits.totalMs = 1500;
    const auto answer = client.sendFor<Me>(request);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result() ? QString() : answer.result().error().code, code);
    QCOMPARE(connection.state(), state);
    QCOMPARE(connection.problem(), problem);
    // A stranger's answer is not the portal's.
    QCOMPARE(answered.isEmpty(), isOutOfReach(problem));
    QCOMPARE(connection.slowedUntil().has_value(), code == u"http_429"_s);
}

void TestNetworkFaults::writesKeepTheirKey_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    ScriptedAnswer reset;
    reset.reset = true;
    ScriptedAnswer cut = jsonAnswer(meBody);
    cut.cutOff = true;
    QTest::newRow("dropped after it was sent") << reset;
    QTest::newRow("cut in the answer") << cut;
    QTest::newRow("503") << problemAnswer(503, "unavailable", "No");
    QTest::newRow("429") << problemAnswer(429, "rate_limited", "No");
}

void TestNetworkFaults::writesKeepTheirKey()
{
    QFETCH(ScriptedAnswer, answer);
    ScriptedServer server([&answer](const SeenRequest &) { return answer; });
    ApiClient client(m_tokens, m_lock, m_clock);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    const auto result = client.post<Me>(u"/api/v1/approval-requests/req_1/comments"_s, {});
    QTRY_VERIFY(result.isFinished());
    QVERIFY(!result.result());
    // Qt itself sends again over a connection that was dropped before any answer; the key makes that one write.
    if (!answer.reset)
        QCOMPARE(server.seen().size(), 1);
    for (const SeenRequest &seen : server.seen())
        QCOMPARE(seen.header("idempotency-key"), server.seen().first().header("idempotency-key"));
    QCOMPARE(server.seen().first().header("idempotency-key").size(), 36);
}

void TestNetworkFaults::goesOnAfterEventsThatCameBroken_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("cut in an event") << eventBytes(41) + eventBytes(42).left(30) << eventBytes(42);
    QTest::newRow("told twice") << eventBytes(41) + eventBytes(41) << eventBytes(41) + eventBytes(42);
    QTest::newRow("told in the wrong order") << eventBytes(41) << eventBytes(40) + eventBytes(42);
    QTest::newRow("no JSON") << eventBytes(41) + "data: {\n\n" << eventBytes(42);
}

void TestNetworkFaults::goesOnAfterEventsThatCameBroken()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    ScriptedServer server([](const SeenRequest &) {
        ScriptedAnswer stream;
        stream.headers = {"Content-Type: text/event-stream"};
        stream.stream = true;
        return stream;
    });
    ApiClient client(m_tokens, m_lock, m_clock);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    EventFeed feed(client);
    FeedTimes quick;
    quick.backoff = {.attempts = 1 << 20, .firstDelayMs = 2, .maxDelayMs = 4};
    feed.setTimes(quick);
    QSignalSpy received(&feed, &EventFeed::received);
    feed.start(40);
    QTRY_VERIFY(server.hasStream());
    server.push(first);
    QTRY_COMPARE(received.size(), 1);
    const qsizetype before = server.seen().size();
    if (server.hasStream())
        server.endStream();
    QTRY_COMPARE(server.seen().size(), before + 1);
    QTRY_VERIFY(server.hasStream());
    QCOMPARE(server.seen().last().header("last-event-id"), QByteArray("41"));
    server.push(second);
    QTRY_COMPARE(received.size(), 2);
    QCOMPARE(received.at(1).first().value<Event>().cursor, 42);
}

void TestNetworkFaults::aSignInPageIsNoFeed()
{
    ScriptedServer server([](const SeenRequest &) {
        ScriptedAnswer page;
        page.headers = {"Content-Type: text/html"};
        page.body = "<html>data: Welcome to the hotel";
        return page;
    });
    ApiClient client(m_tokens, m_lock, m_clock);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    EventFeed feed(client);
    ConnectionState connection(m_clock);
    connection.watch(client);
    connection.watch(feed);
    connection.signedIn();
    QSignalSpy caughtUp(&feed, &EventFeed::caughtUp);
    feed.start(40);
    QTRY_COMPARE(connection.state(), State::Offline);
    QCOMPARE(connection.problem(), ReachProblem::CaptivePortal);
    QVERIFY(caughtUp.isEmpty());
}

void TestNetworkFaults::measuresClocks_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("told");
    QTest::newRow("right") << 0 << false;
    QTest::newRow("ten minutes slow") << 600 << true;
    QTest::newRow("ten minutes fast") << -600 << true;
    QTest::newRow("four minutes slow") << 240 << false;
}

void TestNetworkFaults::measuresClocks()
{
    QFETCH(int, seconds);
    QFETCH(bool, told);
    ScriptedServer server([&](const SeenRequest &) {
        ScriptedAnswer answer = jsonAnswer(meBody);
        answer.headers.append(httpDate(m_clock.now().addSecs(seconds)));
        return answer;
    });
    ApiClient client(m_tokens, m_lock, m_clock);
    QVERIFY(client.setBaseUrl(server.url()).has_value());
    const auto answer = client.get<Me>(QString::fromLatin1(routes::me));
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result().has_value());
    QCOMPARE(client.clockSkewMs(), seconds * 1000);
    QCOMPARE(qAbs(client.clockSkewMs()) >= tellClockSkewMs, told);
}

void TestNetworkFaults::tellsWhoIsTooOld_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("minimum");
    QTest::addColumn<ReachProblem>("problem");
    QTest::newRow("fits") << u"v1"_s << u"0.1.0"_s << ReachProblem::None;
    QTest::newRow("says nothing") << QString() << QString() << ReachProblem::None;
    QTest::newRow("console too old") << u"v1"_s << u"0.3"_s << ReachProblem::ConsoleTooOld;
    QTest::newRow("portal too old") << u"v0"_s << u"0.1.0"_s << ReachProblem::PortalTooOld;
    QTest::newRow("portal too new") << u"v2"_s << u"0.1.0"_s << ReachProblem::PortalTooNew;
}

void TestNetworkFaults::tellsWhoIsTooOld()
{
    QFETCH(QString, api);
    QFETCH(QString, minimum);
    QFETCH(ReachProblem, problem);
    const auto error = versionProblem(meta(api, minimum), u"0.2.0"_s);
    QCOMPARE(error ? reachProblem(*error) : ReachProblem::None, problem);
}

QTEST_GUILESS_MAIN(TestNetworkFaults)
#include "tst_networkfaults.moc"
