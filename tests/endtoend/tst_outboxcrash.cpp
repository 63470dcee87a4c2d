// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/killseries.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Whatever kills the console and the portal, and whenever, both tell one history: nothing that was
//! kept is lost, nothing is done twice, and what is done was meant for what its author saw.
class TestOutboxCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRandomKillLeavesOneHistory();

private:
    CrashPortal m_portal;
};

void TestOutboxCrash::initTestCase()
{
    QVERIFY2(m_portal.start(), qPrintable(m_portal.failure()));
}

void TestOutboxCrash::everyRandomKillLeavesOneHistory()
{
    const quint32 seed = seedWanted();
    const int kills = killsWanted(300);
    qInfo("seed %u, %d kills", seed, kills);
    KillSeries series(m_portal, seed);
    const QString wrong = series.run(kills);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    const HistoryTally &tally = series.tally();
    qInfo("%d intents, %d accepted, %d decisions, %d held back, %d revisions of the evidence", tally.intents, tally.accepted,
        tally.decisions, tally.moved, int(tally.evidence.size()));
    QVERIFY2(tally.accepted > 20 && tally.decisions > 0 && tally.evidence.size() > 1, "there is a history to compare");
}

QTEST_GUILESS_MAIN(TestOutboxCrash)
#include "tst_outboxcrash.moc"
