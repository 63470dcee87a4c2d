// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/reliances.h"
#include "tests/core/outboxdesk.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

using Answer = QFuture<Result<ApiReply>>;

//! What authors relied on, and when they are asked. How intents leave is in tst_outbox.
class TestOutboxChecks final : public QObject
{
    Q_OBJECT
    std::unique_ptr<WatchedRows> m_rows;
    std::unique_ptr<FakePortal> m_portal;
    std::unique_ptr<OutboxDesk> m_desk;

    Outbox &outbox() { return m_desk->outbox; }
    IntentState state(const Intent &intent) const { return m_desk->state(intent.id); }
    void keepOffline(const Intent &intent);
    void moveEvidence();

private Q_SLOTS:
    void init();
    void cleanup();
    void isAskedOnceForWhatWasComposedOffline();
    void isAskedAgainAfterARestart();
    void sendsNothingThatMoved();
    void anApprovalWaitsForWhatMustBeSolved();
    void saysWhoMovedItAndWhen();
    void aClosedRequestEndsIt();
    void followsAnEtagThatOnlyACommentMoved();
    void thePortalsNoSaysWhatMoved();
    void decidingAgainSettlesTheOldOne();
    void alwaysSendSendsWhatIsHarmless_data();
    void alwaysSendSendsWhatIsHarmless();
    void ownChangesAreNotForeign();
    void somebodyElsesChangeIs();
    void productionIsRefusedUntilArmed();
    void productionComposedOfflineNeedsArming();
    void aCheckThatCannotReadChangesNothing();
};

void TestOutboxChecks::init()
{
    m_rows = std::make_unique<WatchedRows>();
    m_portal = std::make_unique<FakePortal>();
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    m_desk->restore();
}

void TestOutboxChecks::cleanup()
{
    m_desk.reset();
    m_portal.reset();
    m_rows.reset();
}

void TestOutboxChecks::keepOffline(const Intent &intent)
{
    m_desk->cut();
    const Answer answer = outbox().submit(intent);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Kept);
    QCOMPARE(state(intent), IntentState::Queued);
    QVERIFY(m_desk->intent(intent.id).composedOffline);
}

void TestOutboxChecks::moveEvidence()
{
    m_portal->request.evidenceRevision = 5;
    m_portal->request.etag = u"r2"_s;
    m_portal->timeline = R"({"items":[
        {"kind":"request.submitted","sentence":"A submitted it","person":{"id":"per_a","name":"A"},"at":"2026-11-23T09:00:00.000Z"},
        {"kind":"request.evidence_moved","sentence":"B ran the checks","person":{"id":"per_b","name":"B"},"at":"2026-11-23T10:50:00.000Z"},
        {"kind":"request.comment_added","sentence":"C wrote","person":{"id":"per_c","name":"C"},"at":"2026-11-23T10:55:00.000Z"}],
        "asOf":"2026-11-23T11:00:00.000Z"})";
}

void TestOutboxChecks::isAskedOnceForWhatWasComposedOffline()
{
    QSignalSpy asked(&outbox(), &Outbox::askToSend);
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    const Intent comment = m_desk->comment(u"req_2"_s, u"a"_s);
    keepOffline(decision);
    keepOffline(comment);
    QCOMPARE(asked.count(), 0);
    m_desk->reconnect();
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<QList<IntentId>>(), (QList {decision.id, comment.id}));
    QCOMPARE(outbox().readyToSend(), (QList {decision.id, comment.id}));
    m_desk->connection.caughtUp();
    QCOMPARE(m_portal->writes(), 0);
    outbox().send({decision.id});
    QTRY_COMPARE(state(decision), IntentState::Accepted);
    QCOMPARE(state(comment), IntentState::Queued);
    QCOMPARE(asked.count(), 1);
}

void TestOutboxChecks::isAskedAgainAfterARestart()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    keepOffline(decision);
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    QSignalSpy asked(&outbox(), &Outbox::askToSend);
    m_desk->restore();
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(state(decision), IntentState::Queued);
    QCOMPARE(m_portal->writes(), 0);
}

