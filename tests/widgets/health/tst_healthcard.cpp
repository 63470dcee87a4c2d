// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "core/sync/connectionstate.h"
#include "core/sync/freshness.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/charts/chartpanel.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/controls/segmentedcontrol.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/textcheck.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/health/healthcard.h"
#include "widgets/health/healthstrip.h"
#include "widgets/health/healthwords.h"
#include "widgets/insights/pluginhealthview.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::Literals::StringLiterals;

namespace {

HealthSeries course(Environment environment, const QDateTime &to, int points, int stepSeconds, double value)
{
    HealthSeries series;
    series.environment = environment;
    for (int i = points - 1; i >= 0; --i) {
        series.times.append(to.addSecs(-qint64(i) * stepSeconds).toMSecsSinceEpoch());
        series.values.append(value + i % 7);
    }
    return series;
}

} // namespace

//! How a plugin does, in the card beside a request and as a dashboard.
class TestHealthCard final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void numbersStandWithTheirVersionAndPlace();
    void theSourceAndItsAgeAreNamed();
    void marksAreReadByKeyboard();
    void aMarkStaysChosenWhenNewNumbersCome();
    void hoverTellsAMark();
    void enterOpensTheDashboard();
    void whatIsDoneMeanwhileIsReadAgain();
    void rangesAreChosenAndRemembered();
    void statesAreSaidAsTheyAre_data();
    void statesAreSaidAsTheyAre();
    void aLostSourceSaysSoAndIsAskedAgain();
    void keptNumbersSayHowOldTheyAre();
    void whatIsNotMeasuredIsNoZero();
    void linesBreakWhereNothingWasMeasured();
    void onlyTheNewestMarksHaveLetters();
    void theStripFoldsWhereItIsNarrow();
    void theDashboardHasAPanelForEachNumber();
    void noTextIsClipped_data();
    void noTextIsClipped();

private:
    PluginHealth health() const;
    void show(const Result<HealthAnswer> &answer, int width = 760);
    QString text(const char *name) const { return m_card->findChild<TextLabel *>(QLatin1String(name))->text(); }
    HealthStrip *strip() const { return m_card->findChild<HealthStrip *>(); }
    QString spoken() const { return strip()->accessibleDescription(); }

    QTemporaryDir m_directory;
    testsupport::FakeClock m_clock;
    ConnectionState m_connection {m_clock};
    std::unique_ptr<Freshness> m_freshness;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<HealthCard> m_card;
    Result<HealthAnswer> m_answer;
    QStringList m_asked;
};

void TestHealthCard::init()
{
    m_card.reset();
    m_asked.clear();
    m_freshness = std::make_unique<Freshness>(m_connection);
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    m_state = std::make_unique<UiState>(*m_settings);
}

//! Production and staging over a week; an approval, and a rollout that came of it.
PluginHealth TestHealthCard::health() const
{
    PluginHealth health;
    health.pluginId = PluginId(u"plg_1"_s);
    health.pluginName = u"@a/plugin-one"_s;
    health.source = u"Prometheus"_s;
    health.state = u"answered"_s;
    health.to = health.asOf = m_clock.now();
    health.from = health.to.addDays(-7);
    health.stepSeconds = 1800;
    health.places = {{Environment::Staging, u"2.9.0"_s, InstallationState::Observed}, {Environment::Production, u"2.8.1"_s, InstallationState::Observed}};
    const auto both = [&](double value) {
        return QList<HealthSeries> {course(Environment::Production, health.to, 336, 1800, value), course(Environment::Staging, health.to, 96, 1800, value / 2)};
    };
    health.metrics = {{u"requests"_s, u"Requests"_s, u"reqps"_s, u"http_count"_s, both(184)}, {u"error_rate"_s, u"Error rate"_s, u"percentunit"_s, u"http_count"_s, both(0.0021)},
        {u"latency_p95"_s, u"Latency"_s, u"s"_s, u"http_bucket"_s, both(0.312)}, {u"weekly_users"_s, u"Weekly users"_s, u"short"_s, u"users"_s, both(1284)}};
    HealthMark approval;
    approval.at = health.to.addDays(-3);
    approval.kind = u"decision"_s;
    approval.verb = u"approve"_s;
    approval.environment = Environment::Staging;
    approval.version = u"2.9.0"_s;
    approval.number = u"REQ-2417"_s;
    approval.by = {PersonId(u"per_sam"_s), u"Sam Security"_s};
    HealthMark rollout = approval;
    rollout.at = approval.at.addSecs(6 * 3600);
    rollout.kind = u"rollout"_s;
    rollout.verb = u"update"_s;
    rollout.number = u"OP-7741"_s;
    rollout.by.name = u"Platform admin"_s;
    health.marks = {approval, rollout};
    return health;
}

