// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registrystatus.h"

#include "backend/npm/semver.h"
#include "backend/services/registrystore.h"
#include "backend/services/rowcodec.h"
#include "backend/services/versionfacts.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

// The highest release; a prerelease only where there is nothing else.
std::optional<VersionRecord> newestOf(const QList<VersionRecord> &newestFirst)
{
    for (const VersionRecord &version : newestFirst) {
        const auto parsed = SemVer::parse(version.head.version);
        if (parsed && !parsed->isPrerelease())
            return version;
    }
    return newestFirst.isEmpty() ? std::nullopt : std::optional(newestFirst.first());
}

void adoptVersion(PluginRecord &plugin, const VersionRecord &version)
{
    const QJsonObject manifest = QJsonDocument::fromJson(version.manifest.toUtf8()).object();
    plugin.latestVersionId = version.head.id;
    plugin.latestVersion = version.head.version;
    plugin.risk = version.head.risk;
    plugin.riskScore = version.head.riskScore;
    plugin.licence = version.head.licence;
    plugin.publisher = version.head.publisher;
    plugin.description = manifest.value("description"_L1).toString().left(1000);
    plugin.hasConfigSchema = version.configSource != u"none"_s;
}

QString searchText(const PluginRecord &plugin)
{
    return QStringList{
        plugin.name, plugin.displayName, plugin.description, plugin.owner, plugin.tags.join(u' ')}
        .join(u'\n')
        .toLower();
}

} // namespace

StatusWord statusOf(const StatusInputs &inputs)
{
    if (inputs.blockedReason)
        return {PluginStatus::Blocked, inputs.blockedReason};
    if (inputs.denial)
        return {PluginStatus::Blocked, inputs.denial};
    if (inputs.deprecatedReason)
        return {PluginStatus::Deprecated, inputs.deprecatedReason};
    if (inputs.hasOpenRequest)
        return {PluginStatus::InReview, {}};
    bool runs = false;
    bool isDisabled = false;
    for (const InstallationRecord &installation : inputs.installations) {
        isDisabled |= installation.state == InstallationState::Disabled;
        runs |= installation.state != InstallationState::Disabled
            && installation.state != InstallationState::Failed;
    }
    if (runs)
        return {PluginStatus::Installed, {}};
    if (isDisabled)
        return {PluginStatus::Disabled, {}};
    return {inputs.hasApproval ? PluginStatus::Approved : PluginStatus::Registered, {}};
}

Result<std::optional<QString>> denialOf(
    store::UnitOfWork &work, const VersionId &version, Environment environment)
{
    const auto denials = denialsOf(work, {version.text()});
    if (!denials)
        return fail(denials.error());
    const auto denial = denials->constFind({version, environment});
    return denial == denials->constEnd() ? std::nullopt : std::optional(*denial);
}

Result<Denials> denialsOf(store::UnitOfWork &work, const QStringList &versions)
{
    Denials denials;
    if (versions.isEmpty())
        return denials;
    const auto exempt = exemptions(work, versions);
    if (!exempt)
        return fail(exempt.error());
    const InList in = inList(u"version_id"_s, versions);
    auto query = work.db().query(
        u"SELECT version_id, environment, message, policy_id, rule_id FROM policy_evaluations"
        " WHERE enforcement = 'deny' AND %1 ORDER BY version_id, environment, position"_s.arg(in.sql),
        in.values);
    if (!query)
        return fail(std::move(query).error());
    while (query->next()) {
        const std::pair place{VersionId(query->text(0)), fromWire<Environment>(query->text(1))};
        if (!denials.contains(place) && !isLifted(exempt->value(place), query->text(3), query->text(4)))
            denials.insert(place, query->text(2));
    }
    return denials;
}

Status refreshPlugin(
    store::UnitOfWork &work, const PluginId &id, const QString &event, const QString &summary)
{
    auto plugin = loadPlugin(work, id);
    if (!plugin)
        return fail(std::move(plugin).error());
    const auto versions = versionsOf(work, id);
    if (!versions)
        return fail(versions.error());
    StatusInputs inputs{plugin->blockedReason, plugin->deprecatedReason, {}, {}, false, false};
    if (const auto newest = newestOf(*versions)) {
        adoptVersion(*plugin, *newest);
        auto denial = denialOf(work, newest->head.id, Environment::Production);
        if (!denial)
            return fail(std::move(denial).error());
        inputs.denial = *denial;
        const auto approval = approvedRequest(work, newest->head.id, Environment::Production);
        if (!approval)
            return fail(approval.error());
        inputs.hasApproval = approval->has_value();
    }
    auto installations = installationsOf(work, id);
    if (!installations)
        return fail(std::move(installations).error());
    inputs.installations = *installations;
    plugin->updateAvailable = false;
    for (const InstallationRecord &installation : std::as_const(inputs.installations))
        plugin->updateAvailable |= versionLess(installation.version, plugin->latestVersion);
    const auto open = openRequests(work, id);
    if (!open)
        return fail(open.error());
    inputs.hasOpenRequest = !open->isEmpty();
    plugin->pendingRequests.clear();
    for (const RequestId &request : *open)
        plugin->pendingRequests << request.text();

    const StatusWord word = statusOf(inputs);
    plugin->status = word.status;
    plugin->statusReason = word.reason;
    plugin->search = searchText(*plugin);
    GATEHOUSE_TRY(savePlugin(work, *plugin));
    return work.emitEvent(event, u"plugins"_s, id.text(), plugin->etag(), summary);
}

Status requestsMoved(store::UnitOfWork &work, const PluginId &plugin)
{
    return refreshPlugin(work, plugin, u"plugin.updated"_s, u"Its approval requests moved"_s);
}

} // namespace gatehouse::services
