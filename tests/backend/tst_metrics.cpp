// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/systemroutes.h"
#include "backend/services/selfcheck.h"
#include "tests/backend/apifixture.h"

#include <QProcess>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

class MetricsTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ApiFixture> m_api;

    QByteArray scrape() { return m_api->client(u"ada"_s).get(u"/metrics"_s).body; }

private Q_SLOTS:
    void init();
    void passesPromtool();
    void countsAnswersWithoutPeople();
    void doesNotCountProbes();
    void escapesLabels();
    void countsInBuckets();
    void countsActivePeopleForFiveMinutes();
    void scoresHealthFromChecks();
    void scoresBetweenGoodAndBad();
};

void MetricsTest::init()
{
    m_api = std::make_unique<ApiFixture>();
    api::registerSystemRoutes(m_api->dispatcher, m_api->metrics, m_api->clock, {});
    m_api->dispatcher.add(http::Method::Get, "/api/v1/things/{thingId}", api::Service::Registry,
        [](api::Call &) -> Result<api::Reply> { return api::Reply {}; });
    m_api->start();
}

void MetricsTest::passesPromtool()
{
    auto &ada = m_api->client(u"ada"_s);
    QCOMPARE(ada.get(u"/api/v1/things/1"_s).status, 200);
    services::SelfCheck check(m_api->metrics, *m_api->workers, m_api->server->gauges());
    check.run();
    QTRY_VERIFY(scrape().contains("component=\"database\""));
    QProcess promtool;
    promtool.start(u"promtool"_s, {u"check"_s, u"metrics"_s});
    if (!promtool.waitForStarted())
        QSKIP("promtool is not installed");
    promtool.write(scrape());
    promtool.closeWriteChannel();
    QVERIFY(promtool.waitForFinished());
    QVERIFY2(promtool.exitCode() == 0, promtool.readAllStandardError());
}

void MetricsTest::countsAnswersWithoutPeople()
{
    auto &ada = m_api->client(u"ada"_s);
    ada.get(u"/api/v1/things/1"_s);
    ada.get(u"/api/v1/things/2"_s);
    m_api->client(u"mallory"_s).get(u"/api/v1/things/2"_s);
    const QByteArray text = scrape();
    QVERIFY2(text.contains("http_requests_total{service=\"registry\",method=\"GET\",status=\"200\"} 2\n"), text);
    QVERIFY(text.contains("http_requests_total{service=\"registry\",method=\"GET\",status=\"401\"} 1\n"));
    QVERIFY(text.contains("http_request_duration_seconds_count{service=\"registry\",route=\"/api/v1/things/{thingId}\",method=\"GET\"} 3\n"));
    QVERIFY(text.contains("role=\"platform-admin\"") || text.contains("role=\"platform_admin\""));
    QVERIFY(!text.contains("ada"));
}

void MetricsTest::doesNotCountProbes()
{
    scrape();
    m_api->client(u"ada"_s).get(u"/healthz"_s);
    QVERIFY(!scrape().contains("http_requests_total{"));
}

void MetricsTest::escapesLabels()
{
    services::ValueFamily family("x_total", services::ValueFamily::Kind::Counter, "X.");
    family.add({{"a", "q\"b\\c\nd"}});
    QByteArray text;
    family.write(text);
    QVERIFY2(text.contains("x_total{a=\"q\\\"b\\\\c\\nd\"} 1\n"), text);
}

void MetricsTest::countsInBuckets()
{
    services::HistogramFamily family("h_seconds", {0.1, 1}, "H.");
    for (const double seconds : {0.1, 0.5, 7.0})
        family.observe({}, seconds);
    QByteArray text;
    family.write(text);
    QVERIFY2(text.contains("h_seconds_bucket{le=\"0.1\"} 1\nh_seconds_bucket{le=\"1\"} 2\nh_seconds_bucket{le=\"+Inf\"} 3\n"), text);
    QVERIFY(text.contains("h_seconds_sum 7.6\nh_seconds_count 3\n"));
}

void MetricsTest::countsActivePeopleForFiveMinutes()
{
    services::Metrics metrics;
    const QDateTime now = m_api->clock.now();
    metrics.activity(m_api->callers.callers.value("Bearer ada").actor, u"plugin.update"_s, now);
    metrics.activity(m_api->callers.callers.value("Bearer bob").actor, u"plugin.update"_s, now.addSecs(200));
    QVERIFY(metrics.text(now.addSecs(299)).contains("\nactive_users 2\n"));
    QVERIFY(metrics.text(now.addSecs(301)).contains("\nactive_users 1\n"));
}

void MetricsTest::scoresHealthFromChecks()
{
    services::SelfCheck check(m_api->metrics, *m_api->workers, m_api->server->gauges());
    m_api->metrics.request("registry", "/api/v1/x", "GET", 500, 0.1);
    m_api->metrics.request("registry", "/api/v1/x", "GET", 200, 0.1);
    check.run();
    QVERIFY(scrape().contains("system_health_score{component=\"api\"} 0.5\n"));
    check.run();
    QVERIFY(scrape().contains("system_health_score{component=\"api\"} 1\n"));
}

void MetricsTest::scoresBetweenGoodAndBad()
{
    QCOMPARE(services::score(0.01, 0.1, 2), 1.0);
    QCOMPARE(services::score(1.05, 0.1, 2), 0.5);
    QCOMPARE(services::score(5, 0.1, 2), 0.0);
}

QTEST_GUILESS_MAIN(MetricsTest)
#include "tst_metrics.moc"
