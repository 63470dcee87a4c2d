// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/services/installations.h"

namespace gatehouse::api {

//! Installations of routes.h. \a installations must outlive \a router.
void registerInstallationRoutes(Router &router, services::Installations &installations);

} // namespace gatehouse::api
