// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentcodec.h"
#include "core/outbox/outboxreceipts.h"
#include "tests/core/outboxdesk.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

using Answer = QFuture<Result<ApiReply>>;

//! How intents leave: durability, order, lost answers, crashes. What their authors relied on is in
//! tst_outboxchecks.
class TestOutbox final : public QObject
{
    Q_OBJECT
    std::unique_ptr<WatchedRows> m_rows;
    std::unique_ptr<FakePortal> m_portal;
    std::unique_ptr<OutboxDesk> m_desk;

    Answer submit(const Intent &intent) { return m_desk->outbox.submit(intent); }
    IntentState state(const Intent &intent) const { return m_desk->state(intent.id); }
    void restart();

private Q_SLOTS:
    void init();
    void cleanup();
    void isOnDiskBeforeItIsSentOrSaid();
    void aDiskThatTakesNothingKeepsNothing();
    void aDiskThatMissesTheOutcomeLosesNoAnswer();
    void keepsOrderWithinAnObject();
    void aStuckOneHoldsUpNobodyElse();
    void manyAtOnceAreAllAnswered();
    void aLostAnswerIsAskedForWithTheSameKey();
    void waitsAsLongAsThePortalAsks();
    void triesAgainWhenThePortalFails();
    void waitsUntilSignedInAgain();
    void aRefusalIsToldAndStays();
    void whatWasNeverKeptIsNeverSent();
    void expiresWhereItWaits();
    void anOldUnknownOutcomeIsNotGuessed();
    void isTakenBackOnlyBeforeItLeaves();
    void waitsForWhatAnEarlierRunLeft();
    void leavesAloneWhatItCannotRead();
    void forgetsOnlyWhatIsOver();
    void survivesACrashAtEveryWrite_data();
    void survivesACrashAtEveryWrite();
    void twoConsolesDoEachThingOnce();
    void twoConsolesAgreeOnWhatWasTakenBack();
};

void TestOutbox::init()
{
    m_rows = std::make_unique<WatchedRows>();
    m_portal = std::make_unique<FakePortal>();
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    m_desk->restore();
}

void TestOutbox::cleanup()
{
    m_desk.reset();
    m_portal.reset();
    m_rows.reset();
}

void TestOutbox::restart()
{
    m_desk.reset();
    m_rows->revive();
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    m_desk->restore();
}

void TestOutbox::isOnDiskBeforeItIsSentOrSaid()
{
    m_rows->holds = true;
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    const Answer answer = submit(intent);
    QTRY_COMPARE(m_rows->waiting(), 1);
    QCOMPARE(m_desk->outbox.intents().count(), 0);
    m_rows->release();
    QTRY_COMPARE(m_rows->waiting(), 1);
    QCOMPARE(m_portal->server.seen().size(), 0);
    QCOMPARE(m_rows->history(intent.id), QList {IntentState::Queued});
    m_rows->release();
    QTRY_COMPARE(m_rows->waiting(), 1);
    QCOMPARE(m_portal->effects(intent.id), 1);
    QVERIFY(!answer.isFinished());
    m_rows->release();
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result());
    QCOMPARE(m_rows->history(intent.id), (QList {IntentState::Queued, IntentState::Sending, IntentState::Accepted}));
    QCOMPARE(m_desk->intent(intent.id).receipt, u"done_1"_s);
    QVERIFY(!m_desk->intent(intent.id).unknownSince);
}

void TestOutbox::aDiskThatTakesNothingKeepsNothing()
{
    QSignalSpy failed(&m_desk->outbox, &Outbox::failed);
    m_rows->refuses = true;
    const Answer answer = submit(m_desk->comment(u"req_1"_s, u"a"_s));
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Storage);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(m_desk->outbox.intents().count(), 0);
    QCOMPARE(m_portal->server.seen().size(), 0);
}

void TestOutbox::aDiskThatMissesTheOutcomeLosesNoAnswer()
{
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    m_portal->fault = [this](const SeenRequest &) {
        m_rows->refuses = true;
        return std::nullopt;
    };
    const Answer answer = submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result());
    QCOMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_rows->history(intent.id).last(), IntentState::Sending);
    m_rows->refuses = false;
    m_portal->fault = {};
    restart();
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_portal->effects(intent.id), 1);
}

