// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/configuration.h"
#include "core/contract/registry.h"

#include <QMap>
#include <QSet>

//! What the workflow needs from the registry, and the registry from the workflow.
namespace gatehouse::services {

//! What a decision binds and a template is chosen by.
struct VersionFacts
{
    PluginVersion version;
    QString pluginName;
    QList<PolicyEvaluation> policies; //!< For the environment asked.
    Risk risk = Risk::Unknown;
};

//! Registry side. Implemented in backend/services/registry*.cpp.
[[nodiscard]] Result<VersionFacts> versionFacts(store::UnitOfWork &work, const VersionId &id, Environment environment);
//! The version that runs in \a environment; empty when none does.
[[nodiscard]] Result<std::optional<PluginVersion>> installedVersion(store::UnitOfWork &work, const PluginId &plugin, Environment environment);
//! The newest version by precedence; not_found when the plugin is unknown or has none.
[[nodiscard]] Result<PluginVersion> latestVersion(store::UnitOfWork &work, const PluginId &plugin);
//! The schema as the package ships it; an empty object with source "none" when it ships none.
[[nodiscard]] Result<ConfigSchema> versionConfigSchema(store::UnitOfWork &work, const VersionId &version);
//! A plugin as the configuration tree needs it.
struct ConfigurablePlugin
{
    PluginId id;
    QString name;
    bool hasSchema = false;
};
//! Every plugin whose newest version ships a configuration schema, by name, after \a afterName.
[[nodiscard]] Result<QList<ConfigurablePlugin>> configurablePlugins(store::UnitOfWork &work, const QString &afterName, int limit);
//! A group or a person; empty when nobody owns it.
[[nodiscard]] Result<QString> pluginOwner(store::UnitOfWork &work, const PluginId &plugin);
//! Must be called in the transaction that opens, closes or decides a request of \a plugin: its status
//! and pending requests follow, and plugin.updated is emitted.
[[nodiscard]] Status requestsMoved(store::UnitOfWork &work, const PluginId &plugin);
//! Keeps what the policies look at about \a version now as that of \a evidenceRevision, once: somebody
//! decided on it, and evidence is replaced by newer evidence. Later policies are tried on it.
[[nodiscard]] Status rememberInputs(store::UnitOfWork &work, const VersionId &version, int evidenceRevision);

//! Workflow side. Implemented in backend/services/approvals*.cpp.
//! Must be called in the transaction that changes a version's evidence, policy verdicts or policy
//! version: open requests of the version are judged again and decisions on what was seen before
//! no longer count.
[[nodiscard]] Status evidenceMoved(store::UnitOfWork &work, const VersionId &version);
//! Must be called in the transaction that gives a plugin another owner: open requests that its owner
//! decides follow.
[[nodiscard]] Status ownerMoved(store::UnitOfWork &work, const PluginId &plugin);
//! What exemptions lift in one place: rules as ruleName() writes them, or "*" for every one.
using LiftedRules = QSet<QString>;
//! "approved-licences/denied"
QString ruleName(const QString &policy, const QString &rule);
bool isLifted(const LiftedRules &lifted, const QString &policy, const QString &rule);
//! By approved, unexpired exemptions of \a versions; places without one are left out.
using Exemptions = QMap<std::pair<VersionId, Environment>, LiftedRules>;
[[nodiscard]] Result<Exemptions> exemptions(store::UnitOfWork &work, const QStringList &versions);
//! The approved, unexpired request that allows \a version (exactly its digest) in \a environment.
[[nodiscard]] Result<std::optional<RequestId>> approvedRequest(store::UnitOfWork &work, const VersionId &version, Environment environment);
//! The same for a configuration revision.
[[nodiscard]] Result<std::optional<RequestId>> approvedConfigRequest(store::UnitOfWork &work, const ConfigRevisionId &revision);
//! Requests of a plugin that are still open.
[[nodiscard]] Result<QList<RequestId>> openRequests(store::UnitOfWork &work, const PluginId &plugin);
//! Ids of the people who have an open request for \a version.
[[nodiscard]] Result<QStringList> openRequesters(store::UnitOfWork &work, const VersionId &version);
//! What people last said about \a plugin in \a environment, for a cause chain; empty when nobody has.
[[nodiscard]] Result<std::optional<CauseLink>> lastDecision(store::UnitOfWork &work, const PluginId &plugin, Environment environment);
//! Opens an approval request for a configuration revision on behalf of the actor (production deploys need one).
[[nodiscard]] Result<RequestId> openConfigRequest(store::UnitOfWork &work, const ConfigRevisionId &revision, const QString &justification);

//! Configuration side. Implemented in backend/services/configuration*.cpp.
struct ConfigRevisionFacts
{
    ConfigRevisionId id;
    PluginId pluginId;
    QString pluginName;
    Environment environment = Environment::Unknown;
    QString overlayTenant; //!< Empty for the environment's own overlay.
    int number = 0;
    int baseNumber = 0; //!< Active before it.
    QString digest;
};
[[nodiscard]] Result<ConfigRevisionFacts> configRevisionFacts(store::UnitOfWork &work, const ConfigRevisionId &id);
//! Writes the merged app-config of \a environment into \a directory (atomically, then read back).
[[nodiscard]] Status writeAppConfig(store::UnitOfWork &work, Environment environment, const QString &directory);

} // namespace gatehouse::services
