// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/npmaccess.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::api {

//! The largest report with what JSON adds to it on the way.
inline constexpr quint64 ReportBodyBytes = 20 * 1024 * 1024;

//! Evidence, its runs, attached reports and suppressions of routes.h. The services must outlive \a
//! router.
void registerEvidenceRoutes(
    Router &router, services::NpmAccess &access, services::OperationRunner &runner);

} // namespace gatehouse::api
