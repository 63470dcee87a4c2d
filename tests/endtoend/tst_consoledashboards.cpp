// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consolefixture.h"
#include "tests/testsupport/processsupport.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/states/states.h"
#include "widgets/insights/panelview.h"

#include <QAbstractItemView>
#include <QFile>

#include <csignal>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Job 5: a dashboard from a real Prometheus, and what it says when that dies. The slots build on
//! each other.
class TestConsoleDashboards final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void drawsWhatPrometheusMeasured();
    void tilesSayTheirNumbers();
    void showsAPanelAsATable();
    void keepsTheLastAnswerWhenTheSourceIsLost();
    void goesOnWhenTheSourceIsBack();

private:
    QList<PanelView *> panels() { return m_desk.console().window().findChildren<PanelView *>(); }
    PanelView *panel(const QString &id) { return m_desk.find<PanelView>(u"panel-"_s + id); }
    PlotView *plot(const QString &id) { return panel(id)->findChild<PlotView *>(); }
    QString configuration() { return m_desk.serverData() + u"/prometheus/prometheus.yml"_s; }

    ConsoleFixture m_desk {{u"@backstage-community/plugin-grafana"_s}};
};

void TestConsoleDashboards::initTestCase()
{
    QVERIFY2(m_desk.start(u"ops"_s), qPrintable(m_desk.failure()));
    QVERIFY2(m_desk.openPage(Qt::Key_D), qPrintable(m_desk.failure()));
}

void TestConsoleDashboards::drawsWhatPrometheusMeasured()
{
    QVERIFY(panels().size() >= 8);
    const auto isBusy = [](const PlotSeries &series) { return series.last > 0 && !series.label.isEmpty(); };
    const auto measured = [this, isBusy] {
        const QList<PlotSeries> &series = plot(u"request-rate"_s)->data().series;
        return std::any_of(series.begin(), series.end(), isBusy);
    };
    QTRY_VERIFY_WITH_TIMEOUT(measured(), patienceMs);
    for (const PanelView *view : panels()) {
        QVERIFY2(view->asOf().isValid(), qPrintable(view->objectName()));
        QVERIFY2(!view->isLost(), qPrintable(view->objectName()));
    }
}

void TestConsoleDashboards::tilesSayTheirNumbers()
{
    QWidget *tile = m_desk.find(u"tile-health-score"_s);
    QVERIFY(tile);
    QTRY_VERIFY_WITH_TIMEOUT(tile->accessibleName().contains("Healthy"_L1) || tile->accessibleName().contains("Degraded"_L1), patienceMs);
    QVERIFY(!tile->accessibleName().contains("no value yet"_L1));
}

void TestConsoleDashboards::showsAPanelAsATable()
{
    PlotView *chart = plot(u"request-rate"_s);
    chart->setFocus();
    m_desk.press(Qt::Key_T);
    m_desk.press(Qt::Key_T);
    const auto tables = panel(u"request-rate"_s)->findChildren<QAbstractItemView *>();
    QVERIFY(std::any_of(tables.begin(), tables.end(), [](const QAbstractItemView *table) { return table->isVisible() && table->model()->rowCount() > 0; }));
    QVERIFY(!chart->isVisible());
    m_desk.press(Qt::Key_T);
    m_desk.press(Qt::Key_T);
    QVERIFY(chart->isVisible());
}

void TestConsoleDashboards::keepsTheLastAnswerWhenTheSourceIsLost()
{
    const qint64 server = childNamed(QCoreApplication::applicationPid(), u"gatehouse-server"_s);
    QVERIFY(server > 0);
    const qint64 prometheus = childNamed(server, u"prometheus"_s);
    QVERIFY(prometheus > 0);
    // Without its configuration the server cannot bring it back: lost until we say so.
    QVERIFY(QFile::rename(configuration(), configuration() + u".away"_s));
    QCOMPARE(::kill(pid_t(prometheus), SIGKILL), 0);

    QTRY_VERIFY_WITH_TIMEOUT(panel(u"request-rate"_s)->isLost(), patienceMs);
    auto *band = panel(u"request-rate"_s)->findChild<StaleBand *>();
    QTRY_VERIFY(band->isVisible());
    QVERIFY2(band->accessibleName().startsWith("Source lost, last good"_L1), qPrintable(band->accessibleName()));
    QVERIFY(plot(u"request-rate"_s)->isVisible());
    QVERIFY(!plot(u"request-rate"_s)->data().series.isEmpty());
    QVERIFY(plot(u"request-rate"_s)->data().lostSince > 0);
    const QWidget *tile = m_desk.find(u"tile-health-score"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tile->accessibleName().contains("Source lost, last good"_L1), patienceMs);
    QVERIFY(!tile->accessibleName().contains("no value yet"_L1));
}

void TestConsoleDashboards::goesOnWhenTheSourceIsBack()
{
    QVERIFY(QFile::rename(configuration() + u".away"_s, configuration()));
    QTRY_VERIFY_WITH_TIMEOUT(!panel(u"request-rate"_s)->isLost(), patienceMs);
    QTRY_VERIFY(!panel(u"request-rate"_s)->findChild<StaleBand *>()->isVisible());
    QCOMPARE(plot(u"request-rate"_s)->data().lostSince, 0);
}

QTEST_MAIN(TestConsoleDashboards)
#include "tst_consoledashboards.moc"
