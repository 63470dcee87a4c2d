// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "apifixture.h"
#include "backend/api/insightsroutes.h"
#include "backend/sandbox/prometheusprocess.h"
#include "backend/services/operationrows.h"
#include "backend/services/registrystore.h"
#include "core/contract/jsonread.h"
#include "core/contract/pluginhealth.h"
#include "core/contract/routes.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

namespace {

const QString pluginName = u"@acme/plugin-good"_s;
const PluginId plugin(u"plg_good"_s);

//! What a portal's backend counted in the last hours, a line a minute: one request in a hundred fails, all
//! take less than a quarter of a second. Staging measures under the older names, half as many. Two
//! rollouts were done in production.
QByteArray counted(const QDateTime &now)
{
    constexpr int minutes = 180;
    constexpr int perMinute = 600;
    const QByteArray labels = "http_route=\"/api/good/items\",environment=\"production\"";
    const QByteArray older = "http_route=\"/api/good/items\",environment=\"staging\"";
    QByteArrayList count;
    QByteArrayList bucket;
    QByteArrayList olderCount;
    QByteArrayList olderBucket;
    QByteArrayList rollouts;
    for (int minute = 0; minute <= minutes; ++minute) {
        const QByteArray at = ' ' + QByteArray::number(now.toSecsSinceEpoch() - (minutes - minute) * 60) + '\n';
        const qint64 all = qint64(minute) * perMinute;
        count += "http_server_request_duration_seconds_count{" + labels + ",http_response_status_code=\"200\"} " + QByteArray::number(all - all / 100) + at;
        count += "http_server_request_duration_seconds_count{" + labels + ",http_response_status_code=\"500\"} " + QByteArray::number(all / 100) + at;
        // Somebody else's, that a careless pattern would count, too.
        count += "http_server_request_duration_seconds_count{http_route=\"/api/goodness\",environment=\"production\",http_response_status_code=\"500\"} " + QByteArray::number(all) + at;
        for (const char *limit : {"0.1", "0.25", "+Inf"})
            bucket += "http_server_request_duration_seconds_bucket{" + labels + ",le=\"" + limit + "\"} " + QByteArray::number(QByteArray(limit) == "0.1" ? 0 : all) + at;
        olderCount += "http_server_duration_milliseconds_count{" + older + ",http_status_code=\"200\"} " + QByteArray::number(all / 2) + at;
        for (const char *limit : {"100", "250", "+Inf"})
            olderBucket += "http_server_duration_milliseconds_bucket{" + older + ",le=\"" + limit + "\"} " + QByteArray::number(QByteArray(limit) == "100" ? 0 : all / 2) + at;
        for (const char *name : {"@acme/plugin-good 1.0.0", "@acme/plugin-good 2.0.0", "@acme/plugin-goodness 1.0.0"})
            rollouts += "plugin_installations_total{plugin=\"" + QByteArray(name) + "\",environment=\"production\",status=\"success\"} 1" + at;
    }
    // A series at a time.
    for (QByteArrayList *lines : {&count, &bucket, &olderCount, &olderBucket, &rollouts})
        std::ranges::stable_sort(*lines, {}, [](const QByteArray &line) { return line.left(line.lastIndexOf('}')); });
    return "# TYPE http_server_request_duration_seconds_count unknown\n" + count.join()
        + "# TYPE http_server_request_duration_seconds_bucket unknown\n" + bucket.join()
        + "# TYPE http_server_duration_milliseconds_count unknown\n" + olderCount.join()
        + "# TYPE http_server_duration_milliseconds_bucket unknown\n" + olderBucket.join()
        + "# TYPE plugin_installations_total unknown\n" + rollouts.join() + "# EOF\n";
}

const HealthMetric *metricOf(const PluginHealth &health, const QString &id)
{
    const auto found = std::find_if(health.metrics.begin(), health.metrics.end(), [&id](const HealthMetric &metric) { return metric.id == id; });
    return found == health.metrics.end() ? nullptr : &*found;
}

} // namespace

//! How a plugin does, from rows and from a real Prometheus.
class TestPluginHealth final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordsOfThePluginMatchOnlyThemselves();
    void aCompanyHasItsOwnMetrics();
    void unreadableMetricsAreNamed();
    void numbersAreThoseOfThisPlugin();
    void marksTellWhoDidWhat();
    void marksBeforeTheRangeStayOut();
    void saysThatThereIsNoSource();
    void saysThatTheSourceIsLost();
    void packagesWithoutIdSaySo();
    void otherTenantsHaveNoSuchPlugin();
    void refuses_data();
    void refuses();

