// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

namespace gatehouse::api {

//! The caller's own keys.
void registerSigningKeyRoutes(Router &router);

} // namespace gatehouse::api
