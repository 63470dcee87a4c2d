// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outboxreceipts.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/stubbornrows.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

//! How long what is over stays in the Outbox, and what never has to stay there.
class TestOutboxReceipts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhenOneLeaves_data();
    void saysWhenOneLeaves();
    void keepsTheNewestOnly();
    void removesWhatIsTooOldFromTheDisk();
    void bringsBackWhatWasRemoved();
    void aRefusalThatWasSeenStaysOnlyForItsWords_data();
    void aRefusalThatWasSeenStaysOnlyForItsWords();
    void anotherRefusalIsNotMeant();
    void saysWhyTheDiskDidNotTakeIt();

private:
    Intent intent(const QString &id, IntentState state, int endedDaysAgo = 0) const;
    void put(const Intent &intent);
    bool isHere(const QString &id) const { return m_intents->find(id); }
    bool isOnDisk(const QString &id) { return !m_rows->stored(u"outbox"_s, id).isEmpty(); }

    testsupport::FakeClock m_clock;
    std::unique_ptr<testsupport::StubbornRows> m_rows;
    std::unique_ptr<IntentStore> m_intents;
    std::unique_ptr<IntentJournal> m_journal;
    std::unique_ptr<OutboxReceipts> m_receipts;
};

void TestOutboxReceipts::init()
{
    m_rows = std::make_unique<testsupport::StubbornRows>();
    m_intents = std::make_unique<IntentStore>();
    m_journal = std::make_unique<IntentJournal>(*m_rows, *m_intents);
    m_receipts = std::make_unique<OutboxReceipts>(*m_intents, *m_journal, m_clock);
}

Intent TestOutboxReceipts::intent(const QString &id, IntentState state, int endedDaysAgo) const
{
    Intent i;
    i.id = IntentId(id);
    i.state = state;
    i.composedAt = m_clock.now().addDays(-endedDaysAgo).addSecs(-60);
    if (isOver(state))
        i.endedAt = m_clock.now().addDays(-endedDaysAgo);
    return i;
}

void TestOutboxReceipts::put(const Intent &intent)
{
    bool done = false;
    m_journal->commit(intent, [&done](const Status &) { done = true; });
    QTRY_VERIFY(done);
}

void TestOutboxReceipts::saysWhenOneLeaves_data()
{
    QTest::addColumn<IntentState>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("leaves");
    using enum IntentState;
    QTest::newRow("accepted") << Accepted << u"Read in full."_s << QString() << true;
    QTest::newRow("refused without words") << Refused << QString() << u"forbidden"_s << true;
    QTest::newRow("refused with words") << Refused << u"Read in full."_s << u"forbidden"_s << false;
    QTest::newRow("expired with words") << Expired << u"Read in full."_s << u"expired"_s << false;
    QTest::newRow("given up with words") << Withdrawn << u"Read in full."_s << QString() << false;
    QTest::newRow("decided again") << Withdrawn << u"Read in full."_s << u"decided_again"_s << true;
    QTest::newRow("still to be sent") << Queued << QString() << QString() << false;
    QTest::newRow("needs another look") << NeedsAnotherLook << QString() << QString() << false;
}

void TestOutboxReceipts::saysWhenOneLeaves()
{
    QFETCH(IntentState, state);
    QFETCH(QString, reason);
    QFETCH(QString, code);
    QFETCH(bool, leaves);
    Intent i = intent(u"1"_s, state, 3);
    i.reason = reason;
    i.errorCode = code;
    QCOMPARE(leavesAt(i), leaves ? std::optional(i.endedAt->addDays(ReceiptRule::days)) : std::nullopt);
    put(i);
    QVERIFY(outlived(*m_intents, m_clock.now()).isEmpty());
    m_clock.advance(40 * 24 * 3600);
    QCOMPARE(outlived(*m_intents, m_clock.now()).size(), leaves ? 1 : 0);
}

void TestOutboxReceipts::keepsTheNewestOnly()
{
    for (int i = 0; i < ReceiptRule::most + 3; ++i) {
        Intent one = intent(QString::number(i), IntentState::Accepted);
        one.endedAt = m_clock.now().addSecs(-i);
        m_intents->put(one);
    }
    QCOMPARE(outlived(*m_intents, m_clock.now()),
        (QList<IntentId> {IntentId(QString::number(ReceiptRule::most)), IntentId(QString::number(ReceiptRule::most + 1)),
            IntentId(QString::number(ReceiptRule::most + 2))}));
}

