// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/npmaccess.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::api {

//! Plugins, imports and policies of routes.h. The services must outlive \a router.
void registerRegistryRoutes(
    Router &router, services::NpmAccess &access, services::OperationRunner &runner);

} // namespace gatehouse::api
