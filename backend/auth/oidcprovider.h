// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/authorizeendpoint.h"
#include "backend/auth/deviceendpoint.h"
#include "backend/auth/tokenendpoint.h"

#include <functional>

namespace gatehouse::auth {

//! The local sandbox's own OpenID provider, mounted at /oidc: personas without passwords, real
//! protocol. For the sandbox only; a portal uses its company's provider.
class OidcProvider final
{
public:
    static constexpr char mountPoint[] = "/oidc";

    //! \a clock and the provider's collaborators outlive it.
    OidcProvider(const OidcOptions &options, JwsSigningKey key, const Clock &clock);
    Q_DISABLE_COPY_MOVE(OidcProvider)

    //! Reads what an earlier run left in the database; call once before the first request.
    [[nodiscard]] Status start(store::Database &database);

    //! Any request below the mount point. Any worker thread; outside a transaction.
    http::Response handle(const http::Request &request, store::Database &database);

    const OidcOptions &options() const { return m_context.options; }
    JwkSet keys() const { return m_context.tokens.keys(); }
    const RevocationList &revoked() const { return m_revoked; }
    //! An access token for the server's own seeding; \a personaKey must exist.
    [[nodiscard]] Result<QByteArray> issueFor(const QString &personaKey) const;

private:
    QJsonObject discovery() const;
    http::Response userInfo(const http::Request &request) const;
    http::Response endSession(const http::Request &request, store::Database &database);
    http::Response dispatch(const http::Request &request, store::Database &database);

    RevocationList m_revoked;
    ProviderContext m_context;
    AuthorizeEndpoint m_authorize;
    TokenEndpoint m_token;
    DeviceEndpoint m_device;
};

} // namespace gatehouse::auth
