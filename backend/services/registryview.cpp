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

} // namespace

Result<Plugin> pluginView(store::UnitOfWork &work, const PluginRecord &record)
{
    Plugin plugin = plainView(record);
    const auto installations = installationsOf(work, record.id);
    if (!installations)
        return fail(installations.error());
    for (const InstallationRecord &installation : *installations) {
        auto view = installationView(work, installation, record);
        if (!view)
            return fail(std::move(view).error());
        plugin.installations << std::move(*view);
    }
    plugin.actions = pluginActions(work.actor(), record, *installations);
    return plugin;
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
    InstalledIn view;
    view.environment = record.environment;
    view.installationId = record.id;
    view.versionId = record.versionId;
    view.version = record.version;
    view.state = record.state;
    view.observedAt = record.observedAt;
    view.updateAvailable = versionLess(record.version, plugin.latestVersion);
    const VersionId &next = view.updateAvailable ? plugin.latestVersionId : record.versionId;
    for (const VersionId &id : {record.versionId, next}) {
        const auto denial = denialOf(work, id, record.environment);
        if (!denial)
            return fail(denial.error());
        view.blocked |= denial->has_value();
    }
    view.blocked |= plugin.blockedReason.has_value();
    return view;
}

} // namespace gatehouse::services
