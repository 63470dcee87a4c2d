// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

namespace gatehouse::api {

//! Workflows: versions, drafts, dry runs, activation.
void registerWorkflowRoutes(Router &router);
//! Handing stages over for a time.
void registerDelegationRoutes(Router &router);

} // namespace gatehouse::api