private:
    HttpAnswer ask(const QString &range = u"24h"_s, const QString &person = u"bob"_s);
    PluginHealth health(const QString &range = u"24h"_s);
    void know(const QString &backstageId);
    void decide(const QString &person, const QString &outcome, const QDateTime &at, bool isVoid = false);
    void operate(OperationType type, OperationStatus status, const QDateTime &at);

    std::unique_ptr<services::PluginMetrics> m_metrics;
    std::unique_ptr<services::PrometheusClient> m_prometheus;
    std::unique_ptr<ApiFixture> m_api;
    std::unique_ptr<store::Database> m_database;
    int m_number = 0;
};

void TestPluginHealth::init()
{
    m_database.reset();
    m_api = std::make_unique<ApiFixture>();
    m_metrics = std::make_unique<services::PluginMetrics>(*services::PluginMetrics::read());
    m_prometheus = std::make_unique<services::PrometheusClient>();
    // Prometheus goes by the real time.
    m_api->clock.advance(int(m_api->clock.now().secsTo(QDateTime::currentDateTimeUtc())));
    api::registerPluginHealth(m_api->dispatcher, *m_metrics, *m_prometheus, *m_api->workers, m_api->clock);
    m_api->start();
    m_database = m_api->connection();
    know(u"good"_s);
}

//! The plugin, installed in production.
void TestPluginHealth::know(const QString &backstageId)
{
    const QDateTime now = m_api->clock.now();
    auto work = m_api->work(*m_database);
    const auto load = services::findPlugin(work, pluginName);
    services::PluginRecord record = load && *load ? **load : services::PluginRecord();
    record.id = plugin;
    record.tenant = work.tenant();
    record.name = pluginName;
    record.latestVersionId = VersionId(u"ver_2"_s);
    record.createdAt = record.updatedAt = now;
    services::VersionRecord version;
    version.head.id = record.latestVersionId;
    version.head.pluginId = plugin;
    version.head.pluginName = pluginName;
    version.head.version = u"2.0.0"_s;
    version.head.publishedAt = now;
    version.head.backstagePluginId = backstageId;
    version.tenant = work.tenant();
    services::InstallationRecord installed;
    installed.id = InstallationId(u"ins_1"_s);
    installed.tenant = work.tenant();
    installed.pluginId = plugin;
    installed.environment = Environment::Production;
    installed.state = InstallationState::Observed;
    installed.versionId = version.head.id;
    installed.version = u"2.0.0"_s;
    installed.updatedAt = now;
    const Status known = m_database->write([&]() -> Status {
        GATEHOUSE_TRY(services::savePlugin(work, record));
        GATEHOUSE_TRY(services::saveVersion(work, version));
        return services::saveInstallation(work, installed);
    });
    QVERIFY2(known, known ? "" : qPrintable(describe(known.error())));
}

void TestPluginHealth::decide(const QString &person, const QString &outcome, const QDateTime &at, bool isVoid)
{
    const QString number = QString::number(++m_number);
    const QString request = u"req_"_s + number;
    const QString stage = u"stg_"_s + number;
    const QString decision = u"dec_"_s + number;
    const QString voter = u"per_"_s + person;
    const QString time = toRfc3339(at);
    const auto run = [this](const QString &sql, const QVariantList &values) {
        const auto done = m_database->execute(sql, values);
        QVERIFY2(done, done ? "" : qPrintable(describe(done.error())));
    };
    run(u"INSERT INTO approval_requests (id, tenant, number, type, status, is_open, priority, priority_rank, environment, risk,"
        " risk_score, plugin_id, plugin_name, version_id, version, version_digest, evidence_revision, policy_version, denial,"
        " evidence_gap, template_id, template_version, requested_by, requested_by_name, justification, impact, rollback_plan,"
        " conditions, due_at, expires_at, created_at, updated_at, comment_count, revision)"
        " VALUES (?, 'acme', ?, 'update', 'in_review', 1, 'normal', 1, 'production', 'low', 1, ?, ?, 'ver_2', '2.0.0', '', 1, 1, '',"
        " '', '', 1, '', '', '', '', '', '[]', ?, ?, ?, ?, 0, 1)"_s,
        {request, m_number, plugin.text(), pluginName, time, time, time, time});
    run(u"INSERT INTO approval_stages (id, request_id, position, discipline, name, roles, stage_order, quorum, due_hours, status, overdue_noted)"
        " VALUES (?, ?, 0, 'security', 'Security', '[]', 0, 1, 48, 'active', 0)"_s,
        {stage, request});
    run(u"INSERT INTO approval_decisions (id, request_id, stage_id, person_id, person_name, outcome, comment, conditions, decided_at,"
        " version_digest, evidence_revision, policy_version, is_void) VALUES (?, ?, ?, ?, ?, ?, '', '[]', ?, '', 1, 1, ?)"_s,
        {decision, request, stage, voter, person, outcome, time, isVoid ? 1 : 0});
}

