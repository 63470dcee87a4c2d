// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/jwtauthenticator.h"
#include "backend/auth/oidcprovider.h"

namespace gatehouse::auth {

//! How this server knows people: by the sandbox's own provider or by the portal's issuer.
class Identity final
{
public:
    //! \a database is only used while starting; \a clock outlives the result.
    static Result<std::unique_ptr<Identity>> sandbox(
        const QString &issuer, const QString &keyFile, store::Database &database, const Clock &clock);
    //! From the `identity` object of the configuration file.
    static Result<std::unique_ptr<Identity>> external(const QJsonObject &configuration, const Clock &clock);

    Authenticator &authenticator() { return *m_authenticator; }
    //! Null with an external issuer.
    OidcProvider *provider() { return m_provider.get(); }
    const Meta::Oidc &client() const { return m_client; }

private:
    std::unique_ptr<OidcProvider> m_provider;
    std::unique_ptr<KeySource> m_keys;
    std::unique_ptr<JwtAuthenticator> m_authenticator;
    Meta::Oidc m_client;
};

} // namespace gatehouse::auth
