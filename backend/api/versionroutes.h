// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/npmaccess.h"
#include "backend/services/operationrunner.h"
#include "backend/services/versiondiff.h"

namespace gatehouse::api {

//! Versions, their evidence, verdicts, diffs and configuration schemas of routes.h. The services
//! must outlive \a router.
void registerVersionRoutes(Router &router, services::NpmAccess &access,
    services::VersionDiffs &diffs, services::OperationRunner &runner);

} // namespace gatehouse::api