void TestPluginHealth::operate(OperationType type, OperationStatus status, const QDateTime &at)
{
    auto work = m_api->work(*m_database);
    Operation operation;
    operation.id = OperationId(u"op_%1"_s.arg(++m_number));
    operation.type = type;
    operation.status = OperationStatus::Running;
    operation.subject = pluginName + u" 2.0.0"_s;
    operation.subjectId = plugin.text();
    operation.environment = Environment::Production;
    operation.requestedBy = {PersonId(u"per_ada"_s), u"Ada"_s};
    operation.createdAt = at;
    const Status written = m_database->write([&]() -> Status {
        GATEHOUSE_TRY(services::operationrows::insert(work, operation, m_number));
        operation.status = status;
        operation.finishedAt = at;
        return services::operationrows::update(work, operation);
    });
    QVERIFY2(written, written ? "" : qPrintable(describe(written.error())));
}

HttpAnswer TestPluginHealth::ask(const QString &range, const QString &person)
{
    return m_api->client(person).get(routes::path(routes::pluginHealth, {plugin.text()}) + u"?range="_s + range);
}

PluginHealth TestPluginHealth::health(const QString &range)
{
    const HttpAnswer answer = ask(range);
    const auto read = fromJson<PluginHealth>(answer.json());
    if (answer.status != 200 || !read)
        qWarning("%s", answer.describe().constData());
    return read.value_or(PluginHealth());
}

void TestPluginHealth::wordsOfThePluginMatchOnlyThemselves()
{
    services::PluginMetrics::Metric metric;
    metric.expr = u"a{p=~\"$name\",r=~\"$route\"}[$window] + $nameless"_s;
    const QString plain = metric.question({u"@acme/plugin.one"_s, u"one"_s, 300});
    QCOMPARE(plain, u"a{p=~\"@acme/plugin\\\\.one\",r=~\"/api/one(/.*)?\"}[300s] + $nameless"_s);
    const QString hostile = metric.question({u"x\"} or up{a=\"$route\\"_s, u".*"_s, 60});
    QCOMPARE(hostile, u"a{p=~\"x\\\"\\\\} or up\\\\{a=\\\"\\\\$route\\\\\\\\\",r=~\"/api/\\\\.\\\\*(/.*)?\"}[60s] + $nameless"_s);
}

void TestPluginHealth::aCompanyHasItsOwnMetrics()
{
    QFile file(m_api->directory.filePath(u"own.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"source": "Thanos", "metrics": [{"id": "users", "title": "Weekly users", "unit": "short", "measures": "portal_users", "expr": "portal_users"}]})");
    file.close();
    const auto own = services::PluginMetrics::read(file.fileName());
    QVERIFY(own);
    QCOMPARE(own->source(), u"Thanos"_s);
    QCOMPARE(own->all().size(), 1);
    QVERIFY(!own->all().first().needsRoute());
}

void TestPluginHealth::unreadableMetricsAreNamed()
{
    const auto missing = services::PluginMetrics::read(m_api->directory.filePath(u"none.json"_s));
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains(u"none.json"_s));
}

void TestPluginHealth::numbersAreThoseOfThisPlugin()
{
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty() || QStandardPaths::findExecutable(u"prometheus"_s).isEmpty())
        QSKIP("prometheus is not installed");
    const QString directory = m_api->directory.filePath(u"prometheus"_s);
    QVERIFY(QDir().mkpath(directory));
    QFile history(directory + u"/history.om"_s);
    QVERIFY(history.open(QIODevice::WriteOnly));
    history.write(counted(m_api->clock.now()));
    history.close();
    QProcess filling;
    filling.start(promtool, {u"tsdb"_s, u"create-blocks-from"_s, u"openmetrics"_s, history.fileName(), directory + u"/data"_s});
    QVERIFY(filling.waitForFinished());
    QVERIFY2(filling.exitCode() == 0, filling.readAllStandardError().constData());
    sandbox::PrometheusProcess process;
    QVERIFY(process.start(directory, QUrl(u"http://127.0.0.1:9/metrics"_s)));
    m_prometheus->setAddress(process.address());

    PluginHealth health;
    QTRY_VERIFY_WITH_TIMEOUT(ask().status == 200, 30'000);
    health = this->health();
    QCOMPARE(health.state, u"answered"_s);
    QCOMPARE(health.source, u"Prometheus"_s);
    QCOMPARE(health.places, (QList<HealthPlace> {{Environment::Production, u"2.0.0"_s, InstallationState::Observed}}));
    const std::tuple<const char *, double, double> expected[] = {{"requests", 10, 5}, {"error_rate", 0.01, 0}, {"latency_p95", 0.2425, 0.2425}};
    for (const auto &[id, production, staging] : expected) {
        const HealthMetric *metric = metricOf(health, QLatin1String(id));
        QVERIFY2(metric && metric->series.size() == 2, id);
        QCOMPARE(metric->series.first().environment, Environment::Production);
        QCOMPARE(metric->series.last().environment, Environment::Staging);
        for (const HealthSeries &series : metric->series) {
            const double value = series.environment == Environment::Production ? production : staging;
            QCOMPARE(series.times.size(), series.values.size());
            // Three hours, a point every five minutes.
            QVERIFY2(series.values.size() > 30 && series.values.size() <= 37, id);
            QVERIFY2(std::abs(series.values.at(series.values.size() - 3) - value) <= value * 0.02, qPrintable(QString::number(series.values.last())));
            QVERIFY(std::is_sorted(series.times.begin(), series.times.end()));
        }
    }
    const HealthMetric *rollouts = metricOf(health, u"rollouts"_s);
    QVERIFY(rollouts && rollouts->series.size() == 1);
    QCOMPARE(rollouts->series.first().values.constLast(), 2);
    QVERIFY(metricOf(this->health(u"7d"_s), u"requests"_s)->series.first().values.size() < 8);
}

