// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/operationrunner.h"
#include "backend/services/policyshelf.h"

namespace gatehouse::api {

//! The policies of routes.h. \a shelf and \a runner must outlive \a router.
void registerPolicyRoutes(
    Router &router, services::PolicyShelf &shelf, services::OperationRunner &runner);

} // namespace gatehouse::api