void TestHealthCard::show(const Result<HealthAnswer> &answer, int width)
{
    m_answer = answer;
    if (!m_card) {
        const auto read = [this](const PluginId &plugin, const QString &range) {
            m_asked.append(plugin.text() + u' ' + range);
            return readyFuture(m_answer);
        };
        m_card = std::make_unique<HealthCard>(read, *m_freshness, *m_state);
        m_card->resize(width, 240);
    }
    const int before = int(m_asked.size());
    m_card->setPlugin(PluginId(u"plg_1"_s));
    QTRY_VERIFY(m_asked.size() > before);
    QTRY_VERIFY(m_card->reading().health() || m_card->reading().problem());
    QVERIFY(QTest::qWaitForWindowExposed(m_card.get()));
}

void TestHealthCard::numbersStandWithTheirVersionAndPlace()
{
    show(HealthAnswer {health(), false});
    QVERIFY2(spoken().contains(u"Requests, 2.8.1 production: 184"_s), qPrintable(spoken()));
    QVERIFY2(spoken().contains(u"p95 latency, 2.9.0 staging: 156"_s), qPrintable(spoken()));
    // A number that only this server knows has the server's name.
    QVERIFY2(spoken().contains(u"Weekly users, 2.8.1 production: 1,284"_s), qPrintable(spoken()));
}

void TestHealthCard::theSourceAndItsAgeAreNamed()
{
    show(HealthAnswer {health(), false});
    QVERIFY2(text("healthOrigin").startsWith(u"Prometheus, as of "_s), qPrintable(text("healthOrigin")));
    QVERIFY(!m_card->findChild<StaleBand *>()->isVisible());
    QVERIFY(!m_card->findChild<TextLabel *>(u"healthStanding"_s)->isVisible());
}

void TestHealthCard::marksAreReadByKeyboard()
{
    show(HealthAnswer {health(), false});
    QVERIFY(strip()->focusPolicy() & Qt::TabFocus);
    QVERIFY2(text("healthMark").startsWith(u"2 decisions and rollouts"_s), qPrintable(text("healthMark")));
    strip()->setFocus();
    QTest::keyClick(strip(), Qt::Key_Right);
    QVERIFY2(text("healthMark").startsWith(u"A  Approved by Sam Security: REQ-2417, 2.9.0 for staging, "_s), qPrintable(text("healthMark")));
    QVERIFY2(spoken().startsWith(u"A, Approved by Sam Security"_s), qPrintable(spoken()));
    QTest::keyClick(strip(), Qt::Key_Right);
    QVERIFY2(text("healthMark").startsWith(u"B  Update by Platform admin: OP-7741, 2.9.0 in staging, "_s), qPrintable(text("healthMark")));
    QTest::keyClick(strip(), Qt::Key_Right);
    QCOMPARE(strip()->currentMark(), 1);
    QTest::keyClick(strip(), Qt::Key_Left);
    QCOMPARE(strip()->currentMark(), 0);
}

void TestHealthCard::aMarkStaysChosenWhenNewNumbersCome()
{
    show(HealthAnswer {health(), false});
    QTest::keyClick(strip(), Qt::Key_End);
    PluginHealth later = health();
    later.marks.removeFirst();
    strip()->setHealth(later);
    QCOMPARE(strip()->currentMark(), 0);
    QVERIFY(text("healthMark").startsWith(u"A  Update by Platform admin"_s));
    later.marks.clear();
    strip()->setHealth(later);
    QCOMPARE(strip()->currentMark(), -1);
    QVERIFY(text("healthMark").startsWith(u"Nothing was decided"_s));
}

void TestHealthCard::hoverTellsAMark()
{
    show(HealthAnswer {health(), false});
    // Three sevenths before the end of the first of four plots.
    const double plot = strip()->width() / 4.0 - 24;
    QTest::mouseMove(strip(), QPoint(qRound(12 + plot * 4 / 7), 60));
    QTRY_COMPARE(strip()->currentMark(), 0);
    QTest::mouseMove(strip(), QPoint(qRound(12 + plot / 7), 60));
    QTRY_COMPARE(strip()->currentMark(), -1);
}

void TestHealthCard::enterOpensTheDashboard()
{
    show(HealthAnswer {health(), false});
    QSignalSpy wanted(m_card.get(), &HealthCard::dashboardRequested);
    QTest::keyClick(strip(), Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toString(), u"plg_1"_s);
    QVERIFY(!m_card->findChild<Button *>(u"healthDashboard"_s)->accessibleName().isEmpty());
}

