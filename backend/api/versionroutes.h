// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/versiondiff.h"

namespace gatehouse::api {

//! Versions, their verdicts, diffs and configuration schemas of routes.h. \a diffs must outlive \a
//! router.
void registerVersionRoutes(Router &router, services::VersionDiffs &diffs);

} // namespace gatehouse::api
