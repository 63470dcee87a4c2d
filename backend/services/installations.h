// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/keptpackages.h"
#include "backend/services/operationrunner.h"
#include "backend/services/registryrecords.h"

namespace gatehouse::services {

//! Desired state per environment, and the operations that make it so. A change is judged and
//! recorded in the caller's transaction and carried out by a job: prepare, verify (approval and
//! digest once more), write the environment's files, observe by reading them back. Pending becomes
//! applied, then observed; what fails goes back to what ran before.
//!
//! Rules: production takes only a version with an approved request for exactly its digest; a
//! version that a policy denies, and a blocked plugin, go nowhere; operations may switch off, never
//! on; one operation per installation at a time.
class Installations final
{
public:
    Installations(const KeptPackages &kept, OperationRunner &runner, QString environmentsDirectory);

    struct Wish
    {
        Environment environment = Environment::Unknown;
        VersionId versionId;
        QString reason;
        std::optional<RequestId> requestId; //!< Must be the approving one when given.
    };

    [[nodiscard]] Result<Operation> install(
        store::UnitOfWork &work, const PluginId &plugin, const Wish &wish);
    [[nodiscard]] Result<Operation> update(store::UnitOfWork &work,
        const InstallationRecord &installation, const VersionId &version, const QString &reason);
    [[nodiscard]] Result<Operation> setEnabled(store::UnitOfWork &work,
        const InstallationRecord &installation, bool enabled, const QString &reason);
    [[nodiscard]] Result<Operation> rollBack(
        store::UnitOfWork &work, const InstallationRecord &installation, const QString &reason);
    [[nodiscard]] Result<Operation> uninstall(
        store::UnitOfWork &work, const InstallationRecord &installation, const QString &reason);

private:
    [[nodiscard]] Result<Operation> start(store::UnitOfWork &work, const PluginRecord &plugin,
        InstallationRecord installation, OperationType type, const VersionRecord &target,
        InstallationState goal, const QString &action, const QString &reason);

    const KeptPackages &m_kept;
    OperationRunner &m_runner;
    QString m_directory;
};

} // namespace gatehouse::services
