// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/versionfacts.h"

#include "backend/api/problem.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"

using namespace Qt::Literals::StringLiterals;

// What the registry tells the other services.
namespace gatehouse::services {

namespace {

PluginVersion bare(const VersionRecord &record)
{
    PluginVersion version = record.head;
    version.etag = record.etag();
    return version;
}

} // namespace

Result<VersionFacts> versionFacts(
    store::UnitOfWork &work, const VersionId &id, Environment environment)
{
    const auto version = loadVersion(work, id);
    if (!version)
        return fail(version.error());
    auto policies = loadEvaluations(work, id, environment);
    if (!policies)
        return fail(std::move(policies).error());
    VersionFacts facts;
    facts.version = bare(*version);
    facts.pluginName = version->head.pluginName;
    facts.risk = version->head.risk;
    facts.policies = std::move(*policies);
    return facts;
}

Result<std::optional<PluginVersion>> installedVersion(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    const auto installations = installationsOf(work, plugin);
    if (!installations)
        return fail(installations.error());
    for (const InstallationRecord &installation : *installations) {
        if (installation.environment != environment
            || installation.state == InstallationState::Failed)
            continue;
        const auto version = loadVersion(work, installation.versionId);
        if (!version)
            return fail(version.error());
        return bare(*version);
    }
    return std::nullopt;
}

Result<PluginVersion> latestVersion(store::UnitOfWork &work, const PluginId &plugin)
{
    const auto record = loadPlugin(work, plugin);
    if (!record)
        return fail(record.error());
    if (record->latestVersionId.isEmpty())
        return fail(api::notFound(u"%1 has no version yet"_s.arg(record->name)));
    const auto version = loadVersion(work, record->latestVersionId);
    if (!version)
        return fail(version.error());
    return bare(*version);
}

Result<QString> pluginOwner(store::UnitOfWork &work, const PluginId &plugin)
{
    const auto record = loadPlugin(work, plugin);
    if (!record)
        return fail(record.error());
    return record->owner;
}

Result<ConfigSchema> versionConfigSchema(store::UnitOfWork &work, const VersionId &version)
{
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    auto schema = parseJsonObject(record->configSchema.toUtf8());
    if (!schema)
        return fail(
            storageError(u"A stored configuration schema cannot be read"_s, version.text()));
    return ConfigSchema{version, record->head.version, std::move(*schema), record->configSource};
}

Result<QList<ConfigurablePlugin>> configurablePlugins(
    store::UnitOfWork &work, const QString &afterName, int limit)
{
    auto query = work.db().query(
        u"SELECT id, name FROM plugins WHERE tenant = ? AND has_config_schema = 1 AND name > ? ORDER BY name LIMIT ?"_s,
        {work.tenant(), afterName.isNull() ? u""_s : afterName, limit});
    if (!query)
        return fail(std::move(query).error());
    QList<ConfigurablePlugin> plugins;
    while (query->next())
        plugins << ConfigurablePlugin{PluginId(query->text(0)), query->text(1), true};
    return plugins;
}

} // namespace gatehouse::services
