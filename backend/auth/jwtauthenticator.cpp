// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/jwtauthenticator.h"

#include "backend/services/persons.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

constexpr int rememberedTokens = 2048;
constexpr int clockSkewSeconds = 10;

Error refusal(const QString &code, int status, const QString &message)
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = code;
    error.message = message;
    error.httpStatus = status;
    error.retryable = status == 503;
    return error;
}

Error unauthenticated(const QString &message)
{
    return refusal(u"unauthenticated"_s, 401, message);
}

bool isForAudience(const QJsonValue &claim, const QString &audience)
{
    return claim.isArray() ? claim.toArray().contains(audience) : claim.toString() == audience;
}

Result<QByteArray> bearerToken(const http::Request &request, qsizetype limit)
{
    const QByteArray header = request.header("authorization");
    if (header.size() < 8 || header.left(7).toLower() != "bearer ")
        return fail(unauthenticated(u"Sign in first"_s));
    if (header.size() > limit) {
        return fail(refusal(u"token_too_large"_s, 431,
            u"The access token has %1 kB and this server takes %2 kB: it carries too many groups or"
            " roles. Whoever runs the identity provider can send fewer."_s
                .arg(double(header.size()) / 1000, 0, 'f', 1)
                .arg(limit / 1024)));
    }
    return header.mid(7).trimmed();
}

QByteArray cacheKey(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

} // namespace

JwtAuthenticator::JwtAuthenticator(
    TrustedIssuer issuer, KeySource &keys, const RevocationList *revoked, const Clock &clock)
    : m_issuer(std::move(issuer))
    , m_keys(keys)
    , m_revoked(revoked)
    , m_clock(clock)
{
}

Result<Caller> JwtAuthenticator::verify(const http::Request &request)
{
    const auto token = bearerToken(request, m_issuer.largestToken);
    if (!token)
        return fail(token.error());
    const auto known = prove(*token);
    if (!known)
        return fail(known.error());
    return caller(request, *known);
}

Result<Caller> JwtAuthenticator::authenticate(
    const http::Request &request, store::Database &database)
{
    const auto token = bearerToken(request, m_issuer.largestToken);
    if (!token)
        return fail(token.error());
    const auto known = prove(*token);
    if (!known)
        return fail(known.error());
    auto who = caller(request, *known);
    if (!who || known->storedTenants.contains(who->actor.tenant))
        return who;
    GATEHOUSE_TRY(remember(*who, known->claims.value("sub"_L1).toString(), database));
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_known.find(cacheKey(*token)); it != m_known.end())
        it->storedTenants.append(who->actor.tenant);
    return who;
}

Result<JwtAuthenticator::Known> JwtAuthenticator::prove(const QByteArray &token)
{
    const QByteArray key = cacheKey(token);
    std::optional<Known> known;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto it = m_known.constFind(key); it != m_known.constEnd())
            known = *it;
    }
    const QDateTime now = m_clock.now();
    if (!known) {
        const auto parts = signedParts(token);
        if (!parts)
            return fail(parts.error());
        GATEHOUSE_TRY(checkClaims(*parts));
        const qint64 expiry = parts->claims.value("exp"_L1).toInteger();
        known = Known {parts->claims, QDateTime::fromSecsSinceEpoch(expiry, Qt::UTC), {}};
        const std::lock_guard lock(m_mutex);
        if (m_known.size() >= rememberedTokens)
            erase_if(m_known, [now](const auto &entry) { return entry.value().expiresAt < now; });
        if (m_known.size() < rememberedTokens)
            m_known.insert(key, *known);
    }
    if (known->expiresAt.addSecs(clockSkewSeconds) <= now)
        return fail(unauthenticated(u"The access token has expired"_s));
    if (m_revoked && m_revoked->covers(known->claims))
        return fail(unauthenticated(u"The sign-in has ended"_s));
    return *known;
}

