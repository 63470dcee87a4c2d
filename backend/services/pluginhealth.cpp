// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/pluginhealth.h"

#include "backend/api/problem.h"
#include "backend/services/registrystore.h"
#include "core/contract/insights.h"

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int shortestWindow = 300; // several scrapes of any usual interval
constexpr int mostMarks = 200; // of a kind; the newest ones

HealthMark decisionMark(const store::Query &row)
{
    HealthMark mark;
    mark.at = row.time(0);
    mark.kind = u"decision"_s;
    mark.verb = row.text(1);
    mark.environment = fromWire<Environment>(row.text(2));
    mark.version = row.text(3);
    mark.number = u"REQ-"_s + row.text(4);
    mark.by = {PersonId(row.text(5)), row.text(6)};
    mark.objectId = row.text(7);
    return mark;
}

Status addDecisions(store::UnitOfWork &work, PluginHealth &health)
{
    auto rows = work.db().query(
        u"SELECT d.decided_at, d.outcome, r.environment, r.version, r.number, d.person_id, d.person_name, r.id"
        " FROM approval_decisions d JOIN approval_requests r ON r.id = d.request_id"
        " WHERE r.tenant = ? AND r.plugin_id = ? AND d.is_void = 0 AND d.decided_at >= ?"
        " ORDER BY d.decided_at DESC LIMIT ?"_s,
        {work.tenant(), health.pluginId.text(), toRfc3339(health.from), mostMarks});
    if (!rows)
        return fail(std::move(rows).error());
    while (rows->next())
        health.marks.append(decisionMark(*rows));
    return {};
}

HealthMark operationMark(const store::Query &row, const QString &pluginName)
{
    HealthMark mark;
    mark.at = row.time(0);
    mark.verb = row.text(1);
    mark.kind = fromWire<OperationType>(mark.verb) == OperationType::ConfigDeploy ? u"config"_s : u"rollout"_s;
    mark.succeeded = fromWire<OperationStatus>(row.text(2)) == OperationStatus::Succeeded;
    mark.environment = fromWire<Environment>(row.text(3));
    // An installation is called by its plugin and version.
    if (const QString subject = row.text(4); mark.kind == "rollout"_L1 && subject.startsWith(pluginName + u' '))
        mark.version = subject.mid(pluginName.size() + 1);
    mark.number = u"OP-"_s + row.text(5);
    mark.by = {PersonId(row.text(6)), row.text(7)};
    mark.objectId = row.text(8);
    return mark;
}

Status addOperations(store::UnitOfWork &work, PluginHealth &health)
{
    auto rows = work.db().query(
        u"SELECT finished_at, type, status, environment, subject, number, actor_id, actor_name, id FROM operations"
        " WHERE tenant = ? AND finished_at >= ? AND status IN ('succeeded', 'failed')"
        " AND type IN ('install', 'update', 'uninstall', 'disable', 'rollback', 'config_deploy')"
        " AND (subject_id = ? OR subject_id IN (SELECT id FROM config_revisions WHERE tenant = ? AND plugin_id = ?))"
        " ORDER BY finished_at DESC LIMIT ?"_s,
        {work.tenant(), toRfc3339(health.from), health.pluginId.text(), work.tenant(), health.pluginId.text(), mostMarks});
    if (!rows)
        return fail(std::move(rows).error());
    while (rows->next())
        health.marks.append(operationMark(*rows, health.pluginName));
    return {};
}

//! What the package calls itself in Backstage: of the newest version that says so.
Result<QString> backstageId(store::UnitOfWork &work, const PluginId &plugin)
{
    const auto versions = versionsOf(work, plugin);
    if (!versions)
        return fail(versions.error());
    const auto named = std::find_if(versions->begin(), versions->end(),
        [](const VersionRecord &version) { return !version.head.backstagePluginId.isEmpty(); });
    return named == versions->end() ? QString() : named->head.backstagePluginId;
}

HealthSeries seriesOf(const Series &measured)
{
    HealthSeries series;
    series.environment = fromWire<Environment>(measured.labels.value(u"environment"_s));
    for (qsizetype i = 0; i < measured.times.size(); ++i) {
        if (!std::isfinite(measured.values.at(i)))
            continue;
        series.times.append(measured.times.at(i));
        series.values.append(measured.values.at(i));
    }
    return series;
}

//! The answers on their way, each with its metric. Only touched on the client's thread once it is sent.
struct Gathering
{
    HealthBasis basis;
    std::function<void(Result<PluginHealth>)> answer;
    qsizetype missing = 0;
    qsizetype answered = 0;
    std::optional<Error> lost;

