// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::api {

//! The configuration routes of routes.h. Deployments write below \a environmentsDirectory.
void registerConfigRoutes(
    Router &router, services::OperationRunner &runner, QString environmentsDirectory);

} // namespace gatehouse::api