void TestOutbox::keepsOrderWithinAnObject()
{
    m_desk->cut();
    QList<IntentId> ids;
    for (const QString &text : {u"1"_s, u"2"_s, u"3"_s, u"4"_s}) {
        const Intent intent = m_desk->comment(u"req_1"_s, text);
        ids.append(intent.id);
        submit(intent);
    }
    QTRY_COMPARE(m_desk->outbox.intents().count(), 4);
    m_desk->reconnect();
    // Said the wrong way round: the order of composing holds.
    m_desk->outbox.send({ids[3], ids[2], ids[1], ids[0]});
    QTRY_COMPARE(m_portal->texts(), (QStringList {u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
}

void TestOutbox::aStuckOneHoldsUpNobodyElse()
{
    const Intent stuck = m_desk->comment(u"req_1"_s, u"stuck"_s);
    const Intent behind = m_desk->comment(u"req_1"_s, u"behind"_s);
    const Intent other = m_desk->comment(u"req_2"_s, u"other"_s);
    m_portal->fault = [](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        if (!seen.target.contains("req_1"))
            return std::nullopt;
        ScriptedAnswer silence;
        silence.hang = true;
        return silence;
    };
    submit(stuck);
    const Answer second = submit(behind);
    const Answer third = submit(other);
    QTRY_VERIFY(third.isFinished());
    QVERIFY(third.result());
    QCOMPARE(state(stuck), IntentState::Sending);
    QCOMPARE(state(behind), IntentState::Queued);
    QVERIFY(!second.isFinished());
}

void TestOutbox::manyAtOnceAreAllAnswered()
{
    QList<Answer> answers;
    for (int i = 0; i < 24; ++i)
        answers.append(submit(m_desk->comment(u"req_%1"_s.arg(i % 12), QString::number(i))));
    for (const Answer &answer : std::as_const(answers)) {
        QTRY_VERIFY(answer.isFinished());
        QVERIFY2(answer.result(), "each one goes while the portal is there");
    }
    QCOMPARE(m_portal->texts().size(), 24);
}

void TestOutbox::aLostAnswerIsAskedForWithTheSameKey()
{
    m_portal->losesAnswers = 2;
    const Intent intent = m_desk->comment(u"req_1"_s, u"once"_s);
    const Answer answer = submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Kept);
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_portal->effects(intent.id), 1);
    const QList<SeenRequest> arrived = m_portal->arrived(intent.id);
    QCOMPARE(arrived.size(), 3);
    QCOMPARE(arrived[1].body, arrived[0].body);
    QCOMPARE(m_desk->intent(intent.id).attempts, 3);
}

void TestOutbox::waitsAsLongAsThePortalAsks()
{
    bool busy = true;
    m_portal->fault = [&busy](const SeenRequest &) -> std::optional<ScriptedAnswer> {
        if (!std::exchange(busy, false))
            return std::nullopt;
        ScriptedAnswer later = problemAnswer(429, "rate_limited", "Too many requests.");
        later.headers.append("Retry-After: 1");
        return later;
    };
    QElapsedTimer elapsed;
    elapsed.start();
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    const Answer answer = submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Kept);
    QVERIFY(!m_desk->intent(intent.id).unknownSince);
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QVERIFY2(elapsed.elapsed() >= 950, "not before the portal said");
}

void TestOutbox::triesAgainWhenThePortalFails()
{
    int failures = 3;
    m_portal->fault = [&failures](const SeenRequest &) -> std::optional<ScriptedAnswer> {
        if (failures-- <= 0)
            return std::nullopt;
        return problemAnswer(503, "unavailable", "Too much to do.");
    };
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    submit(intent);
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_desk->intent(intent.id).attempts, 4);
    QCOMPARE(m_portal->effects(intent.id), 1);
}

void TestOutbox::waitsUntilSignedInAgain()
{
    m_portal->fault = [](const SeenRequest &seen) -> std::optional<ScriptedAnswer> {
        if (seen.header("authorization") == "Bearer fresh")
            return std::nullopt;
        return problemAnswer(401, "unauthenticated", "The token is over.");
    };
    m_desk->tokens.failure = blockedError(u"sign_in"_s, u"Sign in again."_s);
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    const Answer answer = submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Kept);
    QCOMPARE(m_desk->connection.state(), ConnectionState::State::SignedOut);
    QCOMPARE(state(intent), IntentState::Queued);
    m_desk->tokens.setToken("fresh");
    m_desk->connection.signedIn();
    QTRY_COMPARE(state(intent), IntentState::Accepted);
}