void TestHealthCard::whatIsDoneMeanwhileIsReadAgain()
{
    show(HealthAnswer {health(), false});
    const int before = int(m_asked.size());
    m_card->setPlugin(PluginId(u"plg_1"_s), u"req-2"_s);
    QCOMPARE(m_asked.size(), before + 1);
    m_card->setPlugin(PluginId(u"plg_1"_s), u"req-2"_s);
    QCOMPARE(m_asked.size(), before + 1);
    m_card->setPlugin(PluginId(u"plg_2"_s), u"req-3"_s);
    QCOMPARE(m_asked.size(), before + 2);
}

void TestHealthCard::rangesAreChosenAndRemembered()
{
    show(HealthAnswer {health(), false});
    QCOMPARE(m_asked.last(), u"plg_1 7d"_s);
    m_card->findChild<SegmentedControl *>(u"healthRange"_s)->setCurrentIndex(0);
    QCOMPARE(m_asked.last(), u"plg_1 24h"_s);
    m_card.reset();
    show(HealthAnswer {health(), false});
    QCOMPARE(m_asked.last(), u"plg_1 24h"_s);
}

void TestHealthCard::statesAreSaidAsTheyAre_data()
{
    QTest::addColumn<PluginHealth>("health");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<bool>("drawn");
    PluginHealth without = health();
    without.state = u"not_set_up"_s;
    for (HealthMetric &metric : without.metrics)
        metric.series.clear();
    QTest::newRow("no source") << without << u"No Prometheus is set up for this portal"_s << false;
    PluginHealth absent = health();
    absent.metrics[1].series.clear();
    QTest::newRow("one number absent") << absent << u"Prometheus answers, but does not know all of these numbers"_s << true;
    PluginHealth refused = health();
    refused.metrics[1].series.clear();
    refused.metrics[1].problem = u"Prometheus could not answer (422)."_s;
    QTest::newRow("one number refused") << refused << u"Prometheus could not answer (422)."_s << true;
    PluginHealth nowhere = absent;
    nowhere.places.clear();
    for (HealthMetric &metric : nowhere.metrics)
        metric.series.clear();
    QTest::newRow("not installed") << nowhere << u"This plugin is not installed anywhere, so there is nothing"_s << true;
    PluginHealth gone = health();
    gone.places.clear();
    QTest::newRow("installed before") << gone << u"This plugin is not installed anywhere now."_s << true;
}

void TestHealthCard::statesAreSaidAsTheyAre()
{
    QFETCH(PluginHealth, health);
    QFETCH(QString, sentence);
    show(HealthAnswer {health, false});
    QVERIFY2(text("healthStanding").startsWith(sentence), qPrintable(text("healthStanding")));
    QVERIFY(m_card->findChild<TextLabel *>(u"healthStanding"_s)->isVisible());
    QTEST(strip()->isVisible(), "drawn");
}

void TestHealthCard::aLostSourceSaysSoAndIsAskedAgain()
{
    Error lost = networkError(u"Prometheus cannot be reached."_s);
    lost.retryable = true;
    show(fail(lost));
    auto *error = m_card->findChild<InlineError *>();
    QVERIFY(error->isVisible());
    QVERIFY(!strip()->isVisible());
    m_answer = HealthAnswer {health(), false};
    Q_EMIT error->retryRequested();
    QTRY_VERIFY(strip()->isVisible());
    QVERIFY(!error->isVisible());
    // What was on screen stays when it is lost again.
    m_answer = fail(lost);
    Q_EMIT error->retryRequested();
    auto *band = m_card->findChild<StaleBand *>();
    QTRY_VERIFY(band->isVisible());
    QVERIFY2(band->accessibleName().startsWith(u"Source lost, last good"_s), qPrintable(band->accessibleName()));
    QVERIFY(strip()->isVisible());
}

void TestHealthCard::keptNumbersSayHowOldTheyAre()
{
    PluginHealth old = health();
    old.asOf = m_clock.now().addSecs(-3 * 3600);
    show(HealthAnswer {old, true});
    auto *band = m_card->findChild<StaleBand *>();
    QVERIFY(band->isVisible());
    QVERIFY2(band->accessibleName().contains(u"Kept on this computer"_s) && band->accessibleName().contains(u"3 hours ago"_s), qPrintable(band->accessibleName()));
    // The portal answers again: the numbers are read anew.
    m_answer = HealthAnswer {health(), false};
    Q_EMIT m_freshness->portalIsBack();
    QTRY_VERIFY(!band->isVisible());
}

