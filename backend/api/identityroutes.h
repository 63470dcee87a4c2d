// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"
#include "backend/auth/authenticator.h"

namespace gatehouse::api {

//! `GET /me`. \a authenticator outlives the router.
void registerIdentityRoutes(Router &router, auth::Authenticator &authenticator);

} // namespace gatehouse::api