void TestOutbox::aRefusalIsToldAndStays()
{
    m_portal->fault = [](const SeenRequest &) { return problemAnswer(403, "separation_of_duties", "You asked for it yourself."); };
    const Intent intent = m_desk->comment(u"req_1"_s, u"mine"_s);
    const Answer answer = submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().code, u"separation_of_duties"_s);
    restart();
    const Intent &kept = m_desk->intent(intent.id);
    QCOMPARE(kept.state, IntentState::Refused);
    QCOMPARE(kept.errorMessage, u"You asked for it yourself."_s);
    QCOMPARE(kept.reason, u"mine"_s);
    QVERIFY(kept.endedAt.has_value());
    QCOMPARE(m_portal->writes(), 1);
}

void TestOutbox::whatWasNeverKeptIsNeverSent()
{
    m_rows->holds = true;
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    submit(intent);
    QTRY_COMPARE(m_rows->waiting(), 1);
    m_desk.reset();
    m_rows->holds = false;
    restart();
    const Intent next = m_desk->comment(u"req_1"_s, u"b"_s);
    submit(next);
    QTRY_COMPARE(state(next), IntentState::Accepted);
    QCOMPARE(m_portal->texts(), QStringList {u"b"_s});
}

void TestOutbox::expiresWhereItWaits()
{
    m_desk->cut();
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    const Intent comment = m_desk->comment(u"req_1"_s, u"a"_s);
    submit(decision);
    submit(comment);
    QTRY_COMPARE(m_desk->outbox.intents().count(), 2);
    m_desk->clock.advance(25 * 3600);
    m_desk->reconnect();
    QTRY_COMPARE(state(decision), IntentState::Expired);
    QCOMPARE(m_rows->history(decision.id).last(), IntentState::Expired);
    QCOMPARE(m_portal->writes(), 0);
    m_desk->outbox.send({comment.id, decision.id});
    QTRY_COMPARE(state(comment), IntentState::Accepted);
    QCOMPARE(m_portal->effects(decision.id), 0);
}

void TestOutbox::anOldUnknownOutcomeIsNotGuessed()
{
    m_portal->losesAnswers = 1000;
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    submit(intent);
    QTRY_VERIFY(m_portal->arrived(intent.id).size() > 2);
    m_desk->clock.advance(23 * 3600 + 60);
    QTRY_COMPARE(state(intent), IntentState::NeedsAnotherLook);
    QCOMPARE(m_desk->intent(intent.id).errorCode, u"outcome_unknown"_s);
    const qsizetype arrived = m_portal->arrived(intent.id).size();
    m_portal->losesAnswers = 0;
    restart();
    const Intent next = m_desk->comment(u"req_1"_s, u"b"_s);
    submit(next);
    QTRY_COMPARE(state(next), IntentState::Accepted);
    QCOMPARE(m_portal->arrived(intent.id).size(), arrived);
}

void TestOutbox::isTakenBackOnlyBeforeItLeaves()
{
    m_desk->cut();
    const Intent kept = m_desk->comment(u"req_1"_s, u"kept"_s);
    submit(kept);
    QTRY_COMPARE(state(kept), IntentState::Queued);
    const QFuture<Status> withdrawn = m_desk->outbox.withdraw(kept.id);
    QTRY_VERIFY(withdrawn.isFinished());
    QVERIFY(withdrawn.result());
    QCOMPARE(m_rows->history(kept.id).last(), IntentState::Withdrawn);
    m_desk->reconnect();
    m_portal->losesAnswers = 1000;
    const Intent unknown = m_desk->comment(u"req_1"_s, u"unknown"_s);
    const Answer answer = submit(unknown);
    QTRY_VERIFY(answer.isFinished());
    const QFuture<Status> tooLate = m_desk->outbox.withdraw(unknown.id);
    QTRY_VERIFY(tooLate.isFinished());
    QVERIFY(!tooLate.result());
    QCOMPARE(tooLate.result().error().kind, ErrorKind::Blocked);
    m_portal->losesAnswers = 0;
    QTRY_COMPARE(state(unknown), IntentState::Accepted);
    QCOMPARE(m_portal->texts(), QStringList {u"unknown"_s});
}

void TestOutbox::waitsForWhatAnEarlierRunLeft()
{
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    const Answer answer = submit(m_desk->comment(u"req_1"_s, u"early"_s));
    QCOMPARE(m_rows->keys().size(), 0);
    m_desk->restore();
    QTRY_VERIFY(answer.isFinished());
    QVERIFY(answer.result());
}

