// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registrystore.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"
#include "core/base/random.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QString text(const QJsonObject &object)
{
    return QString::fromUtf8(toJsonBytes(object));
}

QString text(const QList<Finding> &findings)
{
    return QString::fromUtf8(QJsonDocument(codec::Writer::writeValue(findings).toArray())
                                 .toJson(QJsonDocument::Compact));
}

template <typename T>
Result<QList<T>> selectAll(store::UnitOfWork &work, const QString &table, const QString &condition,
    const QVariantList &values)
{
    static const QString names = columnNames<T>().join(u", "_s);
    auto query
        = work.db().query(u"SELECT %1 FROM %2 WHERE %3"_s.arg(names, table, condition), values);
    if (!query)
        return fail(std::move(query).error());
    QList<T> rows;
    while (query->next())
        rows << readRow<T>(*query);
    return rows;
}

template <typename T>
Result<T> selectOne(
    store::UnitOfWork &work, const QString &table, const QString &id, const QString &what)
{
    auto rows = selectAll<T>(work, table, u"tenant = ? AND id = ?"_s, {work.tenant(), id});
    if (!rows)
        return fail(std::move(rows).error());
    if (rows->isEmpty())
        return fail(api::notFound(u"There is no %1 %2"_s.arg(what, id)));
    return rows->takeFirst();
}

template <typename T>
Status save(store::UnitOfWork &work, const QString &table, T &record, const QString &id)
{
    const bool isNew = record.revision++ == 0;
    QVariantList values = columnValues(record);
    if (!isNew)
        values << id;
    const QStringList names = columnNames<T>();
    auto done = work.db().execute(
        isNew ? insertSql(table, names) : updateSql(table, names, u"id"_s), values);
    if (!done)
        return fail(std::move(done).error());
    return {};
}

QList<Finding> findingsOf(const QString &json)
{
    QList<Finding> findings;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &value : array) {
        if (auto finding = fromJson<Finding>(value.toObject()))
            findings << *finding;
    }
    return findings;
}

} // namespace

Result<PluginRecord> loadPlugin(store::UnitOfWork &work, const PluginId &id)
{
    return selectOne<PluginRecord>(work, u"plugins"_s, id.text(), u"plugin"_s);
}

Result<std::optional<PluginRecord>> findPlugin(store::UnitOfWork &work, const QString &name)
{
    auto rows = selectAll<PluginRecord>(
        work, u"plugins"_s, u"tenant = ? AND name = ?"_s, {work.tenant(), name});
    if (!rows)
        return fail(std::move(rows).error());
    return rows->isEmpty() ? std::nullopt : std::optional(rows->takeFirst());
}

Status savePlugin(store::UnitOfWork &work, PluginRecord &record)
{
    record.updatedAt = work.now();
    return save(work, u"plugins"_s, record, record.id.text());
}

Result<VersionRecord> loadVersion(store::UnitOfWork &work, const VersionId &id)
{
    return selectOne<VersionRecord>(work, u"plugin_versions"_s, id.text(), u"version"_s);
}

Result<QList<VersionRecord>> versionsOf(store::UnitOfWork &work, const PluginId &plugin)
{
    return selectAll<VersionRecord>(work, u"plugin_versions"_s,
        u"tenant = ? AND plugin_id = ? ORDER BY sort_key DESC"_s, {work.tenant(), plugin.text()});
}

Status saveVersion(store::UnitOfWork &work, VersionRecord &record)
{
    return save(work, u"plugin_versions"_s, record, record.head.id.text());
}

Result<QList<Evidence>> loadEvidence(store::UnitOfWork &work, const VersionId &version)
{
    auto query = work.db().query(u"SELECT id, kind, verdict, summary, tool, tool_version, ran_at, "
                                 u"subject_digest, facts, findings "
                                 "FROM evidence WHERE version_id = ? ORDER BY position"_s,
        {version.text()});
    if (!query)
        return fail(std::move(query).error());
    QList<Evidence> items;
    while (query->next()) {
        Evidence item;
        item.id = EvidenceId(query->text(0));
        item.kind = fromWire<EvidenceKind>(query->text(1));
        item.verdict = fromWire<Verdict>(query->text(2));
        item.summary = query->text(3);
        item.tool = query->text(4);
        item.toolVersion = query->text(5);
        item.ranAt = query->time(6);
        item.subjectDigest = query->text(7);
        item.facts = QJsonDocument::fromJson(query->text(8).toUtf8()).object();
        item.findings = findingsOf(query->text(9));
        items << item;
    }
    return items;
}