void TestOutboxChecks::anApprovalWaitsForWhatMustBeSolved()
{
    Intent approval = m_desk->decision(m_portal->request, u"approve"_s);
    approval.relied += relied::onThreads(m_portal->request);
    keepOffline(approval);
    // Somebody says so while the approval waits.
    m_portal->request.openThreads = OpenThreads {2, 0};
    m_portal->request.etag = u"r2"_s;
    m_portal->timeline = R"({"items":[
        {"kind":"request.must_solve_added","sentence":"Must be solved: Pin it.","person":{"id":"per_b","name":"B"},"at":"2026-11-23T10:50:00.000Z"},
        {"kind":"request.comment_added","sentence":"C wrote","person":{"id":"per_c","name":"C"},"at":"2026-11-23T10:55:00.000Z"}],
        "asOf":"2026-11-23T11:00:00.000Z"})";
    m_desk->reconnect();
    QTRY_COMPARE(state(approval), IntentState::NeedsAnotherLook);
    QCOMPARE(m_portal->writes(), 0);
    const QList<Movement> movements = m_desk->intent(approval.id).movements;
    const auto threads = std::find_if(movements.begin(), movements.end(), [](const Movement &m) { return m.then.name == "threads"_L1; });
    QVERIFY(threads != movements.end() && threads->moved());
    QCOMPARE(threads->then.value, u"0"_s);
    QCOMPARE(threads->now.value, u"2"_s);
    QCOMPARE(threads->who, u"B"_s);
    // Nothing else of it moved.
    QCOMPARE(std::count_if(movements.begin(), movements.end(), [](const Movement &m) { return m.moved(); }), 1);
}

void TestOutboxChecks::sendsNothingThatMoved()
{
    QSignalSpy asked(&outbox(), &Outbox::askToSend);
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    const Intent after = m_desk->comment(u"req_1"_s, u"after"_s);
    keepOffline(decision);
    keepOffline(after);
    moveEvidence();
    m_desk->reconnect();
    QTRY_COMPARE(state(decision), IntentState::NeedsAnotherLook);
    QTRY_COMPARE(asked.count(), 1);
    QCOMPARE(outbox().readyToSend(), QList {after.id});
    outbox().send({decision.id, after.id});
    QTRY_COMPARE(state(after), IntentState::Accepted);
    QCOMPARE(state(decision), IntentState::NeedsAnotherLook);
    QCOMPARE(m_portal->arrived(decision.id).size(), 0);
    QCOMPARE(outbox().waiting(), 1);
}

void TestOutboxChecks::saysWhoMovedItAndWhen()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    keepOffline(decision);
    m_desk->reconnect();
    moveEvidence();
    outbox().send({decision.id});
    QTRY_COMPARE(state(decision), IntentState::NeedsAnotherLook);
    const Intent &kept = m_desk->intent(decision.id);
    QCOMPARE(kept.movements.size(), decision.relied.size());
    for (const Movement &movement : kept.movements) {
        QCOMPARE(movement.moved(), movement.then.name == "evidence"_L1);
        if (!movement.moved())
            continue;
        QCOMPARE(movement.then.value, u"4"_s);
        QCOMPARE(movement.now.value, u"5"_s);
        QCOMPARE(movement.who, u"B"_s);
        QCOMPARE(movement.when, fromRfc3339(u"2026-11-23T10:50:00.000Z"_s));
    }
    QCOMPARE(m_portal->writes(), 0);
}

void TestOutboxChecks::aClosedRequestEndsIt()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    keepOffline(decision);
    m_portal->request.status = RequestStatus::Withdrawn;
    m_desk->reconnect();
    QTRY_COMPARE(state(decision), IntentState::Refused);
    QCOMPARE(m_desk->intent(decision.id).errorCode, u"closed"_s);
    const QList<Movement> &movements = m_desk->intent(decision.id).movements;
    const auto status = std::find_if(movements.begin(), movements.end(), [](const Movement &m) { return m.then.name == "status"_L1; });
    QVERIFY(status != movements.end());
    QCOMPARE(status->now.value, u"withdrawn"_s);
    QCOMPARE(m_portal->writes(), 0);
}

void TestOutboxChecks::followsAnEtagThatOnlyACommentMoved()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    keepOffline(decision);
    m_portal->request.etag = u"r9"_s;
    m_desk->reconnect();
    outbox().send({decision.id});
    QTRY_COMPARE(state(decision), IntentState::Accepted);
    QCOMPARE(m_portal->arrived(decision.id).first().header("if-match"), QByteArray("\"r9\""));
}

void TestOutboxChecks::thePortalsNoSaysWhatMoved()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    moveEvidence();
    const Answer answer = outbox().submit(decision);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().code, u"precondition_failed"_s);
    QCOMPARE(state(decision), IntentState::NeedsAnotherLook);
    QVERIFY(anythingMoved(m_desk->intent(decision.id)));
    QCOMPARE(m_rows->history(decision.id).last(), IntentState::NeedsAnotherLook);
}

void TestOutboxChecks::decidingAgainSettlesTheOldOne()
{
    const Intent before = m_desk->decision(m_portal->request, u"approve"_s);
    moveEvidence();
    outbox().submit(before);
    QTRY_COMPARE(state(before), IntentState::NeedsAnotherLook);
    const Intent again = m_desk->decision(m_portal->request, u"reject"_s);
    outbox().submit(again);
    QTRY_COMPARE(state(again), IntentState::Accepted);
    QTRY_COMPARE(state(before), IntentState::Withdrawn);
    QCOMPARE(outbox().waiting(), 0);
}

