// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::auth {

//! Who calls, proven by the access token of one request.
struct Caller
{
    store::Actor actor;
    QString email;
    QStringList tenants;
    QStringList scopes;
    QString acr;
    QDateTime expiresAt;
};

//! Turns `Authorization: Bearer …` and `Portal-Tenant` into a person. Called from worker threads.
class Authenticator
{
public:
    virtual ~Authenticator() = default;

    //! Errors have the codes unauthenticated (401, with WWW-Authenticate), token_too_large (431),
    //! forbidden (403: scope), tenant_forbidden (403) and identity_unavailable (503: its keys cannot be
    //! read).
    [[nodiscard]] virtual Result<Caller> verify(const http::Request &request) = 0;

    //! verify(), and the person is written down. \a database is the worker's own connection,
    //! outside any transaction.
    [[nodiscard]] virtual Result<Caller> authenticate(
        const http::Request &request, store::Database &database) = 0;
};

} // namespace gatehouse::auth
