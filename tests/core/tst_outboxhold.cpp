// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentrules.h"
#include "tests/core/outboxdesk.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

using Answer = QFuture<Result<ApiReply>>;

//! What its author may still take back: it stays here for so long, whatever happens to the console.
class TestOutboxHold final : public QObject
{
    Q_OBJECT
    std::unique_ptr<WatchedRows> m_rows;
    std::unique_ptr<FakePortal> m_portal;
    std::unique_ptr<OutboxDesk> m_desk;

    Intent held();
    IntentState state(const Intent &intent) const { return m_desk->state(intent.id); }
    void restart();

private Q_SLOTS:
    void init();
    void cleanup();
    void staysUntilItsTime();
    void leavesWhenItsTimeIsOver();
    void isCheckedAgainBeforeItLeaves();
    void isTakenBack();
    void isReleasedAtOnce();
    void releasingIsDurable();
    void aRestartGivesTheWholeTimeAgain();
    void aCrashAtAnyWriteSendsNothingEarly();
    void isNotHeldOffline();
    void whatIsBehindItWaits();
    void aClockThatIsSetBackSendsNothingEarly();
};

void TestOutboxHold::init()
{
    m_rows = std::make_unique<WatchedRows>();
    m_portal = std::make_unique<FakePortal>();
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    m_desk->restore();
}

void TestOutboxHold::cleanup()
{
    m_desk.reset();
    m_portal.reset();
    m_rows.reset();
}

//! As after kill -9, at the same time of day.
void TestOutboxHold::restart()
{
    const testsupport::FakeClock clock = m_desk->clock;
    m_desk.reset();
    m_rows->revive();
    m_desk = std::make_unique<OutboxDesk>(*m_portal, *m_rows);
    m_desk->clock = clock;
    m_desk->restore();
}

//! A decision that was submitted and is kept.
Intent TestOutboxHold::held()
{
    Intent intent = m_desk->decision(m_portal->request, u"approve"_s);
    intent.heldUntil = m_desk->clock.now().addSecs(IntentLife::holdSeconds);
    const Answer answer = m_desk->outbox.submit(intent);
    if (!QTest::qWaitFor([&answer] { return answer.isFinished(); }) || answer.result() || answer.result().error().kind != ErrorKind::Kept)
        qFatal("it was not kept");
    return intent;
}

void TestOutboxHold::staysUntilItsTime()
{
    const Intent intent = held();
    QCOMPARE(m_rows->history(intent.id), QList {IntentState::Queued});
    m_desk->clock.advance(IntentLife::holdSeconds - 1);
    m_desk->outbox.send({intent.id});
    m_desk->outbox.check();
    m_desk->cut();
    m_desk->reconnect();
    // Another one goes through meanwhile, so the outbox did look.
    const Answer other = m_desk->outbox.submit(m_desk->comment(u"req_2"_s, u"other"_s));
    QTRY_VERIFY(other.isFinished());
    QVERIFY(other.result());
    QCOMPARE(state(intent), IntentState::Queued);
    QCOMPARE(m_portal->arrived(intent.id).size(), 0);
}

void TestOutboxHold::leavesWhenItsTimeIsOver()
{
    const Intent intent = held();
    m_desk->clock.advance(IntentLife::holdSeconds);
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_portal->effects(intent.id), 1);
}

void TestOutboxHold::isCheckedAgainBeforeItLeaves()
{
    const Intent intent = held();
    ++m_portal->request.evidenceRevision;
    m_desk->clock.advance(IntentLife::holdSeconds);
    QTRY_COMPARE(state(intent), IntentState::NeedsAnotherLook);
    QCOMPARE(m_portal->writes(), 0);
}

void TestOutboxHold::isTakenBack()
{
    const Intent intent = held();
    const QFuture<Status> withdrawn = m_desk->outbox.withdraw(intent.id);
    QTRY_VERIFY(withdrawn.isFinished());
    QVERIFY(withdrawn.result());
    QCOMPARE(m_rows->history(intent.id).last(), IntentState::Withdrawn);
    m_desk->clock.advance(IntentLife::holdSeconds);
    restart();
    const Answer other = m_desk->outbox.submit(m_desk->comment(u"req_1"_s, u"other"_s));
    QTRY_VERIFY(other.isFinished());
    QCOMPARE(m_portal->arrived(intent.id).size(), 0);
}

