// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::api {

//! Operations: list, one, its log, cancel.
void registerOperationRoutes(Router &router, services::OperationRunner &runner);
//! 202 with Location and the operation.
Reply acceptedReply(const Operation &operation);

} // namespace gatehouse::api
