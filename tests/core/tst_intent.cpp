// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentcodec.h"
#include "core/outbox/intentrules.h"
#include "tests/testsupport/fakeclock.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr IntentState allStates[] = {IntentState::Composed, IntentState::Queued, IntentState::Sending, IntentState::Accepted,
    IntentState::Refused, IntentState::NeedsAnotherLook, IntentState::Expired, IntentState::Withdrawn};

Intent fullIntent()
{
    Intent intent = intentTo(IntentKind::Decision, "POST", u"/api/v1/approval-requests/req_1/decisions"_s, {{u"comment"_s, u"ä"_s}});
    const QDateTime time = testsupport::FakeClock().now();
    intent.id = IntentId(u"0b6c8d0e-4f4e-4c5e-8a43-1f3f1d5e7a10"_s);
    intent.state = IntentState::NeedsAnotherLook;
    intent.query = u"reason=a%20b"_s;
    intent.toSign = QJsonObject {{u"statement"_s, u"gatehouse.decision/v1"_s}};
    intent.ifMatch = u"r7"_s;
    intent.environment = Environment::Production;
    intent.productionWrite = true;
    intent.basisPath = u"/api/v1/approval-requests/req_1"_s;
    intent.topic = u"requests"_s;
    intent.objectId = u"req_1"_s;
    intent.subject = u"@a/plugin"_s;
    intent.subjectDetail = u"1 → 2"_s;
    intent.verbWord = u"approve"_s;
    intent.stageName = u"Security"_s;
    intent.effect = u"Security becomes 2 of 2"_s;
    intent.reason = u"Read in full."_s;
    intent.relied = {{u"evidence"_s, u"4"_s, u"Revision 4"_s}};
    intent.movements = {{intent.relied.first(), {u"evidence"_s, u"5"_s, u"Revision 5"_s}, u"B"_s, time}};
    intent.checkedAt = time;
    intent.sequence = 9;
    intent.composedAt = time;
    intent.composedOffline = true;
    intent.expiresAt = time.addDays(1);
    intent.attempts = 2;
    intent.unknownSince = time;
    intent.endedAt = time;
    intent.httpStatus = 412;
    intent.errorCode = u"precondition_failed"_s;
    intent.errorMessage = u"It moved."_s;
    intent.correlationId = u"c-1"_s;
    intent.receipt = u"req_1"_s;
    return intent;
}

Error answered(ErrorKind kind, int status, const QString &code, bool retryable = false)
{
    Error error;
    error.kind = kind;
    error.httpStatus = status;
    error.code = code;
    error.retryable = retryable;
    return error;
}

} // namespace

class TestIntent final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheTable_data();
    void followsTheTable();
    void survivesTheDisk();
    void refusesWhatItCannotReadWhole_data();
    void refusesWhatItCannotReadWhole();
    void livesAsLongAsItsKind_data();
    void livesAsLongAsItsKind();
    void asksNoKeyThatThePortalForgot();
    void answersMeanWhatTheySay_data();
    void answersMeanWhatTheySay();
    void onlyHarmlessOnesGoUnasked();
    void objectsHaveTheirOwnLane();
};

void TestIntent::followsTheTable_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("allowed");
    using enum IntentState;
    const QList<std::pair<IntentState, IntentState>> allowed {{Composed, Queued}, {Queued, Sending}, {Queued, Refused},
        {Queued, NeedsAnotherLook}, {Queued, Expired}, {Queued, Withdrawn}, {Sending, Accepted}, {Sending, Refused},
        {Sending, NeedsAnotherLook}, {Sending, Queued}, {Refused, Withdrawn}, {NeedsAnotherLook, Withdrawn}};
    for (const IntentState from : allStates) {
        for (const IntentState to : allStates) {
            QTest::addRow("%s to %s", qPrintable(toWire(from)), qPrintable(toWire(to)))
                << int(from) << int(to) << allowed.contains({from, to});
        }
    }
}

