// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectionstate.h"
#include "tests/endtoend/consolefixture.h"
#include "tests/testsupport/processsupport.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/states/ageband.h"
#include "widgets/common/states/states.h"
#include "widgets/insights/panelview.h"

#include <QProcess>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;
using State = ConnectionState::State;

//! The portal goes while every page is open, and comes back: what is old says so, and is read again
//! without a key. The slots build on each other.
class TestConsoleOffline final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysNothingWhileAllIsCurrent_data() { pages(); }
    void saysNothingWhileAllIsCurrent();
    void losesThePortal();
    void everyPageSaysHowOldItIs_data() { pages(); }
    void everyPageSaysHowOldItIs();
    void whatComesFromThisComputerSaysSo();
    void healthIsReadFromThisComputer();
    void panelsKeepTheirLineHatched();
    void aSecondConsoleBringsThisOneForward();
    void readsAgainOnceThePortalIsBack();
    void everyPageIsCurrentAgain_data() { pages(); }
    void everyPageIsCurrentAgain();
    void panelsGoOn();

private:
    static void pages();
    PageWidget *page() { return m_desk.console().window().pages()->current(); }
    QStringList bands();
    bool hasBand(const QString &start);
    QWidget *asOf() { return m_desk.find(u"statusAsOf"_s); }

    ConsoleFixture m_desk {{u"@backstage-community/plugin-quay"_s, u"@backstage-community/plugin-grafana"_s}};
};

void TestConsoleOffline::pages()
{
    QTest::addColumn<Qt::Key>("letter");
    QTest::addColumn<bool>("hasList");
    QTest::newRow("Inbox") << Qt::Key_I << true;
    QTest::newRow("Registry") << Qt::Key_R << true;
    QTest::newRow("Configuration") << Qt::Key_C << true;
    QTest::newRow("Operations") << Qt::Key_P << true;
    QTest::newRow("Audit") << Qt::Key_A << true;
    QTest::newRow("Dashboards") << Qt::Key_D << false;
}

QStringList TestConsoleOffline::bands()
{
    QStringList said;
    const QList<StaleBand *> all = page()->findChildren<StaleBand *>();
    for (const StaleBand *band : all) {
        if (band->isVisible())
            said.append(band->accessibleName());
    }
    return said;
}

bool TestConsoleOffline::hasBand(const QString &start)
{
    const QStringList said = bands();
    return std::any_of(said.begin(), said.end(), [&start](const QString &each) { return each.startsWith(start); });
}

void TestConsoleOffline::initTestCase()
{
    // The second console looks for its data where this one has it.
    QCoreApplication::setApplicationName(u"gatehouse"_s);
    QVERIFY2(m_desk.start(u"security"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.awaitSandbox(), qPrintable(m_desk.failure()));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), State::Live, patienceMs);
}

