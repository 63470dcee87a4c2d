// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/logkey.h"

namespace gatehouse::services {
class VersionDiffs;
}

namespace gatehouse::api {

//! The decision log, receipts and evidence bundles. Both outlive the router.
void registerReceiptRoutes(Router &router, const services::LogKey &key, services::VersionDiffs &diffs);

} // namespace gatehouse::api