void TestIntent::followsTheTable()
{
    QFETCH(int, from);
    QFETCH(int, to);
    QFETCH(bool, allowed);
    Intent intent;
    intent.state = IntentState(from);
    const Intent before = intent;
    const testsupport::FakeClock clock;
    QCOMPARE(mayFollow(IntentState(from), IntentState(to)), allowed);
    QCOMPARE(enter(intent, IntentState(to), clock.now()).has_value(), allowed);
    if (!allowed) {
        QVERIFY(intent == before);
        return;
    }
    QCOMPARE(int(intent.state), to);
    QCOMPARE(intent.endedAt.has_value(), isOver(IntentState(to)));
}

void TestIntent::survivesTheDisk()
{
    for (const IntentState state : allStates) {
        Intent intent = fullIntent();
        intent.state = state;
        const auto again = decodeIntent(encodeIntent(intent));
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        QVERIFY(*again == intent);
    }
    Intent bare = intentTo(IntentKind::Comment, "POST", u"/p"_s);
    bare.composedAt = bare.expiresAt = testsupport::FakeClock().now();
    const auto again = decodeIntent(encodeIntent(bare));
    QVERIFY(again);
    QVERIFY(*again == bare);
}

void TestIntent::refusesWhatItCannotReadWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = encodeIntent(fullIntent());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("half") << whole.left(whole.size() / 2);
    QTest::newRow("another version's state") << QByteArray(whole).replace("needs_another_look", "on_the_moon");
    QTest::newRow("another version's kind") << QByteArray(whole).replace("\"decision\"", "\"divination\"");
    QTest::newRow("no key") << QByteArray(whole).replace("\"id\"", "\"no\"");
}

void TestIntent::refusesWhatItCannotReadWhole()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!decodeIntent(bytes));
}

void TestIntent::livesAsLongAsItsKind_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("production");
    QTest::addColumn<int>("hours");
    QTest::newRow("decision") << int(IntentKind::Decision) << false << 24;
    QTest::newRow("production write") << int(IntentKind::Operation) << true << 24;
    QTest::newRow("operation elsewhere") << int(IntentKind::Operation) << false << 168;
    QTest::newRow("comment") << int(IntentKind::Comment) << false << 168;
    QTest::newRow("registry edit") << int(IntentKind::RegistryEdit) << false << 168;
}

void TestIntent::livesAsLongAsItsKind()
{
    QFETCH(int, kind);
    QFETCH(bool, production);
    QFETCH(int, hours);
    Intent intent;
    intent.kind = IntentKind(kind);
    intent.productionWrite = true;
    intent.environment = production ? Environment::Production : Environment::Staging;
    const QDateTime now = testsupport::FakeClock().now();
    intent.expiresAt = expiryOf(intent, now);
    QCOMPARE(intent.expiresAt, now.addSecs(hours * 3600));
    QVERIFY(!endOfLife(intent, intent.expiresAt.addSecs(-1)));
    QVERIFY(endOfLife(intent, intent.expiresAt) == IntentState::Expired);
}

void TestIntent::asksNoKeyThatThePortalForgot()
{
    Intent intent;
    const QDateTime now = testsupport::FakeClock().now();
    intent.expiresAt = now.addDays(7);
    intent.unknownSince = now;
    QVERIFY(!endOfLife(intent, now.addSecs(22 * 3600)));
    // The portal keeps a key for 24 hours: before it may have forgotten, nothing is sent any more.
    QVERIFY(endOfLife(intent, now.addSecs(23 * 3600)) == IntentState::NeedsAnotherLook);
    intent.expiresAt = now.addSecs(60);
    QVERIFY(endOfLife(intent, now.addSecs(61)) == IntentState::NeedsAnotherLook);
}