void TestConsoleOffline::saysNothingWhileAllIsCurrent()
{
    QFETCH(Qt::Key, letter);
    QVERIFY2(m_desk.openPage(letter), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(page()->isCurrent(), patienceMs);
    QTRY_COMPARE(bands(), QStringList());
    QTRY_VERIFY(asOf());
    if (letter == Qt::Key_R) {
        // Both of them are read, and kept.
        m_desk.press(Qt::Key_J);
        m_desk.press(Qt::Key_K);
        QTRY_VERIFY_WITH_TIMEOUT(m_desk.wordsOf(u"pluginDetail"_s).contains("Versions"_L1), patienceMs);
    }
    if (letter == Qt::Key_D) {
        const auto *plot = m_desk.find<PanelView>(u"panel-request-rate"_s)->findChild<PlotView *>();
        QTRY_VERIFY_WITH_TIMEOUT(!plot->data().series.isEmpty(), patienceMs);
    }
}

void TestConsoleOffline::losesThePortal()
{
    // Panels that nobody asks again hear of it, too.
    QVERIFY2(m_desk.openPage(Qt::Key_D), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.chooseFromMenu(u"dashboardRefresh"_s, u"Off"_s), qPrintable(m_desk.failure()));
    const qint64 server = childNamed(QCoreApplication::applicationPid(), u"gatehouse-server"_s);
    QVERIFY(server > 0);
    QCOMPARE(::kill(pid_t(server), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), State::Offline, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find<PanelView>(u"panel-request-rate"_s)->isLost(), patienceMs);
}

void TestConsoleOffline::everyPageSaysHowOldItIs()
{
    QFETCH(Qt::Key, letter);
    QFETCH(bool, hasList);
    QVERIFY2(m_desk.openPage(letter), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(!page()->isCurrent(), patienceMs);
    if (hasList)
        QTRY_VERIFY(hasBand(u"Offline, last good "_s));
    QTRY_VERIFY(asOf());
    QVERIFY(page()->asOf() <= QDateTime::currentDateTimeUtc());
}

void TestConsoleOffline::whatComesFromThisComputerSaysSo()
{
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    m_desk.press(Qt::Key_J);
    m_desk.press(Qt::Key_K);
    QTRY_VERIFY_WITH_TIMEOUT(hasBand(u"Kept on this computer, last good "_s), patienceMs);
}

void TestConsoleOffline::healthIsReadFromThisComputer()
{
    QVERIFY2(m_desk.openPage(Qt::Key_I), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk.find(u"healthStrip"_s), patienceMs);
    const auto *band = m_desk.find(u"healthCard"_s)->findChild<StaleBand *>();
    QTRY_VERIFY_WITH_TIMEOUT(band->isVisible(), patienceMs);
    QVERIFY2(band->accessibleName().startsWith(u"Kept on this computer, last good "_s), qPrintable(band->accessibleName()));
}

void TestConsoleOffline::panelsKeepTheirLineHatched()
{
    QVERIFY2(m_desk.openPage(Qt::Key_D), qPrintable(m_desk.failure()));
    const auto *panel = m_desk.find<PanelView>(u"panel-request-rate"_s);
    QVERIFY(panel);
    QTRY_VERIFY_WITH_TIMEOUT(panel->isLost(), patienceMs);
    const PlotData &shown = panel->findChild<PlotView *>()->data();
    QTRY_VERIFY_WITH_TIMEOUT(shown.lostSince > 0, patienceMs);
    QVERIFY(!shown.series.isEmpty());
    QVERIFY(shown.lostSince < shown.to);
    QVERIFY(shown.lostSince > shown.from);
    QTRY_VERIFY(hasBand(u"No answer, last good "_s));
    QTRY_VERIFY(m_desk.find(u"tile-health-score"_s)->accessibleName().contains("No answer, last good"_L1));
}

void TestConsoleOffline::aSecondConsoleBringsThisOneForward()
{
    QProcess second;
    endWithParent(second);
    second.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    m_desk.console().window().showMinimized();
    second.start(QStringLiteral(GATEHOUSE_PROGRAM), {u"--page"_s, u"audit"_s});
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, patienceMs);
    QVERIFY2(second.exitStatus() == QProcess::NormalExit && second.exitCode() == 0, second.readAllStandardError().constData());
    QCOMPARE(m_desk.console().window().pages()->currentId(), u"audit"_s);
    QVERIFY(!m_desk.console().window().isMinimized());
    QTRY_VERIFY(m_desk.console().window().isActiveWindow());
}

void TestConsoleOffline::readsAgainOnceThePortalIsBack()
{
    QVERIFY2(m_desk.openPage(Qt::Key_R), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(hasBand(u"Kept on this computer, last good "_s), patienceMs);
    m_desk.press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk.workspace().connection.state(), State::Live, 2 * patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(bands(), QStringList(), patienceMs);
    QVERIFY(page()->isCurrent());
}

void TestConsoleOffline::everyPageIsCurrentAgain()
{
    QFETCH(Qt::Key, letter);
    QVERIFY2(m_desk.openPage(letter), qPrintable(m_desk.failure()));
    QTRY_VERIFY_WITH_TIMEOUT(page()->isCurrent(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(bands(), QStringList(), patienceMs);
}

void TestConsoleOffline::panelsGoOn()
{
    const auto *panel = m_desk.find<PanelView>(u"panel-request-rate"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!panel->isLost(), patienceMs);
    QCOMPARE(panel->findChild<PlotView *>()->data().lostSince, 0);
}

QTEST_MAIN(TestConsoleOffline)
#include "tst_consoleoffline.moc"
