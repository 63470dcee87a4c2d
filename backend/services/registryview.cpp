// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registryview.h"

#include "backend/npm/semver.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Plugin plainView(const PluginRecord &record)
{
    Plugin plugin;
    plugin.id = record.id;
    plugin.name = record.name;
    plugin.displayName = record.displayName;
    plugin.description = record.description;
    plugin.category = record.category;
    plugin.owner = record.owner;
    plugin.tags = record.tags;
    plugin.status = record.status;
    plugin.lifecycle = record.lifecycle;
    plugin.risk = record.risk;
    plugin.riskScore = record.riskScore;
    plugin.licence = record.licence;
    plugin.publisher = record.publisher;
    plugin.homepage = record.homepage;
    plugin.repository = record.repository;
    plugin.latestVersionId = record.latestVersionId;
    plugin.latestVersion = record.latestVersion;
    for (const QString &request : record.pendingRequests)
        plugin.pendingRequests << RequestId(request);
    plugin.statusReason = record.statusReason;
    plugin.createdAt = record.createdAt;
    plugin.updatedAt = record.updatedAt;
    plugin.etag = record.etag();
    return plugin;
}

bool isBehind(const InstallationRecord &record, const PluginRecord &plugin)
{
    return versionLess(record.version, plugin.latestVersion);
}

//! What runs and what it would be updated to.
QList<VersionId> concernedVersions(const InstallationRecord &record, const PluginRecord &plugin)
{
    QList<VersionId> versions{record.versionId};
    if (isBehind(record, plugin))
        versions << plugin.latestVersionId;
    return versions;
}

InstalledIn installedIn(
    const InstallationRecord &record, const PluginRecord &plugin, const Denials &denials)
{
    InstalledIn view;
    view.environment = record.environment;
    view.installationId = record.id;
    view.versionId = record.versionId;
    view.version = record.version;
    view.state = record.state;
    view.observedAt = record.observedAt;
    view.updateAvailable = isBehind(record, plugin);
    view.blocked = plugin.blockedReason.has_value();
    for (const VersionId &id : concernedVersions(record, plugin))
        view.blocked |= denials.contains({id, record.environment});
    return view;
}

} // namespace

Result<Plugin> pluginView(store::UnitOfWork &work, const PluginRecord &record)
{
    auto views = pluginViews(work, {record});
    if (!views)
        return fail(std::move(views).error());
    return views->takeFirst();
}

Result<QList<Plugin>> pluginViews(store::UnitOfWork &work, const QList<PluginRecord> &records)
{
    QStringList ids;
    for (const PluginRecord &record : records)
        ids << record.id.text();
    const auto installations = installationsOf(work, ids);
    if (!installations)
        return fail(installations.error());
    QStringList versions;
    for (const PluginRecord &record : records) {
        for (const InstallationRecord &installation : installations->value(record.id)) {
            for (const VersionId &id : concernedVersions(installation, record))
                versions << id.text();
        }
    }
    const auto denials = denialsOf(work, versions);
    if (!denials)
        return fail(denials.error());
    QList<Plugin> plugins;
    plugins.reserve(records.size());
    for (const PluginRecord &record : records) {
        const QList<InstallationRecord> own = installations->value(record.id);
        Plugin plugin = plainView(record);
        for (const InstallationRecord &installation : own)
            plugin.installations << installedIn(installation, record, *denials);
        plugin.actions = pluginActions(work.actor(), record, own);
        plugins << std::move(plugin);
    }
    return plugins;
}

Result<PluginVersion> versionView(store::UnitOfWork &work, const VersionRecord &record)
{
    PluginVersion version = record.head;
    version.etag = record.etag();
    const auto approval = approvedRequest(work, record.head.id, Environment::Production);
    if (!approval)
        return fail(approval.error());
    const auto denial = denialOf(work, record.head.id, Environment::Production);
    if (!denial)
        return fail(denial.error());
    version.actions = versionActions(work.actor(), approval->has_value(), *denial);
    return version;
}

Result<InstalledIn> installationView(
    store::UnitOfWork &work, const InstallationRecord &record, const PluginRecord &plugin)
{
    QStringList versions;
    for (const VersionId &id : concernedVersions(record, plugin))
        versions << id.text();
    const auto denials = denialsOf(work, versions);
    if (!denials)
        return fail(denials.error());
    return installedIn(record, plugin, *denials);
}

} // namespace gatehouse::services