void TestOutboxHold::isReleasedAtOnce()
{
    const Intent intent = held();
    m_desk->outbox.release({intent.id});
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QVERIFY(!m_desk->intent(intent.id).heldUntil);
}

void TestOutboxHold::releasingIsDurable()
{
    const Intent intent = held();
    m_desk->cut();
    m_portal->fault = [](const SeenRequest &) { return problemAnswer(503, "unavailable", "Not now."); };
    m_desk->outbox.release({intent.id});
    QTRY_VERIFY(!m_desk->intent(intent.id).heldUntil);
    restart();
    QVERIFY(!m_desk->intent(intent.id).heldUntil);
    m_portal->fault = {};
    QTRY_COMPARE(state(intent), IntentState::Accepted);
    QCOMPARE(m_portal->effects(intent.id), 1);
}

void TestOutboxHold::aRestartGivesTheWholeTimeAgain()
{
    const Intent first = held();
    m_desk->clock.advance(3600);
    // The console ends before it hears of the time.
    restart();
    QCOMPARE(state(first), IntentState::Queued);
    QCOMPARE(m_desk->intent(first.id).heldUntil, std::optional(m_desk->clock.now().addSecs(IntentLife::holdSeconds)));
    m_desk->clock.advance(IntentLife::holdSeconds - 1);
    const Answer other = m_desk->outbox.submit(m_desk->comment(u"req_2"_s, u"other"_s));
    QTRY_VERIFY(other.isFinished());
    QCOMPARE(m_portal->arrived(first.id).size(), 0);
    m_desk->clock.advance(1);
    QTRY_COMPARE(state(first), IntentState::Accepted);
    QCOMPARE(m_portal->effects(first.id), 1);
}

void TestOutboxHold::aCrashAtAnyWriteSendsNothingEarly()
{
    for (int writes = 0; writes < 4; ++writes) {
        init();
        m_rows->dieAfter(writes);
        Intent intent = m_desk->decision(m_portal->request, u"approve"_s);
        intent.heldUntil = m_desk->clock.now().addSecs(IntentLife::holdSeconds);
        m_desk->outbox.submit(intent);
        if (writes > 0)
            QTRY_COMPARE(state(intent), IntentState::Queued);
        m_desk->clock.advance(IntentLife::holdSeconds);
        QTRY_VERIFY(m_rows->missed > 0 || state(intent) == IntentState::Accepted);
        const int before = m_portal->effects(intent.id);
        QCOMPARE(before, writes > 1 ? 1 : 0);
        restart();
        m_desk->clock.advance(IntentLife::holdSeconds);
        if (writes > 0)
            QTRY_COMPARE(state(intent), IntentState::Accepted);
        QCOMPARE(m_portal->effects(intent.id), writes > 0 ? 1 : 0);
        cleanup();
    }
    init();
}

void TestOutboxHold::isNotHeldOffline()
{
    m_desk->cut();
    const Intent intent = held();
    QVERIFY(!m_desk->intent(intent.id).heldUntil);
    QVERIFY(m_desk->intent(intent.id).composedOffline);
}

void TestOutboxHold::whatIsBehindItWaits()
{
    const Intent first = held();
    const Intent behind = m_desk->comment(u"req_1"_s, u"behind"_s);
    const Answer answer = m_desk->outbox.submit(behind);
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().kind, ErrorKind::Kept);
    QCOMPARE(m_portal->writes(), 0);
    m_desk->outbox.release({first.id});
    QTRY_COMPARE(state(behind), IntentState::Accepted);
    QCOMPARE(m_portal->texts(), (QStringList {u"approve"_s, u"behind"_s}));
}

void TestOutboxHold::aClockThatIsSetBackSendsNothingEarly()
{
    const Intent intent = held();
    m_desk->clock.advance(-3600);
    const Answer other = m_desk->outbox.submit(m_desk->comment(u"req_2"_s, u"other"_s));
    QTRY_VERIFY(other.isFinished());
    QCOMPARE(state(intent), IntentState::Queued);
    m_desk->clock.advance(3600 + IntentLife::holdSeconds);
    QTRY_COMPARE(state(intent), IntentState::Accepted);
}

QTEST_GUILESS_MAIN(TestOutboxHold)
#include "tst_outboxhold.moc"
