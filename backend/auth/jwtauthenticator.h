// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/authenticator.h"
#include "backend/auth/keysource.h"
#include "backend/auth/revocationlist.h"
#include "backend/auth/trustedissuer.h"

namespace gatehouse::auth {

//! Proves RFC 9068 access tokens locally: typ, alg allow-list, signature by the issuer's keys, iss,
//! aud, exp, scope; roles and tenants from signed claims only. A proven token is remembered until
//! it expires. Any thread.
class JwtAuthenticator final : public Authenticator
{
public:
    //! \a keys and \a clock outlive this; \a revoked may be null (an external issuer's
    //! revocations show when its tokens expire).
    JwtAuthenticator(
        TrustedIssuer issuer, KeySource &keys, const RevocationList *revoked, const Clock &clock);

    Result<Caller> verify(const http::Request &request) override;
    Result<Caller> authenticate(const http::Request &request, store::Database &database) override;

private:
    struct Known
    {
        QJsonObject claims;
        QDateTime expiresAt;
        QStringList storedTenants; //!< Where the person has been written down.
    };

    Result<Known> prove(const QByteArray &token);
    Result<JwsParts> signedParts(const QByteArray &token);
    Status checkClaims(const JwsParts &token) const;
    Result<Caller> caller(const http::Request &request, const Known &known) const;
    Status remember(const Caller &caller, const QString &subject, store::Database &database);

    const TrustedIssuer m_issuer;
    KeySource &m_keys;
    const RevocationList *m_revoked;
    const Clock &m_clock;
    std::mutex m_mutex;
    QHash<QByteArray, Known> m_known; //!< By SHA-256 of the token.
};

} // namespace gatehouse::auth
