// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/signeddecision.h"

namespace gatehouse::api {

//! The workflow routes of routes.h, but for receipts. \a signing is what decisions must meet.
void registerApprovalRoutes(Router &router, const services::SigningRules &signing);

} // namespace gatehouse::api