void TestOutbox::leavesAloneWhatItCannotRead()
{
    m_rows->plant(u"from-the-future"_s, R"({"state":"dreamt"})");
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    QSignalSpy failed(&m_desk->outbox, &Outbox::failed);
    m_desk->restore();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(m_desk->outbox.intents().count(), 0);
    QCOMPARE(m_rows->keys(), QStringList {u"from-the-future"_s});
}

void TestOutbox::forgetsOnlyWhatIsOver()
{
    const Intent sent = m_desk->comment(u"req_1"_s, u"sent"_s);
    submit(sent);
    QTRY_COMPARE(state(sent), IntentState::Accepted);
    m_desk->cut();
    const Intent kept = m_desk->comment(u"req_2"_s, u"kept"_s);
    submit(kept);
    QTRY_COMPARE(state(kept), IntentState::Queued);
    QCOMPARE(m_desk->outbox.waiting(), 1);
    const QFuture<Status> forgotten = m_desk->outbox.receipts().forget({sent.id, kept.id});
    QTRY_VERIFY(forgotten.isFinished());
    QCOMPARE(m_rows->keys(), QStringList {kept.id.text()});
    QCOMPARE(m_desk->outbox.intents().count(), 1);
}

void TestOutbox::survivesACrashAtEveryWrite_data()
{
    QTest::addColumn<int>("writes");
    QTest::addColumn<int>("lostAnswers");
    for (int lost : {0, 1, 3}) {
        for (int writes = 0; writes <= 9; ++writes)
            QTest::addRow("%d writes, %d lost", writes, lost) << writes << lost;
    }
}

void TestOutbox::survivesACrashAtEveryWrite()
{
    QFETCH(int, writes);
    QFETCH(int, lostAnswers);
    const QList<Intent> all {m_desk->decision(m_portal->request, u"approve"_s), m_desk->comment(u"req_1"_s, u"a"_s),
        m_desk->comment(u"req_2"_s, u"b"_s)};
    m_portal->losesAnswers = lostAnswers;
    m_rows->dieAfter(writes);
    QList<Answer> answers;
    for (const Intent &intent : all)
        answers.append(submit(intent));
    const auto isThrough = [&] { return std::all_of(all.begin(), all.end(), [&](const Intent &i) { return state(i) == IntentState::Accepted; }); };
    QTRY_VERIFY(m_rows->missed > 0 || isThrough());
    QHash<IntentId, bool> told;
    for (qsizetype i = 0; i < all.size(); ++i)
        told.insert(all[i].id, answers[i].isFinished() && answers[i].result());
    restart();
    for (const Intent &intent : all) {
        if (m_rows->history(intent.id).isEmpty()) {
            QCOMPARE(m_portal->effects(intent.id), 0);
            QVERIFY(!told.value(intent.id));
            continue;
        }
        QTRY_COMPARE(state(intent), IntentState::Accepted);
        QCOMPARE(m_portal->effects(intent.id), 1);
    }
}

void TestOutbox::twoConsolesDoEachThingOnce()
{
    m_desk->cut();
    QList<IntentId> ids;
    for (const QString &object : {u"req_2"_s, u"req_3"_s, u"req_3"_s}) {
        const Intent intent = m_desk->comment(object, object);
        ids.append(intent.id);
        submit(intent);
    }
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    ids.append(decision.id);
    submit(decision);
    QTRY_COMPARE(m_desk->outbox.intents().count(), 4);
    OutboxDesk other(*m_portal, *m_rows);
    other.restore();
    m_desk->reconnect();
    m_desk->outbox.send(ids);
    other.outbox.send(ids);
    for (const IntentId &id : std::as_const(ids)) {
        QTRY_COMPARE(m_desk->state(id), IntentState::Accepted);
        QTRY_COMPARE(other.state(id), IntentState::Accepted);
        QCOMPARE(m_portal->effects(id), 1);
    }
}

void TestOutbox::twoConsolesAgreeOnWhatWasTakenBack()
{
    m_desk->cut();
    const Intent intent = m_desk->comment(u"req_1"_s, u"a"_s);
    submit(intent);
    QTRY_COMPARE(state(intent), IntentState::Queued);
    OutboxDesk other(*m_portal, *m_rows);
    other.restore();
    m_desk->outbox.withdraw(intent.id);
    QTRY_COMPARE(state(intent), IntentState::Withdrawn);
    other.outbox.send({intent.id});
    QTRY_COMPARE(other.state(intent.id), IntentState::Withdrawn);
    QCOMPARE(m_portal->writes(), 0);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
