// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/tokenendpoint.h"

#include "backend/auth/oauthresponses.h"
#include "core/base/random.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

Error invalidGrant(const QString &why)
{
    return oauthError(u"invalid_grant"_s, why);
}

bool matchesChallenge(const QString &verifier, const QString &challenge)
{
    if (verifier.size() < 43 || verifier.size() > 128)
        return false;
    const QByteArray hash
        = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256);
    return constantTimeEquals(toBase64Url(hash), challenge.toLatin1());
}

//! \a asked may only leave scopes out.
Result<QString> narrowedScope(const QString &granted, const QString &asked)
{
    if (asked.isEmpty())
        return granted;
    const QStringList all = granted.split(u' ', Qt::SkipEmptyParts);
    const QStringList wanted = asked.split(u' ', Qt::SkipEmptyParts);
    for (const QString &scope : wanted) {
        if (!all.contains(scope))
            return fail(oauthError(u"invalid_scope"_s, u"This scope was not granted: "_s + scope));
    }
    return wanted.join(u' ');
}

} // namespace

TokenEndpoint::TokenEndpoint(ProviderContext &context)
    : m_context(context)
{
}

Result<FormValues> TokenEndpoint::clientForm(const http::Request &request) const
{
    auto form = formBody(request);
    if (!form)
        return form;
    // The console is a public client: whoever presents a secret is not it.
    if (form->value(u"client_id"_s) != m_context.options.clientId
        || form->contains(u"client_secret"_s) || !request.header("authorization").isEmpty()) {
        return fail(oauthError(u"invalid_client"_s, u"The client is not known"_s));
    }
    return form;
}

http::Response TokenEndpoint::token(const http::Request &request, store::Database &database) const
{
    const auto form = clientForm(request);
    if (!form)
        return oauthErrorResponse(form.error());
    // A refusal can change things too (a replay ends the sign-in), so it must not roll back.
    Outcome outcome;
    const Status committed = database.write([&]() -> Status {
        outcome = redeem(*form, database);
        if (!outcome && outcome.error().kind != ErrorKind::Input)
            return fail(outcome.error());
        return {};
    });
    if (!committed)
        return oauthErrorResponse(committed.error());
    return outcome ? tokenJson(*outcome) : oauthErrorResponse(outcome.error());
}

TokenEndpoint::Outcome TokenEndpoint::redeem(const FormValues &form, store::Database &database) const
{
    const QString type = form.value(u"grant_type"_s);
    if (form.contains(u"resource"_s) && form.value(u"resource"_s) != m_context.options.resource)
        return fail(oauthError(u"invalid_target"_s, u"There is no such resource"_s));
    if (type == u"authorization_code"_s)
        return redeemCode(form, database);
    if (type == u"refresh_token"_s)
        return redeemRefreshToken(form, database);
    if (type == u"urn:ietf:params:oauth:grant-type:device_code"_s)
        return redeemDeviceCode(form, database);
    return fail(oauthError(u"unsupported_grant_type"_s, u"This grant type is not offered"_s));
}

TokenEndpoint::Outcome TokenEndpoint::redeemCode(
    const FormValues &form, store::Database &database) const
{
    const auto code = grants::takeCode(database, form.value(u"code"_s));
    if (!code)
        return fail(code.error());
    if (!*code)
        return fail(invalidGrant(u"The code is not known"_s));
    const grants::Code &grant = **code;
    if (grant.used) {
        GATEHOUSE_TRY(m_context.endFamily(database, grant.familyId));
        return fail(invalidGrant(u"The code was used before"_s));
    }
    if (grant.expiresAt <= m_context.now())
        return fail(invalidGrant(u"The code has expired"_s));
    if (form.value(u"redirect_uri"_s) != grant.redirectUri)
        return fail(invalidGrant(u"The redirect address is another one"_s));
    if (!matchesChallenge(form.value(u"code_verifier"_s), grant.challenge))
        return fail(invalidGrant(u"The code verifier does not match"_s));
    const auto family = grants::family(database, grant.familyId);
    if (!family)
        return fail(family.error());
    if (!*family || (*family)->revoked)
        return fail(invalidGrant(u"The sign-in has ended"_s));
    return tokens(**family, grant.nonce, database);
}

