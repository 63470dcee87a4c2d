// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/npmaccess.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::services {

//! How many versions of one package are read when nobody says.
inline constexpr int DefaultVersions = 1;
inline constexpr int MaxVersions = 20;

//! What became of one package.
struct ImportedPackage
{
    QString name;
    PluginId plugin;
    int versions = 0; //!< Read in this run.
    QString note; //!< From NpmClient::Origin: kept data and why; empty when fresh.
};

//! Reads the newest \a versions of \a package and every version that is installed, judges them, and
//! writes plugin, versions, evidence and verdicts; one transaction per version. Evidence that says
//! the same as before keeps its revision. Runs in a job's thread.
[[nodiscard]] Result<ImportedPackage> importPackage(
    NpmAccess &access, NpmClient &client, JobContext &job, const QString &package, int versions);

//! An operation that imports \a names, skipping those that are gone; it fails only when none could
//! be read.
Job importJob(NpmAccess &access, const QStringList &names, int versions);

} // namespace gatehouse::services