    void take(qsizetype index, const Result<QByteArray> &bytes);
};

void Gathering::take(qsizetype index, const Result<QByteArray> &bytes)
{
    HealthMetric &metric = basis.health.metrics[index];
    const auto all = bytes ? seriesFromPrometheus(*bytes) : Result<QList<Series>>(fail(bytes.error()));
    if (!all) {
        metric.problem = all.error().message;
        lost = all.error();
    } else {
        ++answered;
        for (const Series &measured : *all) {
            if (HealthSeries series = seriesOf(measured); !series.times.isEmpty())
                metric.series.append(std::move(series));
        }
        std::stable_sort(metric.series.begin(), metric.series.end(),
            [](const HealthSeries &a, const HealthSeries &b) { return a.environment > b.environment; });
    }
    if (--missing > 0)
        return;
    if (answered == 0)
        answer(fail(*lost));
    else
        answer(std::move(basis.health));
}

QUrlQuery rangeQuestion(const PluginHealth &health, const QString &expression)
{
    QUrlQuery question;
    question.addQueryItem(u"start"_s, QString::number(double(health.from.toMSecsSinceEpoch()) / 1000, 'f', 3));
    question.addQueryItem(u"end"_s, QString::number(double(health.to.toMSecsSinceEpoch()) / 1000, 'f', 3));
    question.addQueryItem(u"step"_s, QString::number(health.stepSeconds));
    // QUrlQuery leaves "+" as it is, which a form reads as a space.
    question.addQueryItem(u"query"_s, QString::fromLatin1(QUrl::toPercentEncoding(expression)));
    return question;
}

} // namespace

Result<HealthRange> healthRange(const QString &word)
{
    if (word.isEmpty() || word == "7d"_L1)
        return HealthRange {7 * 86400, 1800};
    if (word == "24h"_L1)
        return HealthRange {86400, 300};
    return fail(api::validationFailed(u"/range"_s, u"unknown_value"_s, u"range is 24h or 7d."_s));
}

Result<HealthBasis> healthBasis(store::UnitOfWork &work, const PluginId &plugin, const HealthRange &range)
{
    const auto record = loadPlugin(work, plugin);
    if (!record)
        return fail(record.error());
    const auto installed = installationsOf(work, plugin);
    if (!installed)
        return fail(installed.error());
    const auto id = backstageId(work, plugin);
    if (!id)
        return fail(id.error());
    HealthBasis basis;
    PluginHealth &health = basis.health;
    health.pluginId = plugin;
    health.pluginName = record->name;
    health.to = health.asOf = work.now();
    health.from = health.to.addSecs(-range.seconds);
    health.stepSeconds = range.stepSeconds;
    for (const InstallationRecord &installation : *installed)
        health.places.append({installation.environment, installation.version, installation.state});
    GATEHOUSE_TRY(addDecisions(work, health));
    GATEHOUSE_TRY(addOperations(work, health));
    std::stable_sort(health.marks.begin(), health.marks.end(), [](const HealthMark &a, const HealthMark &b) { return a.at < b.at; });
    basis.query = {record->name, *id, std::max(shortestWindow, range.stepSeconds)};
    return basis;
}

void measureHealth(const PluginMetrics &metrics, PrometheusClient &prometheus, HealthBasis basis,
    std::function<void(Result<PluginHealth>)> answer)
{
    PluginHealth &health = basis.health;
    health.source = metrics.source();
    health.state = prometheus.isSetUp() ? u"answered"_s : u"not_set_up"_s;
    QList<std::pair<qsizetype, QUrlQuery>> questions;
    for (const PluginMetrics::Metric &metric : metrics.all()) {
        health.metrics.append({metric.id, metric.title, metric.unit, metric.measures, {}});
        if (metric.needsRoute() && basis.query.backstageId.isEmpty())
            health.metrics.last().problem = u"The package does not say its Backstage plugin id, so its requests cannot be told apart."_s;
        else
            questions.append({health.metrics.size() - 1, rangeQuestion(health, metric.question(basis.query))});
    }
    if (!prometheus.isSetUp() || questions.isEmpty())
        return answer(std::move(health));
    auto gathering = std::make_shared<Gathering>();
    gathering->basis = std::move(basis);
    gathering->answer = std::move(answer);
    gathering->missing = questions.size();
    for (const auto &[index, question] : std::as_const(questions))
        prometheus.ask(u"query_range"_s, question, [gathering, index = index](const Result<QByteArray> &bytes) { gathering->take(index, bytes); });
}

} // namespace gatehouse::services
