// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/insightsroutes.h"
#include "core/contract/insights.h"
#include "tests/testsupport/httpclient.h"
#include "tests/testsupport/sandboxsignin.h"
#include "tests/testsupport/serverprocess.h"

#include <QStandardPaths>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

class PrometheusProxyTest : public QObject
{
    Q_OBJECT
    std::unique_ptr<ServerProcess> m_server;

    static std::unique_ptr<HttpClient> viewerOf(const ServerProcess &server)
    {
        auto client = std::make_unique<HttpClient>(server.url());
        client->setToken(accessToken(server.url(), u"viewer"_s));
        return client;
    }
    static QString range(const QString &target, const QString &step = u"2s"_s)
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        return u"/api/v1/metrics/query_range?dashboard=portal-system-overview&target=%1&start=%2&end=%3&step=%4"_s.arg(
            target, QString::number(now - 60), QString::number(now), step);
    }

private Q_SLOTS:
    void answersEveryTargetOfEveryDashboard();
    void refuses_data();
    void refuses();
    void saysThatTheSourceIsLost();
    void keepsWithinThePointLimit();
};

void PrometheusProxyTest::answersEveryTargetOfEveryDashboard()
{
    if (QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
        QSKIP("prometheus is not installed");
    ServerProcess server;
    QVERIFY2(server.start(), server.log());
    const auto viewer = viewerOf(server);
    const QString active = u"/api/v1/metrics/query?dashboard=portal-system-overview&target=active-users"_s;
    QTRY_VERIFY_WITH_TIMEOUT(seriesFromPrometheus(viewer->get(active).body).value_or(QList<Series>()).size() == 1, 30'000);
    for (const QJsonValue dashboard : viewer->get(u"/api/v1/dashboards"_s).items()) {
        const auto read = fromJson<Dashboard>(dashboard.toObject());
        QVERIFY(read);
        for (const Panel &panel : read->panels) {
            for (const Panel::Target &target : panel.targets) {
                const HttpAnswer answer = viewer->get(range(target.id));
                QVERIFY2(answer.status == 200, QByteArray(target.id.toUtf8() + answer.describe()));
                QVERIFY2(seriesFromPrometheus(answer.body), target.id.toUtf8());
            }
        }
    }
    QVERIFY(server.stop());
}

void PrometheusProxyTest::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const QString base = u"/api/v1/metrics/query_range?dashboard=portal-system-overview"_s;
    QTest::newRow("no dashboard") << u"/api/v1/metrics/query?target=active-users"_s << 404;
    QTest::newRow("PromQL of one's own") << u"/api/v1/metrics/query?dashboard=portal-system-overview&target=up&query=up"_s << 404;
    QTest::newRow("no range") << QString(base + u"&target=active-users"_s) << 422;
    QTest::newRow("end before start") << QString(base + u"&target=active-users&start=10&end=5&step=1"_s) << 422;
    QTest::newRow("no step") << QString(base + u"&target=active-users&start=1&end=5&step=0"_s) << 422;
    QTest::newRow("a word as time") << u"/api/v1/metrics/query?dashboard=portal-system-overview&target=active-users&time=now"_s << 422;
}

void PrometheusProxyTest::refuses()
{
    QFETCH(QString, path);
    if (!m_server) {
        m_server = std::make_unique<ServerProcess>();
        QVERIFY2(m_server->start(), m_server->log());
    }
    QTEST(viewerOf(*m_server)->get(path).status, "status");
}

void PrometheusProxyTest::saysThatTheSourceIsLost()
{
    ServerProcess server({u"--sandbox"_s, u"--no-seed"_s, u"--prometheus"_s, u"http://127.0.0.1:1"_s});
    QVERIFY2(server.start(), server.log());
    const HttpAnswer answer = viewerOf(server)->get(range(u"active-users"_s));
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), u"source_lost"_s);
    QVERIFY(answer.json()["retryable"_L1].toBool());
}

void PrometheusProxyTest::keepsWithinThePointLimit()
{
    QCOMPARE(api::fittingStep(0, 3600, 15), 15.0);
    const double month = 30 * 86400;
    const double step = api::fittingStep(0, month, 1);
    QVERIFY(month / step + 1 <= 11'000);
    QCOMPARE(api::fittingStep(0, 60, 0.01), 1.0);
}

QTEST_GUILESS_MAIN(PrometheusProxyTest)
#include "tst_prometheusproxy.moc"