void TestHealthCard::whatIsNotMeasuredIsNoZero()
{
    PluginHealth absent = health();
    absent.metrics[0].series.clear();
    absent.metrics[1].series.clear();
    absent.metrics[1].problem = u"Prometheus could not answer (422)."_s;
    show(HealthAnswer {absent, false});
    QVERIFY2(spoken().contains(u"Requests: Not measured: Prometheus has no http_count of this plugin."_s), qPrintable(spoken()));
    QVERIFY2(spoken().contains(u"Errors: Prometheus could not answer (422)."_s), qPrintable(spoken()));
}

void TestHealthCard::linesBreakWhereNothingWasMeasured()
{
    PluginHealth gap = health();
    HealthSeries &series = gap.metrics[0].series[0];
    series.times.remove(100, 5);
    series.values.remove(100, 5);
    const QList<PlotSeries> lines = healthwords::lines(gap, gap.metrics.first());
    QCOMPARE(lines.first().segments.size(), 2);
    QCOMPARE(lines.first().segments.first().size(), 100);
    QCOMPARE(lines.last().segments.size(), 1);
}

void TestHealthCard::onlyTheNewestMarksHaveLetters()
{
    PluginHealth busy = health();
    busy.marks.clear();
    for (int i = 0; i < 30; ++i) {
        HealthMark mark;
        mark.at = busy.from.addSecs(i * 3600);
        mark.number = u"OP-%1"_s.arg(i);
        busy.marks.append(mark);
    }
    const QList<PlotMark> marks = healthwords::marks(busy);
    QCOMPARE(marks.size(), 26);
    QCOMPARE(marks.first().letter, u"A"_s);
    QVERIFY(marks.first().sentence.contains(u"OP-4"_s));
    QCOMPARE(marks.last().letter, u"Z"_s);
}

void TestHealthCard::theStripFoldsWhereItIsNarrow()
{
    show(HealthAnswer {health(), false});
    QVERIFY(strip()->heightForWidth(320) > strip()->heightForWidth(760));
    QVERIFY(strip()->heightForWidth(160) > strip()->heightForWidth(320));
    // Four are two and two, never three and one.
    QCOMPARE(strip()->heightForWidth(480), strip()->heightForWidth(320));
    m_card->resize(360, m_card->heightForWidth(360));
    QTRY_COMPARE(strip()->height(), strip()->heightForWidth(strip()->width()));
}

void TestHealthCard::theDashboardHasAPanelForEachNumber()
{
    PluginHealthView view([this](const PluginId &, const QString &) { return readyFuture(m_answer); }, *m_freshness);
    view.resize(1000, 800);
    PluginHealth absent = health();
    absent.metrics[1].series.clear();
    m_answer = HealthAnswer {absent, false};
    view.show(PluginId(u"plg_1"_s));
    view.show();
    QTRY_COMPARE(view.findChildren<ChartPanel *>().size(), 4);
    QCOMPARE(view.pluginName(), u"@a/plugin-one"_s);
    auto *requests = view.findChild<ChartPanel *>(u"health-requests"_s);
    QVERIFY(requests->hasData());
    QCOMPARE(requests->plot()->data().marks.size(), 2);
    QVERIFY(!view.findChild<ChartPanel *>(u"health-error_rate"_s)->hasData());
    // The panel says it, once.
    QVERIFY(!view.findChild<TextLabel *>(u"pluginHealthStanding"_s)->isVisible());
    auto *changes = view.findChild<QListWidget *>(u"changeList"_s);
    QCOMPARE(changes->count(), 2);
    QVERIFY(changes->item(0)->text().contains(u"Approved by Sam Security"_s));
    QSignalSpy left(&view, &PluginHealthView::leaveRequested);
    view.findChild<Button *>(u"pluginHealthBack"_s)->click();
    QCOMPARE(left.count(), 1);
}

void TestHealthCard::noTextIsClipped_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {340, 520, 760})
        QTest::addRow("%d", width) << width;
}

void TestHealthCard::noTextIsClipped()
{
    QFETCH(int, width);
    PluginHealth absent = health();
    absent.metrics[1].series.clear();
    show(HealthAnswer {absent, true}, width);
    m_card->resize(width, m_card->heightForWidth(width));
    QTRY_COMPARE(clippedTexts(m_card.get()).size(), 0);
}

QTEST_MAIN(TestHealthCard)
#include "tst_healthcard.moc"
