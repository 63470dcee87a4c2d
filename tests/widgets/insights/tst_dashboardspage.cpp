// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/async.h"
#include "core/insights/insightsservice.h"
#include "core/sync/connectionstate.h"
#include "core/sync/productionlock.h"
#include "tests/core/fixedtokens.h"
#include "tests/core/scriptedserver.h"
#include "tests/testsupport/fakeclock.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/insights/dashboardspage.h"
#include "widgets/insights/pluginhealthview.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::coretest;
using namespace Qt::Literals::StringLiterals;

//! The dashboard of the portal and that of one plugin on one page.
class TestDashboardsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeController>(*qApp); }
    void init();
    void cleanup() { m_page.reset(); }
    void theSameDashboardKeepsItsPanels();
    void anotherDashboardIsShown();
    void aPluginHasItsOwnAndUpLeadsBack();

private:
    ScriptedAnswer answer(const SeenRequest &seen) const;
    QList<PanelView *> panels() const { return m_page->findChildren<PanelView *>(); }

    QTemporaryDir m_directory;
    testsupport::FakeClock m_clock;
    FixedTokens m_tokens;
    ProductionLock m_lock {m_clock};
    ConnectionState m_connection {m_clock};
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<Freshness> m_freshness;
    std::unique_ptr<InsightsService> m_insights;
    std::unique_ptr<SettingsFile> m_settings;
    std::unique_ptr<UiState> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<EnvironmentScope> m_scope;
    std::unique_ptr<ThemeController> m_themes;
    std::unique_ptr<DashboardsPage> m_page;
    QString m_panelTitle;
};

void TestDashboardsPage::init()
{
    m_panelTitle = u"Request rate"_s;
    m_server = std::make_unique<ScriptedServer>([this](const SeenRequest &seen) { return answer(seen); });
    m_client = std::make_unique<ApiClient>(m_tokens, m_lock, m_clock);
    QVERIFY(m_client->setBaseUrl(m_server->url()).has_value());
    m_freshness = std::make_unique<Freshness>(m_connection);
    m_insights = std::make_unique<InsightsService>(*m_client);
    m_settings = std::make_unique<SettingsFile>(m_directory.filePath(QString::fromLatin1(QTest::currentTestFunction())));
    m_state = std::make_unique<UiState>(*m_settings);
    m_actions = std::make_unique<ActionRegistry>();
    m_scope = std::make_unique<EnvironmentScope>();
    const auto nothingChanged = [](const QDateTime &, const QDateTime &, Environment) { return QList<PlotMark>(); };
    const auto health = [this](const PluginId &plugin, const QString &) {
        HealthAnswer answer;
        answer.health.pluginId = plugin;
        answer.health.pluginName = u"@a/plugin-one"_s;
        answer.health.source = u"Prometheus"_s;
        answer.health.state = u"not_set_up"_s;
        answer.health.from = answer.health.to = answer.health.asOf = m_clock.now();
        return readyFuture(Result<HealthAnswer>(answer));
    };
    m_page = std::make_unique<DashboardsPage>(*m_insights, nothingChanged, health, *m_scope, *m_actions, *m_state, *m_freshness);
    m_page->resize(1100, 700);
    m_page->show();
    QTRY_COMPARE(panels().size(), 1);
}

ScriptedAnswer TestDashboardsPage::answer(const SeenRequest &seen) const
{
    if (seen.target.contains("query_range"))
        return jsonAnswer(R"({"status":"success","data":{"resultType":"matrix","result":[]}})");
    Panel panel;
    panel.id = u"request-rate"_s;
    panel.title = m_panelTitle;
    panel.type = u"timeseries"_s;
    panel.targets = {{u"rate"_s, {}, {}}};
    panel.gridPos = {0, 0, 12, 8};
    Dashboard dashboard;
    dashboard.id = u"overview"_s;
    dashboard.title = u"Portal"_s;
    dashboard.panels = {panel};
    return jsonAnswer("{\"items\":[" + toJsonBytes(toJson(dashboard)) + "],\"asOf\":\"2026-11-23T10:46:31.000Z\"}");
}

void TestDashboardsPage::theSameDashboardKeepsItsPanels()
{
    const QPointer<PanelView> before = panels().first();
    QTRY_VERIFY(m_page->isSettled());
    QSignalSpy taken(m_page.get(), &PageWidget::crumbChanged);
    m_page->noteChanged();
    QTRY_COMPARE(taken.count(), 1);
    QVERIFY(before);
}

void TestDashboardsPage::anotherDashboardIsShown()
{
    m_panelTitle = u"Requests a second"_s;
    m_page->noteChanged();
    QTRY_COMPARE(panels().first()->panel().title, m_panelTitle);
    QCOMPARE(panels().size(), 1);
}

void TestDashboardsPage::aPluginHasItsOwnAndUpLeadsBack()
{
    auto *view = m_page->findChild<PluginHealthView *>();
    QVERIFY(!view->isVisible());
    m_page->openObject(u"plg_1"_s);
    QVERIFY(view->isVisible());
    QVERIFY(!panels().first()->isVisible());
    QTRY_COMPARE(m_page->crumb(), (QStringList {u"Dashboards"_s, u"@a/plugin-one"_s}));
    QVERIFY(m_page->isSettled());
    QCOMPARE(m_page->asOf(), m_clock.now());
    QVERIFY(m_page->goUp());
    QVERIFY(!view->isVisible());
    QVERIFY(panels().first()->isVisible());
    QVERIFY(!m_page->goUp());
}

QTEST_MAIN(TestDashboardsPage)
#include "tst_dashboardspage.moc"
