// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

//! The registry's tables, always within the caller's tenant. A missing row is not_found.
namespace gatehouse::services {

[[nodiscard]] Result<PluginRecord> loadPlugin(store::UnitOfWork &work, const PluginId &id);
[[nodiscard]] Result<std::optional<PluginRecord>> findPlugin(
    store::UnitOfWork &work, const QString &name);
//! Inserts a record whose revision is 0, updates any other; the revision grows by one.
[[nodiscard]] Status savePlugin(store::UnitOfWork &work, PluginRecord &record);

[[nodiscard]] Result<VersionRecord> loadVersion(store::UnitOfWork &work, const VersionId &id);
//! Newest first.
[[nodiscard]] Result<QList<VersionRecord>> versionsOf(
    store::UnitOfWork &work, const PluginId &plugin);
[[nodiscard]] Status saveVersion(store::UnitOfWork &work, VersionRecord &record);

[[nodiscard]] Result<QList<PolicyEvaluation>> loadEvaluations(
    store::UnitOfWork &work, const VersionId &version, Environment environment);
[[nodiscard]] Status replaceEvaluations(store::UnitOfWork &work, const VersionId &version,
    Environment environment, const QList<PolicyEvaluation> &evaluations);

[[nodiscard]] Result<InstallationRecord> loadInstallation(
    store::UnitOfWork &work, const InstallationId &id);
//! In the order development, staging, production.
[[nodiscard]] Result<QList<InstallationRecord>> installationsOf(
    store::UnitOfWork &work, const PluginId &plugin);
//! The same for several plugins at once; those that run nowhere are left out.
[[nodiscard]] Result<QHash<PluginId, QList<InstallationRecord>>> installationsOf(
    store::UnitOfWork &work, const QStringList &plugins);
//! All of the environment, in a stable order.
[[nodiscard]] Result<QList<InstallationRecord>> installationsIn(
    store::UnitOfWork &work, Environment environment);
[[nodiscard]] Status saveInstallation(store::UnitOfWork &work, InstallationRecord &record);
[[nodiscard]] Status removeInstallation(store::UnitOfWork &work, const InstallationId &id);

//! The environments that plugins run in, in the order of promotion.
inline constexpr Environment Environments[]
    = {Environment::Development, Environment::Staging, Environment::Production};

} // namespace gatehouse::services
