// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/revocationlist.h"
#include "backend/auth/tokenissuer.h"
#include "core/base/clock.h"

namespace gatehouse::auth {

//! What the endpoints of the sandbox provider share. Lives as long as the provider.
struct ProviderContext
{
    OidcOptions options;
    TokenIssuer tokens;
    RevocationList &revoked;
    const Clock &clock;

    qint64 now() const { return clock.now().toSecsSinceEpoch(); }
    //! Ends a sign-in: its refresh tokens are dead and the API refuses its access tokens.
    [[nodiscard]] Status endFamily(store::Database &database, const QString &familyId);
};

} // namespace gatehouse::auth
