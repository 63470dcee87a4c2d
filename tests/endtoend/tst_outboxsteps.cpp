// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/crashhistory.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! The console is killed at each of its durable steps in turn: before it, within it when it is a write,
//! and right after it.
class TestOutboxSteps final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dyingWhileTheStoreIsMade_data() { momentsAlone(); }
    void dyingWhileTheStoreIsMade();
    void dyingWhileTheKeyMoves_data() { momentsAlone(); }
    void dyingWhileTheKeyMoves();
    void dyingAtEveryStepOfTheWork_data() { moments(); }
    void dyingAtEveryStepOfTheWork();

private:
    //! Where nobody hears of anything between two steps: after one is before the next.
    static void momentsAlone();
    static void moments();
    void start(CrashConsole &console, CrashConsole::Work work, const CrashConsole::Environment &environment = {});

    CrashPortal m_portal;
};

namespace {
constexpr int lifeMs = 60000;
constexpr int mostSteps = 2000;
}

void TestOutboxSteps::initTestCase()
{
    QVERIFY2(m_portal.start(), qPrintable(m_portal.failure()));
}

void TestOutboxSteps::momentsAlone()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("before a step") << u"die_before"_s;
    QTest::newRow("within a write") << u"die_within"_s;
}

void TestOutboxSteps::moments()
{
    momentsAlone();
    QTest::newRow("after a step") << u"die_after"_s;
}

void TestOutboxSteps::start(CrashConsole &console, CrashConsole::Work work, const CrashConsole::Environment &environment)
{
    console.start(work, m_portal.server().url(), m_portal.request(), m_portal.reviewerToken(), environment);
}

void TestOutboxSteps::dyingWhileTheStoreIsMade()
{
    QFETCH(QString, kind);
    int step = 0;
    for (bool ended = false; !ended && step < mostSteps;) {
        ++step;
        CrashConsole console;
        start(console, CrashConsole::Work::Open, console.diesAt(kind, step));
        ended = console.awaitEnd(lifeMs);
        QVERIFY2(ended || console.wasKilled(), qPrintable(u"step %1: it ended by itself"_s.arg(step)));
        start(console, CrashConsole::Work::Open);
        QVERIFY2(console.awaitEnd(lifeMs), qPrintable(u"step %1: what it left does not open"_s.arg(step)));
        QVERIFY2(console.told().troubles.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(console.told().troubles.value(0))));
    }
    qInfo("%s: %d steps", qPrintable(kind), step - 1);
    QVERIFY(step > 10 && step < mostSteps);
}

//! Wherever the key was when it died, it opens what was kept.
void TestOutboxSteps::dyingWhileTheKeyMoves()
{
    QFETCH(QString, kind);
    QVERIFY2(m_portal.openRequest(), qPrintable(m_portal.failure()));
    CrashConsole console;
    start(console, CrashConsole::Work::End);
    QVERIFY(console.awaitEnd(lifeMs));
    int step = 0;
    for (bool ended = false; !ended && step < mostSteps;) {
        ++step;
        start(console, CrashConsole::Work::MoveKey, console.diesAt(kind, step));
        ended = console.awaitEnd(lifeMs);
        QVERIFY2(ended || console.wasKilled(), qPrintable(u"step %1: it ended by itself"_s.arg(step)));
        QVERIFY2(console.told().troubles.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(console.told().troubles.value(0))));
    }
    qInfo("%s: %d steps", qPrintable(kind), step - 1);
    QVERIFY(step > 4 && step < mostSteps);
    HistoryTally tally;
    const QString wrong = contradiction(console, m_portal, tally);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
}

//! Each life goes on with what the one before left, and dies one step later, until one gets through.
void TestOutboxSteps::dyingAtEveryStepOfTheWork()
{
    QFETCH(QString, kind);
    QVERIFY2(m_portal.openRequest(), qPrintable(m_portal.failure()));
    CrashConsole console;
    int step = 0;
    for (bool ended = false; !ended && step < mostSteps;) {
        ++step;
        m_portal.askAgain();
        start(console, CrashConsole::Work::End, console.diesAt(kind, step));
        QVERIFY2(console.awaitDeath(lifeMs), qPrintable(u"step %1: it neither dies nor ends"_s.arg(step)));
        ended = console.endedWell();
        QVERIFY2(ended || console.wasKilled(), qPrintable(u"step %1: it ended by itself"_s.arg(step)));
        QVERIFY2(console.told().troubles.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(console.told().troubles.value(0))));
    }
    HistoryTally tally;
    const QString wrong = contradiction(console, m_portal, tally);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    qInfo("%s: %d steps, %d intents, %d accepted", qPrintable(kind), step - 1, tally.intents, tally.accepted);
    QVERIFY(step > 40 && step < mostSteps && tally.decisions > 0);
}

QTEST_GUILESS_MAIN(TestOutboxSteps)
#include "tst_outboxsteps.moc"
