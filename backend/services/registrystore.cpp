// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registrystore.h"

#include "backend/services/recordrows.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

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
    return saveRecord(work, u"plugins"_s, record, record.id.text());
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
    return saveRecord(work, u"plugin_versions"_s, record, record.head.id.text());
}

Result<QList<PolicyEvaluation>> loadEvaluations(
    store::UnitOfWork &work, const VersionId &version, Environment environment)
{
    auto query = work.db().query(
        u"SELECT policy_id, policy_version, verdict, enforcement, rule, message, inputs_digest, rule_id "
        "FROM policy_evaluations WHERE version_id = ? AND environment = ? ORDER BY position"_s,
        {version.text(), toWire(environment)});
    if (!query)
        return fail(std::move(query).error());
    QList<PolicyEvaluation> evaluations;
    while (query->next()) {
        evaluations << PolicyEvaluation{query->text(0), int(query->integer(1)),
            fromWire<Verdict>(query->text(2)), fromWire<Enforcement>(query->text(3)),
            query->text(4), query->text(5), query->text(6), query->text(7)};
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
            "enforcement, rule, message, inputs_digest, rule_id) VALUES (%1)"_s.arg(placeholders(11)),
            {version.text(), toWire(environment), position++, item.policyId, item.policyVersion,
                toWire(item.verdict), toWire(item.enforcement), item.rule, item.message,
                item.inputsDigest, item.ruleId});
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
    return saveRecord(work, u"installations"_s, record, record.id.text());
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
