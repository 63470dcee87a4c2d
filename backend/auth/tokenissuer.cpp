// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/tokenissuer.h"

#include "core/base/random.h"

#include <QCryptographicHash>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

//! OpenID Connect Core 3.1.3.6; SHA-512 belongs to Ed25519.
QString halfHash(const QByteArray &token)
{
    const QByteArray hash = QCryptographicHash::hash(token, QCryptographicHash::Sha512);
    return QString::fromLatin1(toBase64Url(hash.left(hash.size() / 2)));
}

} // namespace

Meta::Oidc OidcOptions::meta() const
{
    return {issuer, clientId, oidcScopes(), resource, u"Local sandbox"_s};
}

QStringList oidcScopes()
{
    return {u"openid"_s, u"profile"_s, u"email"_s, u"offline_access"_s, u"gatehouse"_s};
}

QJsonObject personaClaims(const Persona &persona)
{
    QJsonArray roles;
    for (const Role role : persona.roles)
        roles.append(toWire(role));
    return {{u"sub"_s, persona.key}, {u"name"_s, persona.name}, {u"email"_s, persona.email()},
        {u"email_verified"_s, false}, {u"roles"_s, roles}, {u"groups"_s, QJsonArray::fromStringList(persona.groups)}};
}

TokenIssuer::TokenIssuer(OidcOptions options, JwsSigningKey key)
    : m_options(std::move(options))
    , m_key(std::move(key))
    , m_keys(*JwkSet::fromJson({{u"keys"_s, QJsonArray {m_key.publicJwk()}}}))
{
}

QByteArray TokenIssuer::accessToken(
    const grants::Family &family, const Persona &persona, qint64 now) const
{
    QJsonObject claims = personaClaims(persona);
    claims.insert(u"iss"_s, m_options.issuer);
    claims.insert(u"aud"_s, m_options.resource);
    claims.insert(u"client_id"_s, family.clientId);
    claims.insert(u"iat"_s, now);
    claims.insert(u"exp"_s, now + m_options.accessLifetime);
    claims.insert(u"auth_time"_s, family.authTime);
    claims.insert(u"jti"_s, randomToken(16));
    claims.insert(u"sid"_s, family.id);
    claims.insert(u"scope"_s, family.scope);
    claims.insert(u"tenant"_s, m_options.tenant);
    return m_key.sign(claims, u"at+jwt"_s);
}

QByteArray TokenIssuer::idToken(const grants::Family &family, const Persona &persona,
    const QString &nonce, const QByteArray &accessToken, qint64 now) const
{
    QJsonObject claims = personaClaims(persona);
    claims.insert(u"iss"_s, m_options.issuer);
    claims.insert(u"aud"_s, family.clientId);
    claims.insert(u"azp"_s, family.clientId);
    claims.insert(u"iat"_s, now);
    claims.insert(u"exp"_s, now + m_options.idLifetime);
    claims.insert(u"auth_time"_s, family.authTime);
    claims.insert(u"sid"_s, family.id);
    claims.insert(u"at_hash"_s, halfHash(accessToken));
    if (!nonce.isEmpty())
        claims.insert(u"nonce"_s, nonce);
    return m_key.sign(claims, u"JWT"_s);
}

} // namespace gatehouse::auth
