// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/registry.h"

//! What the workflow needs from the registry, and the registry from the workflow.
namespace gatehouse::services {

//! What a decision binds and a template is chosen by.
struct VersionFacts
{
    PluginVersion version;
    QString pluginName;
    QList<PolicyEvaluation> policies; //!< For the environment asked.
    bool denied = false; //!< A policy denies: the request is blocked.
    QString denialReason;
    Risk risk = Risk::Unknown;
};

//! Registry side. Implemented in backend/services/registry*.cpp.
[[nodiscard]] Result<VersionFacts> versionFacts(store::UnitOfWork &work, const VersionId &id, Environment environment);
//! The version that runs in \a environment; empty when none does.
[[nodiscard]] Result<std::optional<PluginVersion>> installedVersion(store::UnitOfWork &work, const PluginId &plugin, Environment environment);

//! Workflow side. Implemented in backend/services/approvals*.cpp.
//! The approved, unexpired request that allows \a version (exactly its digest) in \a environment.
[[nodiscard]] Result<std::optional<RequestId>> approvedRequest(store::UnitOfWork &work, const VersionId &version, Environment environment);
//! The same for a configuration revision.
[[nodiscard]] Result<std::optional<RequestId>> approvedConfigRequest(store::UnitOfWork &work, const ConfigRevisionId &revision);
//! Requests of a plugin that are still open.
[[nodiscard]] Result<QList<RequestId>> openRequests(store::UnitOfWork &work, const PluginId &plugin);
//! Opens an approval request for a configuration revision on behalf of the actor (production deploys need one).
[[nodiscard]] Result<RequestId> openConfigRequest(store::UnitOfWork &work, const ConfigRevisionId &revision, const QString &justification);

//! Configuration side. Implemented in backend/services/configuration*.cpp.
struct ConfigRevisionFacts
{
    ConfigRevisionId id;
    PluginId pluginId;
    QString pluginName;
    Environment environment = Environment::Unknown;
    int number = 0;
    int baseNumber = 0; //!< Active before it.
    QString digest;
};
[[nodiscard]] Result<ConfigRevisionFacts> configRevisionFacts(store::UnitOfWork &work, const ConfigRevisionId &id);
//! Writes the merged app-config of \a environment into \a directory (atomically, then read back).
[[nodiscard]] Status writeAppConfig(store::UnitOfWork &work, Environment environment, const QString &directory);

} // namespace gatehouse::services