Result<JwsParts> JwtAuthenticator::signedParts(const QByteArray &token)
{
    auto keys = m_keys.keys();
    if (!keys) {
        return fail(refusal(u"identity_unavailable"_s, 503,
            u"The identity provider's keys cannot be read right now"_s));
    }
    auto parts = verifyJws(token, *keys);
    if (!parts && parts.error().code == u"unknown_key"_s) {
        if (const auto reloaded = m_keys.reloadedKeys())
            parts = verifyJws(token, *reloaded);
    }
    if (!parts)
        return fail(unauthenticated(parts.error().message));
    return parts;
}

Status JwtAuthenticator::checkClaims(const JwsParts &token) const
{
    const QString type = token.header.value("typ"_L1).toString().toLower();
    if (type != u"at+jwt"_s && type != u"application/at+jwt"_s)
        return fail(unauthenticated(u"This is not an access token"_s));
    const QJsonObject &claims = token.claims;
    if (claims.value("iss"_L1).toString() != m_issuer.client.issuer)
        return fail(unauthenticated(u"The access token is from another issuer"_s));
    if (!isForAudience(claims.value("aud"_L1), m_issuer.client.resource))
        return fail(unauthenticated(u"The access token is for another service"_s));
    if (!claims.value("exp"_L1).isDouble() || claims.value("sub"_L1).toString().isEmpty())
        return fail(unauthenticated(u"The access token lacks a subject or an expiry"_s));
    const QDateTime latest = m_clock.now().addSecs(clockSkewSeconds);
    const qint64 notBefore = claims.value("nbf"_L1).toInteger(claims.value("iat"_L1).toInteger());
    if (notBefore > latest.toSecsSinceEpoch())
        return fail(unauthenticated(u"The access token is not valid yet"_s));
    const QStringList scopes = claims.value("scope"_L1).toString().split(u' ');
    if (!m_issuer.scope.isEmpty() && !scopes.contains(m_issuer.scope)) {
        return fail(refusal(
            u"forbidden"_s, 403, u"The access token lacks the scope "_s + m_issuer.scope));
    }
    return {};
}

Result<Caller> JwtAuthenticator::caller(const http::Request &request, const Known &known) const
{
    const QJsonObject &claims = known.claims;
    const QString subject = claims.value("sub"_L1).toString();
    Caller who;
    who.actor.person
        = {m_issuer.personId(subject), claims.value("name"_L1).toString(subject)};
    who.actor.roles = m_issuer.roles(claims);
    who.actor.groups = m_issuer.groups(claims);
    who.email = claims.value("email"_L1).toString(u""_s);
    who.tenants = m_issuer.tenantsOf(claims);
    who.scopes = claims.value("scope"_L1).toString().split(u' ', Qt::SkipEmptyParts);
    who.acr = claims.value("acr"_L1).toString();
    who.expiresAt = known.expiresAt;
    const QByteArray asked = request.header("portal-tenant");
    if (asked.isEmpty() && who.tenants.size() > 1)
        return fail(refusal(u"tenant_forbidden"_s, 403, u"Portal-Tenant must name one of your tenants"_s));
    who.actor.tenant = asked.isEmpty() ? who.tenants.value(0) : QString::fromUtf8(asked);
    if (who.actor.tenant.isEmpty() || !who.tenants.contains(who.actor.tenant)) {
        return fail(refusal(
            u"tenant_forbidden"_s, 403, u"You do not belong to the tenant "_s + who.actor.tenant));
    }
    return who;
}

Status JwtAuthenticator::remember(
    const Caller &caller, const QString &subject, store::Database &database)
{
    QStringList roles;
    for (const Role role : caller.actor.roles)
        roles.append(toWire(role));
    const QString now = toRfc3339(m_clock.now());
    return database.write([&]() -> Status {
        auto changed = database.execute(
            u"INSERT INTO persons (id, tenant, issuer, subject, name, email, roles, group_names, first_seen,"
            " last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (tenant, id) DO UPDATE SET name = excluded.name, email = excluded.email,"
            " roles = excluded.roles, group_names = excluded.group_names, last_seen = excluded.last_seen"_s,
            {caller.actor.person.id.text(), caller.actor.tenant, m_issuer.identity, subject,
                caller.actor.person.name, caller.email, roles.join(u' '), services::groupsText(caller.actor.groups), now, now});
        if (!changed)
            return fail(std::move(changed).error());
        return {};
    });
}

} // namespace gatehouse::auth