void TestOutboxChecks::alwaysSendSendsWhatIsHarmless_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("moves");
    QTest::addColumn<bool>("goes");
    QTest::newRow("an approval") << u"approve"_s << false << true;
    QTest::newRow("a request for changes") << u"request_changes"_s << false << true;
    QTest::newRow("a comment") << u"comment"_s << false << true;
    QTest::newRow("an approval of what moved") << u"approve"_s << true << false;
    QTest::newRow("a rejection") << u"reject"_s << false << false;
    QTest::newRow("a write to production") << u"deploy"_s << false << false;
}

void TestOutboxChecks::alwaysSendSendsWhatIsHarmless()
{
    QFETCH(QString, what);
    QFETCH(bool, moves);
    QFETCH(bool, goes);
    outbox().setAlwaysSend(true);
    m_desk->lock.arm();
    const Intent intent = what == "comment"_L1 ? m_desk->comment(u"req_1"_s, what)
        : what == "deploy"_L1                  ? m_desk->deployment()
                                               : m_desk->decision(m_portal->request, what);
    keepOffline(intent);
    const Intent marker = m_desk->comment(u"req_9"_s, u"marker"_s);
    keepOffline(marker);
    if (moves)
        moveEvidence();
    QSignalSpy asked(&outbox(), &Outbox::askToSend);
    m_desk->reconnect();
    QTRY_COMPARE(state(marker), IntentState::Accepted);
    if (goes) {
        QTRY_COMPARE(state(intent), IntentState::Accepted);
        QCOMPARE(asked.count(), 0);
    } else {
        QCOMPARE(m_portal->effects(intent.id), 0);
        QCOMPARE(state(intent), moves ? IntentState::NeedsAnotherLook : IntentState::Queued);
        QCOMPARE(asked.count(), moves ? 0 : 1);
    }
}

void TestOutboxChecks::ownChangesAreNotForeign()
{
    const Intent first = m_desk->edit(m_portal->plugin, u"team-a"_s);
    const Intent second = m_desk->edit(m_portal->plugin, u"team-b"_s);
    keepOffline(first);
    keepOffline(second);
    m_desk->reconnect();
    outbox().send({first.id, second.id});
    QTRY_COMPARE(state(second), IntentState::Accepted);
    QCOMPARE(m_portal->texts(), (QStringList {u"team-a"_s, u"team-b"_s}));
}

void TestOutboxChecks::somebodyElsesChangeIs()
{
    const Intent edit = m_desk->edit(m_portal->plugin, u"team-a"_s);
    keepOffline(edit);
    m_portal->plugin.etag = u"p2"_s;
    m_desk->reconnect();
    QTRY_COMPARE(state(edit), IntentState::NeedsAnotherLook);
    QCOMPARE(m_portal->writes(), 0);
}

void TestOutboxChecks::productionIsRefusedUntilArmed()
{
    const Intent deployment = m_desk->deployment();
    const Answer refused = outbox().submit(deployment);
    QTRY_VERIFY(refused.isFinished());
    QCOMPARE(refused.result().error().kind, ErrorKind::Blocked);
    QCOMPARE(m_rows->keys().size(), 0);
    m_desk->lock.arm();
    const Answer done = outbox().submit(deployment);
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result());
}

void TestOutboxChecks::productionComposedOfflineNeedsArming()
{
    const Intent deployment = m_desk->deployment();
    keepOffline(deployment);
    QSignalSpy failed(&outbox(), &Outbox::failed);
    QSignalSpy asked(&outbox(), &Outbox::askToSend);
    m_desk->reconnect();
    QTRY_COMPARE(asked.count(), 1);
    outbox().send({deployment.id});
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<Error>().code, u"production_read_only"_s);
    m_desk->lock.arm();
    QCOMPARE(outbox().readyToSend(), QList {deployment.id});
    QCOMPARE(m_portal->writes(), 0);
    outbox().send({deployment.id});
    QTRY_COMPARE(state(deployment), IntentState::Accepted);
}

void TestOutboxChecks::aCheckThatCannotReadChangesNothing()
{
    const Intent decision = m_desk->decision(m_portal->request, u"approve"_s);
    keepOffline(decision);
    m_portal->fault = [](const SeenRequest &) { return problemAnswer(503, "unavailable", "Too much to do."); };
    m_desk->reconnect();
    outbox().send({decision.id});
    QTRY_VERIFY(m_portal->server.seen().size() > 2);
    QCOMPARE(state(decision), IntentState::Queued);
    QCOMPARE(m_portal->writes(), 0);
    m_portal->fault = {};
    QTRY_COMPARE(state(decision), IntentState::Accepted);
}

QTEST_GUILESS_MAIN(TestOutboxChecks)
#include "tst_outboxchecks.moc"
