// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/keptpackages.h"
#include "backend/services/operationrunner.h"
#include "backend/services/registryrecords.h"

namespace gatehouse::services {

//! One change of one installation, as its job needs it.
struct InstallationChange
{
    InstallationId installation;
    PluginId plugin;
    QString pluginName;
    Environment environment = Environment::Unknown;
    VersionId target;
    QString targetVersion;
    InstallationState goal
        = InstallationState::Observed; //!< Observed, Disabled, or Unknown to remove it.
    bool needsApproval = false;
    QString event; //!< plugin.installed, ...
};

//! The job behind an installation operation; see Installations.
Job installationJob(OperationType type, const InstallationChange &change, const KeptPackages &kept,
    const QString &environmentsDirectory);

} // namespace gatehouse::services