Status replaceEvidence(
    store::UnitOfWork &work, const VersionId &version, const QList<Evidence> &items)
{
    if (auto done
        = work.db().execute(u"DELETE FROM evidence WHERE version_id = ?"_s, {version.text()});
        !done)
        return fail(std::move(done).error());
    int position = 0;
    for (const Evidence &item : items) {
        const QString id = item.id.isEmpty() ? newId("ev"_L1) : item.id.text();
        auto done = work.db().execute(
            u"INSERT INTO evidence (id, version_id, position, kind, verdict, summary, tool, "
            u"tool_version, ran_at, "
            "subject_digest, facts, findings) VALUES (%1)"_s.arg(placeholders(12)),
            {id, version.text(), position++, toWire(item.kind), toWire(item.verdict), item.summary,
                item.tool, item.toolVersion, toRfc3339(item.ranAt),
                row::toColumn(item.subjectDigest), text(item.facts), text(item.findings)});
        if (!done)
            return fail(std::move(done).error());
    }
    return {};
}

Result<QList<PolicyEvaluation>> loadEvaluations(
    store::UnitOfWork &work, const VersionId &version, Environment environment)
{
    auto query = work.db().query(
        u"SELECT policy_id, policy_version, verdict, enforcement, rule, message, inputs_digest "
        "FROM policy_evaluations WHERE version_id = ? AND environment = ? ORDER BY position"_s,
        {version.text(), toWire(environment)});
    if (!query)
        return fail(std::move(query).error());
    QList<PolicyEvaluation> evaluations;
    while (query->next()) {
        evaluations << PolicyEvaluation{query->text(0), int(query->integer(1)),
            fromWire<Verdict>(query->text(2)), fromWire<Enforcement>(query->text(3)),
            query->text(4), query->text(5), query->text(6)};
    }
    return evaluations;
}

Status replaceEvaluations(store::UnitOfWork &work, const VersionId &version,
    Environment environment, const QList<PolicyEvaluation> &evaluations)
{
    auto removed = work.db().execute(
        u"DELETE FROM policy_evaluations WHERE version_id = ? AND environment = ?"_s,
        {version.text(), toWire(environment)});
    if (!removed)
        return fail(std::move(removed).error());
    int position = 0;
    for (const PolicyEvaluation &item : evaluations) {
        auto done = work.db().execute(
            u"INSERT INTO policy_evaluations (version_id, environment, position, policy_id, "
            u"policy_version, verdict, "
            "enforcement, rule, message, inputs_digest) VALUES (%1)"_s.arg(placeholders(10)),
            {version.text(), toWire(environment), position++, item.policyId, item.policyVersion,
                toWire(item.verdict), toWire(item.enforcement), item.rule, item.message,
                item.inputsDigest});
        if (!done)
            return fail(std::move(done).error());
    }
    return {};
}

Result<InstallationRecord> loadInstallation(store::UnitOfWork &work, const InstallationId &id)
{
    return selectOne<InstallationRecord>(work, u"installations"_s, id.text(), u"installation"_s);
}

Result<QList<InstallationRecord>> installationsOf(store::UnitOfWork &work, const PluginId &plugin)
{
    const auto byPlugin = installationsOf(work, QStringList {plugin.text()});
    if (!byPlugin)
        return fail(byPlugin.error());
    return byPlugin->value(plugin);
}

Result<QHash<PluginId, QList<InstallationRecord>>> installationsOf(
    store::UnitOfWork &work, const QStringList &plugins)
{
    QHash<PluginId, QList<InstallationRecord>> byPlugin;
    if (plugins.isEmpty())
        return byPlugin;
    const InList in = inList(u"plugin_id"_s, plugins);
    const auto rows = selectAll<InstallationRecord>(
        work, u"installations"_s, u"tenant = ? AND "_s + in.sql, QVariantList {work.tenant()} + in.values);
    if (!rows)
        return fail(rows.error());
    for (const InstallationRecord &row : *rows)
        byPlugin[row.pluginId] << row;
    for (QList<InstallationRecord> &installations : byPlugin)
        std::ranges::sort(installations, {}, &InstallationRecord::environment);
    return byPlugin;
}

Result<QList<InstallationRecord>> installationsIn(store::UnitOfWork &work, Environment environment)
{
    return selectAll<InstallationRecord>(work, u"installations"_s,
        u"tenant = ? AND environment = ? ORDER BY plugin_id"_s,
        {work.tenant(), toWire(environment)});
}

Status saveInstallation(store::UnitOfWork &work, InstallationRecord &record)
{
    record.updatedAt = work.now();
    return save(work, u"installations"_s, record, record.id.text());
}

Status removeInstallation(store::UnitOfWork &work, const InstallationId &id)
{
    auto done = work.db().execute(
        u"DELETE FROM installations WHERE tenant = ? AND id = ?"_s, {work.tenant(), id.text()});
    if (!done)
        return fail(std::move(done).error());
    return {};
}

} // namespace gatehouse::services
