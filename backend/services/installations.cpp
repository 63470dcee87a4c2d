// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/installations.h"

#include "backend/api/problem.h"
#include "backend/services/installationjob.h"
#include "backend/services/installationrules.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<std::optional<InstallationRecord>> findIn(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    const auto all = installationsOf(work, plugin);
    if (!all)
        return fail(all.error());
    for (const InstallationRecord &installation : *all) {
        if (installation.environment == environment)
            return installation;
    }
    return std::nullopt;
}

InstallationRecord newInstallation(
    const store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    InstallationRecord record;
    record.id = InstallationId(newId("ins"_L1));
    record.tenant = work.tenant();
    record.pluginId = plugin;
    record.environment = environment;
    return record;
}

QString eventOf(const QString &action)
{
    static const QMap<QString, QString> events
        = {{u"install"_s, u"plugin.installed"_s}, {u"update"_s, u"plugin.updated"_s},
            {u"rollback"_s, u"plugin.updated"_s}, {u"uninstall"_s, u"plugin.uninstalled"_s},
            {u"enable"_s, u"plugin.enabled"_s}, {u"disable"_s, u"plugin.disabled"_s}};
    return events.value(action);
}

Result<VersionRecord> versionOf(
    store::UnitOfWork &work, const PluginId &plugin, const VersionId &id)
{
    auto version = loadVersion(work, id);
    if (version && version->head.pluginId != plugin)
        return fail(api::validationFailed(
            u"/versionId"_s, u"other_plugin"_s, u"This is a version of another plugin."_s));
    return version;
}

} // namespace

Installations::Installations(
    const KeptPackages &kept, OperationRunner &runner, QString environmentsDirectory)
    : m_kept(kept)
    , m_runner(runner)
    , m_directory(std::move(environmentsDirectory))
{
}

Result<Operation> Installations::install(
    store::UnitOfWork &work, const PluginId &plugin, const Wish &wish)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"install"_s));
    const auto record = loadPlugin(work, plugin);
    if (!record)
        return fail(record.error());
    const auto version = versionOf(work, plugin, wish.versionId);
    if (!version)
        return fail(version.error());
    const auto known = findIn(work, plugin, wish.environment);
    if (!known)
        return fail(known.error());
    if (known->has_value() && (*known)->state != InstallationState::Failed)
        return fail(api::conflictState(
            u"%1 is already installed there."_s.arg(record->name), {u"update"_s, u"uninstall"_s}));
    GATEHOUSE_TRY(requireAdmissible(work, *record, *version, wish.environment));
    const auto approval = requireApproval(work, *version, wish.environment);
    if (!approval)
        return fail(approval.error());
    if (wish.requestId && *approval != wish.requestId)
        return fail(
            api::approvalRequired(u"The named request does not approve this version here."_s));
    InstallationRecord installation
        = known->value_or(newInstallation(work, plugin, wish.environment));
    installation.versionId = version->head.id;
    installation.version = version->head.version;
    installation.requestId = *approval;
    return start(work, *record, installation, OperationType::Install, *version,
        InstallationState::Observed, u"install"_s, wish.reason);
}

Result<Operation> Installations::update(store::UnitOfWork &work,
    const InstallationRecord &installation, const VersionId &version, const QString &reason)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"update"_s));
    const auto plugin = loadPlugin(work, installation.pluginId);
    if (!plugin)
        return fail(plugin.error());
    const auto target = versionOf(work, installation.pluginId, version);
    if (!target)
        return fail(target.error());
    if (target->head.id == installation.versionId)
        return fail(api::conflictState(u"This version already runs there."_s));
    GATEHOUSE_TRY(requireAdmissible(work, *plugin, *target, installation.environment));
    const auto approval = requireApproval(work, *target, installation.environment);
    if (!approval)
        return fail(approval.error());
    InstallationRecord changed = installation;
    changed.requestId = *approval;
    return start(work, *plugin, changed, OperationType::Update, *target,
        InstallationState::Observed, u"update"_s, reason);
}

