// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registryactions.h"

#include "backend/api/problem.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct Permission
{
    QLatin1String action;
    QList<Role> roles;
    QString refusal;
};

const Permission *permissionFor(const QString &action)
{
    static const QList<Permission> permissions = {
        {"edit"_L1, {Role::PlatformAdmin}, u"Only a platform admin edits registry entries."_s},
        {"import"_L1, {Role::PlatformAdmin, Role::Requester},
            u"Only a platform admin or a requester registers packages."_s},
        {"block"_L1, {Role::PlatformAdmin}, u"Only a platform admin can block a plugin."_s},
        {"unblock"_L1, {Role::PlatformAdmin}, u"Only a platform admin can lift a block."_s},
        {"deprecate"_L1, {Role::PlatformAdmin}, u"Only a platform admin can deprecate a plugin."_s},
        {"undeprecate"_L1, {Role::PlatformAdmin},
            u"Only a platform admin can take a deprecation back."_s},
        {"request"_L1, {Role::Requester, Role::ConfigEditor, Role::PlatformAdmin},
            u"Your role does not open approval requests."_s},
        {"install"_L1, {Role::PlatformAdmin}, u"Only a platform admin installs plugins."_s},
        {"update"_L1, {Role::PlatformAdmin}, u"Only a platform admin updates plugins."_s},
        {"rollback"_L1, {Role::PlatformAdmin}, u"Only a platform admin rolls plugins back."_s},
        {"uninstall"_L1, {Role::PlatformAdmin}, u"Only a platform admin removes plugins."_s},
        {"enable"_L1, {Role::PlatformAdmin},
            u"Only a platform admin switches a plugin on again."_s},
        {"disable"_L1, {Role::PlatformAdmin, Role::Ops},
            u"Only operations or a platform admin switches a plugin off."_s},
        {"run_evidence"_L1,
            {Role::PlatformAdmin, Role::Requester, Role::ReviewerSecurity, Role::ReviewerCompliance,
                Role::ReviewerTechnical},
            u"Your role does not run checks."_s},
        {"attach_report"_L1,
            {Role::PlatformAdmin, Role::ReviewerSecurity, Role::ReviewerCompliance,
                Role::ReviewerTechnical},
            u"Your role does not attach reports: whoever asks for an approval does not bring its evidence."_s},
        {"suppress"_L1,
            {Role::ReviewerSecurity, Role::ReviewerCompliance, Role::ReviewerTechnical},
            u"Only reviewers propose that a finding does not count."_s},
        {"decide_suppression"_L1, {Role::ReviewerSecurity, Role::ReviewerCompliance},
            u"Only security and compliance reviewers decide whether a finding counts."_s},
    };
    for (const Permission &permission : permissions) {
        if (action == permission.action)
            return &permission;
    }
    return nullptr;
}

// Collects actions: the role decides first, then the state of the thing.
class Collector final
{
public:
    explicit Collector(const store::Actor &actor)
        : m_actor(actor)
    {
    }

    void add(const QString &action, const QString &stateRefusal = {})
    {
        if (const Status status = requireRole(m_actor, action); !status)
            m_actions.blocked << BlockedAction{action, u"forbidden"_s, status.error().message};
        else if (!stateRefusal.isEmpty())
            m_actions.blocked << BlockedAction{action, u"conflict_state"_s, stateRefusal};
        else
            m_actions.allowed << action;
    }

    Actions take() { return std::move(m_actions); }

private:
    const store::Actor &m_actor;
    Actions m_actions;
};

QString whyNotInstallable(const PluginRecord &plugin)
{
    if (plugin.status == PluginStatus::Blocked)
        return u"Blocked: %1"_s.arg(plugin.statusReason.value_or(QString()));
    return plugin.latestVersionId.isEmpty() ? u"No version is known yet."_s : QString();
}

} // namespace

Status requireRole(const store::Actor &actor, const QString &action)
{
    const Permission *permission = permissionFor(action);
    if (permission == nullptr)
        return fail(api::forbidden(u"There is no such action."_s));
    for (const Role role : permission->roles) {
        if (actor.has(role))
            return {};
    }
    return fail(api::forbidden(permission->refusal));
}

Actions pluginActions(const store::Actor &actor, const PluginRecord &plugin,
    const QList<InstallationRecord> &installations)
{
    Collector actions(actor);
    actions.add(u"edit"_s);
    actions.add(plugin.blockedReason ? u"unblock"_s : u"block"_s);
    actions.add(plugin.deprecatedReason ? u"undeprecate"_s : u"deprecate"_s);
    actions.add(
        u"request"_s, plugin.latestVersionId.isEmpty() ? u"No version is known yet."_s : QString());
    const QString refusal = whyNotInstallable(plugin);
    bool canRollBack = false;
    bool canDisable = false;
    bool canEnable = false;
    for (const InstallationRecord &installation : installations) {
        canRollBack |= installation.previousVersionId.has_value();
        canEnable |= installation.state == InstallationState::Disabled;
        canDisable |= installation.state == InstallationState::Observed
            || installation.state == InstallationState::Applied;
    }
    if (installations.size() < 3)
        actions.add(u"install"_s, refusal);
    if (plugin.updateAvailable)
        actions.add(u"update"_s, refusal);
    if (!installations.isEmpty())
        actions.add(u"uninstall"_s);
    if (canRollBack)
        actions.add(u"rollback"_s);
    if (canDisable)
        actions.add(u"disable"_s);
    if (canEnable)
        actions.add(u"enable"_s, plugin.blockedReason ? refusal : QString());
    return actions.take();
}

Actions versionActions(
    const store::Actor &actor, bool approval, const std::optional<QString> &denial)
{
    Collector collector(actor);
    collector.add(u"request"_s);
    collector.add(u"run_evidence"_s);
    collector.add(u"install"_s, denial.value_or(QString()));
    Actions actions = collector.take();
    if (!actions.allows(u"install"_s))
        return actions;
    // Elsewhere than in production it may be installed at once.
    if (!approval) {
        actions.blocked << BlockedAction{u"install_production"_s, u"approval_required"_s,
            u"Production needs an approved request for exactly this version."_s};
    } else {
        actions.allowed << u"install_production"_s;
    }
    return actions;
}

} // namespace gatehouse::services
