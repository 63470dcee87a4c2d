// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/crashhistory.h"
#include "tests/endtoend/exchangegate.h"

#include <QDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! The portal is killed around each exchange with a console in turn, and at each durable step of taking
//! a decision; the console lives, and goes on when the portal is back.
class TestPortalCrash final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dyingAroundEveryExchange_data();
    void dyingAroundEveryExchange();
    void dyingAtEveryStepOfADecision();

private:
    void finish(CrashConsole &console);

    CrashPortal m_portal;
};

namespace {
constexpr int lifeMs = 60000;
constexpr int mostExchanges = 100;
constexpr int mostSteps = 500;
}

void TestPortalCrash::initTestCase()
{
    QVERIFY2(m_portal.start(), qPrintable(m_portal.failure()));
}

void TestPortalCrash::finish(CrashConsole &console)
{
    HistoryTally tally;
    const QString wrong = contradiction(console, m_portal, tally);
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    qInfo("%d intents, %d accepted, %d decisions", tally.intents, tally.accepted, tally.decisions);
    QVERIFY(tally.decisions > 0);
}

void TestPortalCrash::dyingAroundEveryExchange_data()
{
    QTest::addColumn<ExchangeGate::Moment>("moment");
    QTest::newRow("before the request arrives") << ExchangeGate::Moment::BeforeItArrives;
    QTest::newRow("done and not answered") << ExchangeGate::Moment::BeforeItIsAnswered;
}

void TestPortalCrash::dyingAroundEveryExchange()
{
    QFETCH(ExchangeGate::Moment, moment);
    QVERIFY2(m_portal.openRequest(), qPrintable(m_portal.failure()));
    CrashConsole console;
    int exchange = 0;
    for (bool wasCut = true; wasCut && exchange < mostExchanges;) {
        ++exchange;
        m_portal.askAgain();
        ExchangeGate gate(m_portal.server().url());
        gate.cut(exchange, moment, [this] { m_portal.server().kill(); });
        console.start(CrashConsole::Work::End, gate.url(), m_portal.request(), m_portal.reviewerToken());
        QTRY_VERIFY_WITH_TIMEOUT(gate.wasCut() || !console.isRunning(), lifeMs);
        wasCut = gate.wasCut();
        if (wasCut)
            QVERIFY2(m_portal.server().restart(), m_portal.server().log().constData());
        QVERIFY2(console.awaitEnd(lifeMs), qPrintable(u"exchange %1: the console does not go on"_s.arg(exchange)));
    }
    qInfo("%d exchanges", exchange - 1);
    QVERIFY(exchange > 4 && exchange < mostExchanges);
    finish(console);
}

void TestPortalCrash::dyingAtEveryStepOfADecision()
{
    QVERIFY2(m_portal.openRequest(), qPrintable(m_portal.failure()));
    ServerProcess &server = m_portal.server();
    const QTemporaryDir marks;
    const QString mark = marks.filePath(u"deciding"_s);
    server.setEnvironment(u"LD_PRELOAD"_s, QStringLiteral(GATEHOUSE_FAILING_DISK));
    server.setEnvironment(u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s);
    server.setEnvironment(u"GATEHOUSE_FAULT_FOLDER"_s, server.dataDirectory());
    server.setEnvironment(u"GATEHOUSE_FAULT_KIND"_s, u"die_before"_s);
    server.setEnvironment(u"GATEHOUSE_FAULT_COUNT"_s, u"1"_s);
    server.setEnvironment(u"GATEHOUSE_FAULT_SWITCH"_s, mark);
    server.stop();
    CrashConsole console;
    int step = 0;
    for (bool died = true; died && step < mostSteps;) {
        ++step;
        server.setEnvironment(u"GATEHOUSE_FAULT_FIRST"_s, QString::number(step));
        QVERIFY2(server.restart(), server.log().constData());
        m_portal.askAgain();
        ExchangeGate gate(server.url());
        gate.mark(mark, "/decisions");
        console.start(CrashConsole::Work::End, gate.url(), m_portal.request(), m_portal.reviewerToken());
        QTRY_VERIFY_WITH_TIMEOUT(!server.isRunning() || !console.isRunning(), lifeMs);
        died = !server.isRunning();
        if (died)
            QVERIFY2(server.restart(), server.log().constData());
        QVERIFY2(console.awaitEnd(lifeMs), qPrintable(u"step %1: the console does not go on"_s.arg(step)));
        server.stop();
    }
    qInfo("%d steps", step - 1);
    QVERIFY(step > 2 && step < mostSteps);
    QVERIFY2(server.restart(), server.log().constData());
    finish(console);
}

QTEST_GUILESS_MAIN(TestPortalCrash)
#include "tst_portalcrash.moc"