Result<Operation> Installations::setEnabled(store::UnitOfWork &work,
    const InstallationRecord &installation, bool enabled, const QString &reason)
{
    const QString action = enabled ? u"enable"_s : u"disable"_s;
    GATEHOUSE_TRY(requireRole(work.actor(), action));
    GATEHOUSE_TRY(requireReason(reason));
    const bool isEnabled = installation.state != InstallationState::Disabled;
    if (isEnabled == enabled)
        return fail(api::conflictState(
            enabled ? u"It is not switched off."_s : u"It is already switched off."_s));
    if (installation.state == InstallationState::Failed)
        return fail(api::conflictState(u"It never ran there."_s, {u"install"_s, u"uninstall"_s}));
    const auto plugin = loadPlugin(work, installation.pluginId);
    if (!plugin)
        return fail(plugin.error());
    const auto version = loadVersion(work, installation.versionId);
    if (!version)
        return fail(version.error());
    if (enabled)
        GATEHOUSE_TRY(requireAdmissible(work, *plugin, *version, installation.environment));
    return start(work, *plugin, installation,
        enabled ? OperationType::Update : OperationType::Disable, *version,
        enabled ? InstallationState::Observed : InstallationState::Disabled, action, reason);
}

Result<Operation> Installations::rollBack(
    store::UnitOfWork &work, const InstallationRecord &installation, const QString &reason)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"rollback"_s));
    GATEHOUSE_TRY(requireReason(reason));
    if (!installation.previousVersionId)
        return fail(api::conflictState(u"There is no version to roll back to."_s));
    const auto plugin = loadPlugin(work, installation.pluginId);
    if (!plugin)
        return fail(plugin.error());
    // What ran here before was approved for here; but what a policy denies by now stays out.
    const auto target = loadVersion(work, *installation.previousVersionId);
    if (!target)
        return fail(target.error());
    GATEHOUSE_TRY(requireAdmissible(work, *plugin, *target, installation.environment));
    return start(work, *plugin, installation, OperationType::Rollback, *target,
        InstallationState::Observed, u"rollback"_s, reason);
}

Result<Operation> Installations::uninstall(
    store::UnitOfWork &work, const InstallationRecord &installation, const QString &reason)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"uninstall"_s));
    GATEHOUSE_TRY(requireReason(reason));
    const auto plugin = loadPlugin(work, installation.pluginId);
    if (!plugin)
        return fail(plugin.error());
    const auto version = loadVersion(work, installation.versionId);
    if (!version)
        return fail(version.error());
    return start(work, *plugin, installation, OperationType::Uninstall, *version,
        InstallationState::Unknown, u"uninstall"_s, reason);
}

Result<Operation> Installations::start(store::UnitOfWork &work, const PluginRecord &plugin,
    InstallationRecord installation, OperationType type, const VersionRecord &target,
    InstallationState goal, const QString &action, const QString &reason)
{
    GATEHOUSE_TRY(requireIdle(work, installation));
    const bool needsApproval = type == OperationType::Install || action == u"update"_s;
    const InstallationChange change{installation.id, plugin.id, plugin.name,
        installation.environment, target.head.id, target.head.version, goal, needsApproval,
        eventOf(action)};
    auto operation = m_runner.submit(work, installationJob(type, change, m_kept, m_directory));
    if (!operation)
        return fail(std::move(operation).error());
    installation.state = InstallationState::Pending;
    installation.operationId = operation->id;
    GATEHOUSE_TRY(saveInstallation(work, installation));
    GATEHOUSE_TRY(work.audit(u"plugin."_s + action,
        u"%1 %2 (%3)"_s.arg(plugin.name, target.head.version, operation->number), plugin.id.text(),
        u"done"_s, reason.isNull() ? u""_s : reason, toWire(installation.environment)));
    GATEHOUSE_TRY(
        refreshPlugin(work, plugin.id, u"plugin.updated"_s, u"%1 asked for"_s.arg(action)));
    return operation;
}

} // namespace gatehouse::services
