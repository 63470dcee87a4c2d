// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/deviceendpoint.h"

#include "backend/auth/oauthresponses.h"
#include "backend/auth/signinpages.h"
#include "core/base/random.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

// RFC 8628 6.1: no vowels, nothing that looks like something else.
constexpr char alphabet[] = "BCDFGHJKLMNPQRSTVWXZ";
constexpr int wrongGuessLimit = 5;
constexpr qint64 wrongGuessWindow = 10 * 60;

QString newUserCode()
{
    QString code;
    while (code.size() < 8) {
        const uchar byte = uchar(randomBytes(1).front());
        if (byte < 240) // 12 * 20, so that every letter is equally likely
            code += QLatin1Char(alphabet[byte % 20]);
    }
    return code.left(4) + u'-' + code.mid(4);
}

//! As people type it: any case, with or without the dash.
QString normalised(const QString &typed)
{
    QString letters;
    for (const QChar c : typed.toUpper()) {
        if (c.isLetter())
            letters += c;
    }
    return letters.size() == 8 ? QString(letters.left(4) + u'-' + letters.mid(4)) : QString();
}

} // namespace

DeviceEndpoint::DeviceEndpoint(ProviderContext &context)
    : m_context(context)
{
}

http::Response DeviceEndpoint::authorize(
    const http::Request &request, store::Database &database) const
{
    const auto form = formBody(request);
    if (!form)
        return oauthErrorResponse(form.error());
    const OidcOptions &options = m_context.options;
    if (form->value(u"client_id"_s) != options.clientId)
        return oauthErrorResponse(oauthError(u"invalid_client"_s, u"The client is not known"_s));
    const QStringList scopes = form->value(u"scope"_s).split(u' ', Qt::SkipEmptyParts);
    for (const QString &scope : scopes) {
        if (!oidcScopes().contains(scope))
            return oauthErrorResponse(oauthError(u"invalid_scope"_s, u"There is no scope "_s + scope));
    }
    const QString deviceCode = randomToken();
    grants::DeviceCode grant;
    grant.userCode = newUserCode();
    grant.clientId = options.clientId;
    grant.scope = scopes.join(u' ');
    grant.expiresAt = m_context.now() + options.deviceLifetime;
    grant.interval = options.deviceInterval;
    const Status stored = database.write([&]() -> Status {
        GATEHOUSE_TRY(grants::prune(database, m_context.now()));
        return grants::addDeviceCode(database, deviceCode, grant);
    });
    if (!stored)
        return oauthErrorResponse(stored.error());
    const QString page = options.issuer + u"/device"_s;
    return tokenJson({{u"device_code"_s, deviceCode}, {u"user_code"_s, grant.userCode},
        {u"verification_uri"_s, page},
        {u"verification_uri_complete"_s, QString(page + u"?user_code="_s + grant.userCode)},
        {u"expires_in"_s, options.deviceLifetime}, {u"interval"_s, options.deviceInterval}});
}

http::Response DeviceEndpoint::page(const http::Request &request, store::Database &database)
{
    return codePage(request, request.queryValue(u"user_code"_s), database);
}

http::Response DeviceEndpoint::codePage(
    const http::Request &request, const QString &typed, store::Database &database)
{
    pages::Device page;
    page.action = m_context.options.issuer + u"/device"_s;
    page.formToken = pages::formToken(request);
    page.userCode = typed.left(16);
    if (typed.isEmpty())
        return pages::device(page);
    const auto grant = pending(typed, request.remoteAddress, database);
    if (!grant) {
        page.problem = grant.error().message;
        return pages::device(page, grant.error().code == u"slow_down"_s ? 429 : 400);
    }
    page.userCode = grant->userCode;
    page.confirm = true;
    return pages::device(page);
}

http::Response DeviceEndpoint::answer(const http::Request &request, store::Database &database)
{
    const auto form = formBody(request);
    if (!form)
        return oauthErrorResponse(form.error());
    const QString origin = QUrl(m_context.options.issuer).toString(QUrl::RemovePath);
    if (!pages::isOwnForm(request, form->value(u"form_token"_s), origin)) {
        return pages::message(
            403, u"This page is out of date"_s, u"Open the address once more and try again."_s);
    }
    const QString typed = form->value(u"user_code"_s);
    if (!form->contains(u"persona"_s) && !form->contains(u"deny"_s))
        return codePage(request, typed, database);
    auto grant = pending(typed, request.remoteAddress, database);
    if (!grant)
        return pages::message(400, u"This sign-in cannot go on"_s, grant.error().message);
    return settle(std::move(*grant), *form, database);
}

http::Response DeviceEndpoint::settle(
    grants::DeviceCode grant, const FormValues &form, store::Database &database)
{
    const Persona *persona = sandboxPersona(form.value(u"persona"_s));
    const bool denied = form.contains(u"deny"_s);
    if (!persona && !denied) {
        return pages::message(
            400, u"This sign-in cannot go on"_s, u"There is no such person here."_s);
    }
    grant.status = denied ? grants::DeviceStatus::Denied : grants::DeviceStatus::Approved;
    grant.subject = denied ? QString() : persona->key;
    const Status stored
        = database.write([&] { return grants::updateDeviceCode(database, grant); });
    if (!stored)
        return oauthErrorResponse(stored.error());
    if (denied) {
        return pages::message(200, u"Nobody was signed in"_s,
            u"The other device was told. You can close this page."_s);
    }
    const QString signedIn = u"You are signed in as "_s + persona->name
        + u" on the other device. You can close this page."_s;
    return pages::message(200, u"Done"_s, signedIn);
}

Result<grants::DeviceCode> DeviceEndpoint::pending(
    const QString &typed, const QString &address, store::Database &database)
{
    if (!mayGuess(address)) {
        return fail(oauthError(
            u"slow_down"_s, u"Too many wrong codes came from here. Try again in ten minutes."_s));
    }
    auto found = grants::deviceCodeByUserCode(database, normalised(typed));
    if (!found)
        return fail(found.error());
    if (!*found || (*found)->expiresAt <= m_context.now()
        || (*found)->status != grants::DeviceStatus::Pending) {
        noteWrongGuess(address);
        return fail(oauthError(u"invalid_request"_s,
            u"This code is not known, has expired or was used. Check it on the other device."_s));
    }
    return **found;
}

bool DeviceEndpoint::mayGuess(const QString &address) const
{
    const std::lock_guard lock(m_mutex);
    const QList<qint64> guesses = m_wrongGuesses.value(address);
    const qint64 since = m_context.now() - wrongGuessWindow;
    return std::count_if(guesses.begin(), guesses.end(), [since](qint64 at) { return at > since; })
        < wrongGuessLimit;
}

void DeviceEndpoint::noteWrongGuess(const QString &address)
{
    const std::lock_guard lock(m_mutex);
    const qint64 since = m_context.now() - wrongGuessWindow;
    erase_if(m_wrongGuesses, [since](const auto &entry) { return entry.value().last() <= since; });
    m_wrongGuesses[address].append(m_context.now());
}

} // namespace gatehouse::auth