void TestIntent::answersMeanWhatTheySay_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<int>("meaning");
    using enum AnswerMeaning;
    const auto problem = [](int status, const QString &code, bool retryable = false) { return answered(ErrorKind::Problem, status, code, retryable); };
    QTest::newRow("cut off") << answered(ErrorKind::Network, 0, u"cut_off"_s) << int(Later);
    QTest::newRow("timeout") << answered(ErrorKind::Network, 0, u"timeout"_s) << int(Later);
    QTest::newRow("refused") << answered(ErrorKind::Network, 0, u"refused"_s) << int(NotSent);
    QTest::newRow("no such host") << answered(ErrorKind::Network, 0, u"host_not_found"_s) << int(NotSent);
    QTest::newRow("bad certificate") << answered(ErrorKind::Network, 0, u"tls"_s) << int(NotSent);
    QTest::newRow("busy") << problem(429, u"rate_limited"_s) << int(NotDone);
    QTest::newRow("503") << problem(503, u"unavailable"_s, true) << int(Later);
    QTest::newRow("500") << problem(500, u"internal"_s) << int(Later);
    QTest::newRow("in progress") << problem(409, u"idempotency_in_progress"_s, true) << int(Later);
    QTest::newRow("a proxy's 403") << answered(ErrorKind::Http, 403, u"http_403"_s) << int(Later);
    QTest::newRow("a proxy's 502") << answered(ErrorKind::Http, 502, u"http_502"_s) << int(Later);
    QTest::newRow("redirect") << answered(ErrorKind::Protocol, 0, u"redirect"_s) << int(Later);
    QTest::newRow("stale etag") << problem(412, u"precondition_failed"_s) << int(Moved);
    QTest::newRow("stale evidence") << problem(409, u"evidence_stale"_s) << int(Moved);
    QTest::newRow("another state") << problem(409, u"conflict_state"_s) << int(Moved);
    QTest::newRow("four eyes") << problem(403, u"separation_of_duties"_s) << int(Refused);
    QTest::newRow("invalid") << problem(422, u"validation_failed"_s) << int(Refused);
    QTest::newRow("gone") << problem(404, u"not_found"_s) << int(Refused);
    QTest::newRow("step up") << problem(401, u"step_up_required"_s) << int(Refused);
    QTest::newRow("token over") << problem(401, u"unauthenticated"_s) << int(SignIn);
    QTest::newRow("signed out") << answered(ErrorKind::Blocked, 0, u"signed_out"_s) << int(SignIn);
    QTest::newRow("not armed") << answered(ErrorKind::Blocked, 0, u"production_read_only"_s) << int(Held);
}

void TestIntent::answersMeanWhatTheySay()
{
    QFETCH(Error, error);
    QFETCH(int, meaning);
    QCOMPARE(int(meaningOf(fail(error))), meaning);
    ApiReply page;
    page.status = 200;
    page.contentType = "text/html";
    page.body = "<html>Sign in to the hotel</html>";
    QCOMPARE(meaningOf(page), AnswerMeaning::Later);
    page.contentType = "application/json";
    page.body = R"({"id":"cmt_1"})";
    QCOMPARE(meaningOf(page), AnswerMeaning::Accepted);
    QCOMPARE(receiptOf(page), u"cmt_1"_s);
    page.status = 204;
    page.body.clear();
    QCOMPARE(meaningOf(page), AnswerMeaning::Later);
    page.correlationId = u"c-1"_s;
    QCOMPARE(meaningOf(page), AnswerMeaning::Accepted);
}

void TestIntent::onlyHarmlessOnesGoUnasked()
{
    Intent intent = fullIntent();
    intent.productionWrite = false;
    QVERIFY(maySendUnasked(intent));
    intent.verbWord = u"reject"_s;
    QVERIFY(!maySendUnasked(intent));
    intent.verbWord = u"approve"_s;
    intent.productionWrite = true;
    QVERIFY(!maySendUnasked(intent));
    intent.environment = Environment::Staging;
    QVERIFY(maySendUnasked(intent));
}

void TestIntent::objectsHaveTheirOwnLane()
{
    Intent a = fullIntent();
    Intent b = fullIntent();
    b.id = IntentId(u"other"_s);
    QCOMPARE(laneOf(a), laneOf(b));
    b.topic = u"plugins"_s;
    QVERIFY(laneOf(a) != laneOf(b));
    a.objectId.clear();
    b.objectId.clear();
    b.topic = a.topic;
    QVERIFY(laneOf(a) != laneOf(b));
}

QTEST_GUILESS_MAIN(TestIntent)
#include "tst_intent.moc"
