// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"
#include "core/base/result.h"
#include "core/contract/evidence.h"
#include "core/contract/versiondiff.h"

#include <QJsonObject>

namespace gatehouse {

//! One side of a comparison of versions.
struct PackageState
{
    QJsonObject manifest; //!< package.json from the tarball.
    TarFiles files;
    QList<Evidence> evidence;
    QString publisher; //!< Empty when the registry does not tell.
};

//! What a reviewer asks first about a new version, dimension by dimension: code, dependencies
//! (engines with them), install_scripts, permissions (Backstage role and id), config_keys,
//! findings, licence, publisher. A dimension that did not move is listed with the verdict pass, one that
//! cannot be told with not_run or error. \a files and \a configKeys are what was found out about these.
//! Any thread.
QList<DeltaItem> packageDelta(const PackageState &before, const PackageState &after, const QList<FileChange> &files,
    const Result<QList<ConfigKeyChange>> &configKeys);

} // namespace gatehouse
