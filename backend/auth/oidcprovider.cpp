// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/oidcprovider.h"

#include "backend/auth/oauthresponses.h"
#include "backend/auth/signinpages.h"
#include "core/base/random.h"

#include <QJsonArray>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

http::Response cacheable(const QJsonObject &object)
{
    http::Response response;
    response.body = toJsonBytes(object);
    response.setHeader("Cache-Control", "public, max-age=300");
    return response;
}

http::Response notHere(int status, const QString &error)
{
    return tokenJson({{u"error"_s, error}}, status);
}

} // namespace

OidcProvider::OidcProvider(const OidcOptions &options, JwsSigningKey key, const Clock &clock)
    : m_context {options, TokenIssuer(options, std::move(key)), m_revoked, clock}
    , m_authorize(m_context)
    , m_token(m_context)
    , m_device(m_context)
{
}

Status OidcProvider::start(store::Database &database)
{
    return m_revoked.load(database, m_context.now());
}

http::Response OidcProvider::handle(const http::Request &request, store::Database &database)
{
    // Another host name that leads here is DNS rebinding: such a page may not act as this provider.
    const QUrl issuer(m_context.options.issuer);
    if (request.header("host") != issuer.authority().toLatin1())
        return notHere(421, u"misdirected_request"_s);
    return dispatch(request, database);
}

http::Response OidcProvider::dispatch(const http::Request &request, store::Database &database)
{
    const QString path = request.path.mid(qsizetype(sizeof(mountPoint)) - 1);
    const bool get = request.method == http::Method::Get;
    const bool post = request.method == http::Method::Post;
    if (path == u"/.well-known/openid-configuration"_s && get)
        return cacheable(discovery());
    if (path == u"/jwks"_s && get)
        return cacheable({{u"keys"_s, QJsonArray {m_context.tokens.key().publicJwk()}}});
    if (path == u"/authorize"_s && (get || post))
        return get ? m_authorize.page(request) : m_authorize.answer(request, database);
    if (path == u"/token"_s && post)
        return m_token.token(request, database);
    if (path == u"/revoke"_s && post)
        return m_token.revoke(request, database);
    if (path == u"/device_authorization"_s && post)
        return m_device.authorize(request, database);
    if (path == u"/device"_s && (get || post))
        return get ? m_device.page(request, database) : m_device.answer(request, database);
    if (path == u"/userinfo"_s && (get || post))
        return userInfo(request);
    if (path == u"/logout"_s && get)
        return endSession(request, database);
    return notHere(404, u"not_found"_s);
}

QJsonObject OidcProvider::discovery() const
{
    const QString issuer = m_context.options.issuer;
    return {{u"issuer"_s, issuer}, {u"authorization_endpoint"_s, QString(issuer + u"/authorize"_s)},
        {u"token_endpoint"_s, QString(issuer + u"/token"_s)},
        {u"jwks_uri"_s, QString(issuer + u"/jwks"_s)},
        {u"userinfo_endpoint"_s, QString(issuer + u"/userinfo"_s)},
        {u"revocation_endpoint"_s, QString(issuer + u"/revoke"_s)},
        {u"end_session_endpoint"_s, QString(issuer + u"/logout"_s)},
        {u"device_authorization_endpoint"_s, QString(issuer + u"/device_authorization"_s)},
        {u"scopes_supported"_s, QJsonArray::fromStringList(oidcScopes())},
        {u"response_types_supported"_s, QJsonArray {u"code"_s}},
        {u"response_modes_supported"_s, QJsonArray {u"query"_s}},
        {u"grant_types_supported"_s,
            QJsonArray {u"authorization_code"_s, u"refresh_token"_s,
                u"urn:ietf:params:oauth:grant-type:device_code"_s}},
        {u"code_challenge_methods_supported"_s, QJsonArray {u"S256"_s}},
        {u"token_endpoint_auth_methods_supported"_s, QJsonArray {u"none"_s}},
        {u"revocation_endpoint_auth_methods_supported"_s, QJsonArray {u"none"_s}},
        {u"subject_types_supported"_s, QJsonArray {u"public"_s}},
        {u"id_token_signing_alg_values_supported"_s, QJsonArray {u"EdDSA"_s}},
        {u"claims_supported"_s,
            QJsonArray {u"sub"_s, u"name"_s, u"email"_s, u"roles"_s, u"auth_time"_s, u"nonce"_s}},
        {u"authorization_response_iss_parameter_supported"_s, true}};
}

http::Response OidcProvider::userInfo(const http::Request &request) const
{
    const QByteArray header = request.header("authorization");
    const auto token = verifyJws(header.mid(7), m_context.tokens.keys());
    const bool valid = header.startsWith("Bearer ") && token
        && token->header.value("typ"_L1) == u"at+jwt"_s
        && token->claims.value("exp"_L1).toInteger() > m_context.now()
        && !m_revoked.covers(token->claims);
    const Persona *persona
        = valid ? sandboxPersona(token->claims.value("sub"_L1).toString()) : nullptr;
    if (!persona) {
        http::Response response = notHere(401, u"invalid_token"_s);
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        return response;
    }
    return tokenJson(personaClaims(*persona));
}

http::Response OidcProvider::endSession(const http::Request &request, store::Database &database)
{
    // There is no browser session to end; a genuine hint ends the sign-in that it came from. It may
    // have expired: RP-initiated logout allows that.
    const auto hint
        = verifyJws(request.queryValue(u"id_token_hint"_s).toLatin1(), m_context.tokens.keys());
    if (hint && hint->claims.value("aud"_L1) == m_context.options.clientId) {
        const QString family = hint->claims.value("sid"_L1).toString();
        const Status ended
            = database.write([&] { return m_context.endFamily(database, family); });
        if (!ended)
            return oauthErrorResponse(ended.error());
    }
    return pages::message(200, u"Signed out"_s, u"You can close this page."_s);
}

Result<QByteArray> OidcProvider::issueFor(const QString &personaKey) const
{
    const Persona *persona = sandboxPersona(personaKey);
    if (!persona)
        return fail(inputError(u"unknown_persona"_s, u"There is no persona "_s + personaKey));
    const grants::Family family {newId("fam"_L1), m_context.options.clientId, persona->key,
        oidcScopes().join(u' '), m_context.now(), 0, false};
    return m_context.tokens.accessToken(family, *persona, m_context.now());
}

} // namespace gatehouse::auth