TokenEndpoint::Outcome TokenEndpoint::redeemRefreshToken(
    const FormValues &form, store::Database &database) const
{
    const QString token = form.value(u"refresh_token"_s);
    const auto found = grants::refreshToken(database, token);
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(invalidGrant(u"The refresh token is not known"_s));
    if ((*found)->used) {
        GATEHOUSE_TRY(m_context.endFamily(database, (*found)->familyId));
        return fail(invalidGrant(u"The refresh token was used before; the sign-in is ended"_s));
    }
    auto family = grants::family(database, (*found)->familyId);
    if (!family)
        return fail(family.error());
    if (!*family || (*family)->revoked || (*family)->expiresAt <= m_context.now())
        return fail(invalidGrant(u"The sign-in has ended"_s));
    const auto scope = narrowedScope((*family)->scope, form.value(u"scope"_s));
    if (!scope)
        return fail(scope.error());
    GATEHOUSE_TRY(grants::useRefreshToken(database, token, m_context.now()));
    (*family)->scope = *scope;
    return tokens(**family, {}, database);
}

TokenEndpoint::Outcome TokenEndpoint::redeemDeviceCode(
    const FormValues &form, store::Database &database) const
{
    auto found = grants::deviceCode(database, form.value(u"device_code"_s));
    if (!found)
        return fail(found.error());
    if (!*found)
        return fail(invalidGrant(u"The device code is not known"_s));
    grants::DeviceCode grant = **found;
    const qint64 now = m_context.now();
    if (grant.expiresAt <= now)
        return fail(oauthError(u"expired_token"_s, u"The device code has expired"_s));
    const bool tooFast = grant.lastPolledAt != 0 && now < grant.lastPolledAt + grant.interval;
    grant.lastPolledAt = now;
    if (tooFast)
        grant.interval += 5;
    const grants::DeviceStatus status = grant.status;
    if (!tooFast && status == grants::DeviceStatus::Approved)
        grant.status = grants::DeviceStatus::Redeemed;
    GATEHOUSE_TRY(grants::updateDeviceCode(database, grant));
    if (tooFast)
        return fail(oauthError(u"slow_down"_s, u"Ask less often"_s));
    switch (status) {
    case grants::DeviceStatus::Pending:
        return fail(oauthError(u"authorization_pending"_s, u"The person has not answered yet"_s));
    case grants::DeviceStatus::Denied:
        return fail(oauthError(u"access_denied"_s, u"The person did not sign in"_s));
    case grants::DeviceStatus::Redeemed:
        return fail(invalidGrant(u"The device code was used before"_s));
    case grants::DeviceStatus::Approved:
        break;
    }
    const grants::Family family {newId("fam"_L1), grant.clientId, grant.subject, grant.scope, now,
        now + m_context.options.familyLifetime, false};
    GATEHOUSE_TRY(grants::addFamily(database, family));
    return tokens(family, {}, database);
}

TokenEndpoint::Outcome TokenEndpoint::tokens(
    const grants::Family &family, const QString &nonce, store::Database &database) const
{
    const Persona *persona = sandboxPersona(family.subject);
    if (!persona)
        return fail(invalidGrant(u"The person is not known any more"_s));
    const qint64 now = m_context.now();
    const QByteArray access = m_context.tokens.accessToken(family, *persona, now);
    QJsonObject answer {{u"access_token"_s, QString::fromLatin1(access)},
        {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, m_context.options.accessLifetime},
        {u"scope"_s, family.scope},
        {u"id_token"_s,
            QString::fromLatin1(m_context.tokens.idToken(family, *persona, nonce, access, now))}};
    if (family.scope.split(u' ').contains(u"offline_access"_s)) {
        const QString refresh = randomToken();
        GATEHOUSE_TRY(grants::addRefreshToken(database, refresh, family.id, now));
        answer.insert(u"refresh_token"_s, refresh);
    }
    return answer;
}

http::Response TokenEndpoint::revoke(const http::Request &request, store::Database &database) const
{
    const auto form = clientForm(request);
    if (!form)
        return oauthErrorResponse(form.error());
    if (!form->contains(u"token"_s))
        return oauthErrorResponse(oauthError(u"invalid_request"_s, u"No token is given"_s));
    const Status done
        = database.write([&] { return revokeToken(form->value(u"token"_s), database); });
    // RFC 7009 2.2: a token that is not known is as good as revoked.
    return done ? tokenJson({}) : oauthErrorResponse(done.error());
}

Status TokenEndpoint::revokeToken(const QString &token, store::Database &database) const
{
    const auto refresh = grants::refreshToken(database, token);
    if (!refresh)
        return fail(refresh.error());
    if (*refresh)
        return m_context.endFamily(database, (*refresh)->familyId);
    const auto access = verifyJws(token.toLatin1(), m_context.tokens.keys());
    if (!access)
        return {};
    return m_context.revoked.add(database, access->claims.value("jti"_L1).toString(),
        m_context.now(), access->claims.value("exp"_L1).toInteger());
}

} // namespace gatehouse::auth