void TestOutboxReceipts::removesWhatIsTooOldFromTheDisk()
{
    put(intent(u"old"_s, IntentState::Accepted, ReceiptRule::days));
    put(intent(u"young"_s, IntentState::Accepted, ReceiptRule::days - 1));
    put(intent(u"waiting"_s, IntentState::Queued, 2 * ReceiptRule::days));
    m_receipts->tidy();
    QTRY_VERIFY(!isHere(u"old"_s));
    QVERIFY(!isOnDisk(u"old"_s));
    QVERIFY(isHere(u"young"_s) && isOnDisk(u"young"_s));
    QVERIFY(isHere(u"waiting"_s) && isOnDisk(u"waiting"_s));
}

void TestOutboxReceipts::bringsBackWhatWasRemoved()
{
    const Intent receipt = intent(u"receipt"_s, IntentState::Accepted, 1);
    const Intent waiting = intent(u"waiting"_s, IntentState::Queued);
    put(receipt);
    put(waiting);
    const QFuture<Status> forgotten = m_receipts->forget({receipt.id, waiting.id});
    QTRY_VERIFY(forgotten.isFinished());
    QVERIFY(!isHere(u"receipt"_s));
    QVERIFY(isHere(u"waiting"_s));
    // What is not over comes back by nobody's word.
    const Intent sneaked = intent(u"sneaked"_s, IntentState::Queued);
    const QFuture<Status> back = m_receipts->bringBack({receipt, sneaked});
    QTRY_VERIFY(back.isFinished());
    QVERIFY(back.result().has_value());
    QCOMPARE(*m_intents->find(u"receipt"_s), receipt);
    QVERIFY(isOnDisk(u"receipt"_s));
    QVERIFY(!isHere(u"sneaked"_s));
}

void TestOutboxReceipts::aRefusalThatWasSeenStaysOnlyForItsWords_data()
{
    QTest::addColumn<IntentState>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("isKeptElsewhere");
    QTest::addColumn<bool>("composedOffline");
    QTest::addColumn<bool>("stays");
    using enum IntentState;
    QTest::newRow("no words") << Refused << QString() << false << false << false;
    QTest::newRow("words in a draft") << Refused << u"Read."_s << true << false << false;
    QTest::newRow("words nowhere else") << Refused << u"Read."_s << false << false << true;
    QTest::newRow("it moved") << NeedsAnotherLook << u"Read."_s << true << false << false;
    QTest::newRow("it moved, words nowhere else") << NeedsAnotherLook << u"Read."_s << false << false << true;
    QTest::newRow("written offline") << Refused << QString() << true << true << true;
    QTest::newRow("accepted") << Accepted << QString() << true << false << true;
}

void TestOutboxReceipts::aRefusalThatWasSeenStaysOnlyForItsWords()
{
    QFETCH(IntentState, state);
    QFETCH(QString, reason);
    QFETCH(bool, isKeptElsewhere);
    QFETCH(bool, composedOffline);
    QFETCH(bool, stays);
    Intent i = intent(u"1"_s, state);
    i.reason = reason;
    i.composedOffline = composedOffline;
    i.correlationId = u"c-1"_s;
    put(i);
    m_receipts->setWordsKept([isKeptElsewhere](const Intent &) { return isKeptElsewhere; });
    Error refusal;
    refusal.correlationId = u"c-1"_s;
    m_receipts->noteShown(refusal);
    // Whatever is written is written in order: this comes after it.
    put(intent(u"2"_s, IntentState::Queued));
    QCOMPARE(isHere(u"1"_s), stays);
    QCOMPARE(isOnDisk(u"1"_s), stays);
}

void TestOutboxReceipts::anotherRefusalIsNotMeant()
{
    Intent i = intent(u"1"_s, IntentState::Refused);
    put(i);
    m_receipts->noteShown(Error());
    Error other;
    other.correlationId = u"c-2"_s;
    m_receipts->noteShown(other);
    put(intent(u"2"_s, IntentState::Queued));
    QVERIFY(isHere(u"1"_s));
}

void TestOutboxReceipts::saysWhyTheDiskDidNotTakeIt()
{
    put(intent(u"receipt"_s, IntentState::Accepted));
    m_rows->refusal = storageError(u"The disk is full."_s);
    const QFuture<Status> forgotten = m_receipts->forget({IntentId(u"receipt"_s)});
    QTRY_VERIFY(forgotten.isFinished());
    QVERIFY(!forgotten.result());
    QVERIFY(isHere(u"receipt"_s));
}

QTEST_GUILESS_MAIN(TestOutboxReceipts)
#include "tst_outboxreceipts.moc"
