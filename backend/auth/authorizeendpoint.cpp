// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/authorizeendpoint.h"

#include "backend/auth/oauthresponses.h"
#include "backend/auth/signinpages.h"
#include "core/base/log.h"
#include "core/base/random.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

constexpr const char *carried[] = {"response_type", "client_id", "redirect_uri", "scope", "state",
    "nonce", "code_challenge", "code_challenge_method", "resource", "prompt", "login_hint"};

//! The registered address is http://127.0.0.1/callback; RFC 8252 7.3 lets the port vary, nothing else.
bool isOwnRedirect(const QString &uri)
{
    static const QRegularExpression pattern(
        uR"(\Ahttp://127\.0\.0\.1(?::([1-9][0-9]{0,4}))?/callback\z)"_s);
    const auto match = pattern.match(uri);
    return match.hasMatch() && match.captured(1).toInt() <= 65535;
}

//! What must hold before anything may be sent to the redirect address.
Status checkClient(const FormValues &form, const OidcOptions &options)
{
    if (form.value(u"client_id"_s) != options.clientId)
        return fail(oauthError(u"invalid_request"_s, u"This application is not known here."_s));
    if (!isOwnRedirect(form.value(u"redirect_uri"_s))) {
        return fail(oauthError(u"invalid_request"_s,
            u"The address to return to is not one that the application has registered."_s));
    }
    return {};
}

bool isChallenge(const QString &text)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z0-9_-]{43}\\z"_s);
    return pattern.match(text).hasMatch();
}

Status checkScope(const QString &scope)
{
    const QStringList asked = scope.split(u' ', Qt::SkipEmptyParts);
    if (!asked.contains(u"openid"_s))
        return fail(oauthError(u"invalid_scope"_s, u"The scope openid is missing"_s));
    for (const QString &one : asked) {
        if (!oidcScopes().contains(one))
            return fail(oauthError(u"invalid_scope"_s, u"There is no scope "_s + one));
    }
    return {};
}

Status checkRequest(const FormValues &form, const OidcOptions &options)
{
    if (form.contains(u"request"_s))
        return fail(oauthError(u"request_not_supported"_s, u"Request objects are not supported"_s));
    if (form.contains(u"request_uri"_s))
        return fail(oauthError(u"request_uri_not_supported"_s, u"request_uri is not supported"_s));
    if (form.value(u"response_type"_s) != u"code"_s)
        return fail(oauthError(u"unsupported_response_type"_s, u"Only the code flow is offered"_s));
    if (form.contains(u"response_mode"_s) && form.value(u"response_mode"_s) != u"query"_s)
        return fail(oauthError(u"invalid_request"_s, u"Only the response mode query is offered"_s));
    if (form.value(u"code_challenge_method"_s) != u"S256"_s
        || !isChallenge(form.value(u"code_challenge"_s))) {
        return fail(oauthError(u"invalid_request"_s, u"PKCE with S256 is required"_s));
    }
    if (form.contains(u"resource"_s) && form.value(u"resource"_s) != options.resource)
        return fail(oauthError(u"invalid_target"_s, u"There is no such resource"_s));
    if (form.value(u"prompt"_s) == u"none"_s)
        return fail(oauthError(u"login_required"_s, u"Signing in needs the person"_s));
    return checkScope(form.value(u"scope"_s));
}

http::Response refusedPage(const Error &error)
{
    return pages::message(400, u"This sign-in cannot go on"_s, error.message);
}

} // namespace

AuthorizeEndpoint::AuthorizeEndpoint(ProviderContext &context)
    : m_context(context)
{
}

http::Response AuthorizeEndpoint::page(const http::Request &request) const
{
    const auto form = FormValues::parse(request.query.query(QUrl::FullyEncoded).toLatin1());
    if (!form)
        return refusedPage(form.error());
    if (const Status client = checkClient(*form, m_context.options); !client)
        return refusedPage(client.error());
    if (const Status valid = checkRequest(*form, m_context.options); !valid)
        return refusal(*form, valid.error());
    return signInPage(request, *form);
}

http::Response AuthorizeEndpoint::signInPage(
    const http::Request &request, const FormValues &form) const
{
    pages::SignIn page;
    page.action = m_context.options.issuer + u"/authorize"_s;
    page.application = u"Gatehouse"_s;
    page.formToken = pages::formToken(request);
    page.highlighted = form.value(u"login_hint"_s);
    for (const char *name : carried) {
        const QString key = QString::fromLatin1(name);
        if (form.contains(key))
            page.hidden.append({key, form.value(key)});
    }
    return pages::signIn(page);
}

http::Response AuthorizeEndpoint::answer(
    const http::Request &request, store::Database &database) const
{
    const auto form = formBody(request);
    if (!form)
        return refusedPage(form.error());
    const QString origin = QUrl(m_context.options.issuer).toString(QUrl::RemovePath);
    if (!pages::isOwnForm(request, form->value(u"form_token"_s), origin)) {
        return pages::message(403, u"This page is out of date"_s,
            u"Go back to Gatehouse and start the sign-in again."_s);
    }
    if (const Status client = checkClient(*form, m_context.options); !client)
        return refusedPage(client.error());
    if (const Status valid = checkRequest(*form, m_context.options); !valid)
        return refusal(*form, valid.error());
    if (form->contains(u"deny"_s))
        return refusal(*form, oauthError(u"access_denied"_s, u"The person did not sign in"_s));
    const Persona *persona = sandboxPersona(form->value(u"persona"_s));
    if (!persona)
        return refusedPage(oauthError(u"invalid_request"_s, u"There is no such person here."_s));
    return grant(*form, *persona, database);
}

http::Response AuthorizeEndpoint::refusal(const FormValues &form, const Error &error) const
{
    return redirectResponse(form.value(u"redirect_uri"_s),
        {{u"error"_s, error.code}, {u"error_description"_s, error.message},
            {u"state"_s, form.value(u"state"_s)}, {u"iss"_s, m_context.options.issuer}});
}

http::Response AuthorizeEndpoint::grant(
    const FormValues &form, const Persona &persona, store::Database &database) const
{
    const qint64 now = m_context.now();
    const OidcOptions &options = m_context.options;
    const QString code = randomToken();
    const grants::Family family {newId("fam"_L1), options.clientId, persona.key,
        form.value(u"scope"_s), now, now + options.familyLifetime, false};
    const grants::Code grant {family.id, form.value(u"redirect_uri"_s),
        form.value(u"code_challenge"_s), form.value(u"nonce"_s), now + options.codeLifetime, false};
    const Status stored = database.write([&]() -> Status {
        GATEHOUSE_TRY(grants::prune(database, now));
        GATEHOUSE_TRY(grants::addFamily(database, family));
        return grants::addCode(database, code, grant);
    });
    if (!stored) {
        log::to(log::Auth)->error("sign-in could not be stored: {}", describe(stored.error()));
        return refusal(form, oauthError(u"server_error"_s, u"The sign-in could not be stored"_s));
    }
    return redirectResponse(grant.redirectUri,
        {{u"code"_s, code}, {u"state"_s, form.value(u"state"_s)}, {u"iss"_s, options.issuer}});
}

} // namespace gatehouse::auth