void TestPluginHealth::marksTellWhoDidWhat()
{
    const QDateTime now = m_api->clock.now();
    decide(u"sam"_s, u"approve"_s, now.addSecs(-3600));
    decide(u"kim"_s, u"reject"_s, now.addSecs(-60), true);
    operate(OperationType::Update, OperationStatus::Succeeded, now.addSecs(-1800));
    operate(OperationType::Update, OperationStatus::Failed, now.addSecs(-7200));
    operate(OperationType::Evidence, OperationStatus::Succeeded, now.addSecs(-100));
    const PluginHealth health = this->health();
    QCOMPARE(health.marks.size(), 3);
    const HealthMark &failed = health.marks.at(0);
    QCOMPARE(failed.kind, u"rollout"_s);
    QVERIFY(!failed.succeeded);
    const HealthMark &decision = health.marks.at(1);
    QCOMPARE(decision.kind, u"decision"_s);
    QCOMPARE(decision.verb, u"approve"_s);
    QCOMPARE(decision.by.name, u"sam"_s);
    QCOMPARE(decision.number, u"REQ-1"_s);
    QCOMPARE(decision.environment, Environment::Production);
    QCOMPARE(decision.objectId, u"req_1"_s);
    const HealthMark &rollout = health.marks.at(2);
    QCOMPARE(rollout.verb, u"update"_s);
    QCOMPARE(rollout.version, u"2.0.0"_s);
    QCOMPARE(rollout.by.name, u"Ada"_s);
    QVERIFY(rollout.succeeded);
}

void TestPluginHealth::marksBeforeTheRangeStayOut()
{
    decide(u"sam"_s, u"approve"_s, m_api->clock.now().addDays(-2));
    operate(OperationType::Install, OperationStatus::Succeeded, m_api->clock.now().addDays(-8));
    QCOMPARE(health(u"24h"_s).marks.size(), 0);
    QCOMPARE(health(u"7d"_s).marks.size(), 1);
}

void TestPluginHealth::saysThatThereIsNoSource()
{
    const PluginHealth health = this->health();
    QVERIFY(health.isWithoutSource());
    QCOMPARE(health.places.size(), 1);
    for (const HealthMetric &metric : health.metrics)
        QVERIFY(metric.series.isEmpty());
}

void TestPluginHealth::saysThatTheSourceIsLost()
{
    m_prometheus->setAddress(QUrl(u"http://127.0.0.1:9"_s));
    const HttpAnswer answer = ask();
    QCOMPARE(answer.status, 503);
    QCOMPARE(answer.code(), u"source_lost"_s);
}

void TestPluginHealth::packagesWithoutIdSaySo()
{
    QVERIFY(m_database->execute(u"UPDATE plugin_versions SET backstage_plugin_id = ''"_s));
    const PluginHealth health = this->health();
    QVERIFY(metricOf(health, u"requests"_s)->problem.value_or(QString()).contains(u"Backstage plugin id"_s));
    QVERIFY(!metricOf(health, u"rollouts"_s)->problem);
}

void TestPluginHealth::otherTenantsHaveNoSuchPlugin()
{
    QCOMPARE(ask(u"24h"_s, u"eve"_s).status, 404);
}

void TestPluginHealth::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("a plugin that is none") << u"/api/v1/plugins/plg_none/health"_s << 404;
    QTest::newRow("a range of one's own") << u"/api/v1/plugins/plg_good/health?range=30d"_s << 422;
}

void TestPluginHealth::refuses()
{
    QFETCH(QString, path);
    QTEST(m_api->client(u"bob"_s).get(path).status, "status");
}

QTEST_GUILESS_MAIN(TestPluginHealth)
#include "tst_pluginhealth.moc"
