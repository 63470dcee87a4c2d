// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/grants.h"
#include "core/base/jws.h"
#include "core/contract/common.h"
#include "core/contract/personas.h"

namespace gatehouse::auth {

//! What the sandbox provider is: its addresses and lifetimes (seconds).
struct OidcOptions
{
    QString issuer; //!< "http://127.0.0.1:PORT/oidc", without a slash at its end.
    QString clientId = QStringLiteral("gatehouse-console");
    QString resource = QStringLiteral("urn:gatehouse:api");
    QString tenant = QStringLiteral("sandbox");
    int codeLifetime = 60;
    int accessLifetime = 15 * 60;
    int idLifetime = 5 * 60;
    int familyLifetime = 30 * 24 * 3600;
    int deviceLifetime = 10 * 60;
    int deviceInterval = 5;

    //! As `GET /meta` announces it.
    Meta::Oidc meta() const;
};

//! The scopes a client may ask for.
QStringList oidcScopes();

//! Makes the tokens of the sandbox provider. Any thread.
class TokenIssuer final
{
public:
    TokenIssuer(OidcOptions options, JwsSigningKey key);

    //! RFC 9068, for the API.
    QByteArray accessToken(const grants::Family &family, const Persona &persona, qint64 now) const;
    QByteArray idToken(const grants::Family &family, const Persona &persona, const QString &nonce,
        const QByteArray &accessToken, qint64 now) const;
    const JwsSigningKey &key() const { return m_key; }
    JwkSet keys() const { return m_keys; }

private:
    OidcOptions m_options;
    JwsSigningKey m_key;
    JwkSet m_keys;
};

//! Claims about a persona, as in tokens and userinfo.
QJsonObject personaClaims(const Persona &persona);

} // namespace gatehouse::auth
