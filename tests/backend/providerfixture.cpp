// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/providerfixture.h"

#include "core/base/json.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QByteArray encoded(const ProviderFixture::Parameters &parameters)
{
    QByteArray text;
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(it.key()) + '=' + QUrl::toPercentEncoding(it.value());
    }
    return text;
}

auth::OidcOptions options()
{
    auth::OidcOptions options;
    options.issuer = u"http://127.0.0.1:8080/oidc"_s;
    return options;
}

} // namespace

ProviderFixture::ProviderFixture()
    : database(std::move(*store::Database::open(directory.filePath(u"test.db"_s))))
    , provider(options(), JwsSigningKey::generate(), clock)
    , verifier(randomToken())
{
    const Status migrated = store::migrate(*database);
    const Status started = provider.start(*database);
    if (!migrated || !started)
        qFatal("the provider's database cannot be prepared");
}

ProviderFixture::Parameters ProviderFixture::authorizationRequest() const
{
    const QByteArray hash
        = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256);
    return {{u"response_type"_s, u"code"_s}, {u"client_id"_s, u"gatehouse-console"_s},
        {u"redirect_uri"_s, u"http://127.0.0.1:49152/callback"_s},
        {u"scope"_s, u"openid profile email offline_access gatehouse"_s}, {u"state"_s, u"s t&te"_s},
        {u"nonce"_s, u"n-1"_s}, {u"code_challenge"_s, QString::fromLatin1(toBase64Url(hash))},
        {u"code_challenge_method"_s, u"S256"_s}};
}

http::Response ProviderFixture::signIn(const Parameters &request, const QString &persona)
{
    const http::Response page = get(u"/oidc/authorize"_s, request);
    if (page.status != 200)
        return page;
    Parameters form = request;
    form.insert(u"form_token"_s, takeFormToken(page));
    form.insert(u"persona"_s, persona);
    return post(u"/oidc/authorize"_s, form);
}

QString ProviderFixture::code(const QString &persona)
{
    return redirectOf(signIn(authorizationRequest(), persona))
        .queryItemValue(u"code"_s, QUrl::FullyDecoded);
}

ProviderFixture::Parameters ProviderFixture::codeExchange(const QString &code) const
{
    return {{u"grant_type"_s, u"authorization_code"_s}, {u"code"_s, code},
        {u"redirect_uri"_s, u"http://127.0.0.1:49152/callback"_s},
        {u"client_id"_s, u"gatehouse-console"_s}, {u"code_verifier"_s, verifier}};
}

QJsonObject ProviderFixture::tokens(const QString &persona)
{
    return jsonOf(post(u"/oidc/token"_s, codeExchange(code(persona))));
}

http::Response ProviderFixture::get(
    const QString &path, const Parameters &query, const QByteArray &bearer)
{
    http::Request message = request(http::Method::Get, path);
    message.query = QUrlQuery(QString::fromLatin1(encoded(query)));
    if (!bearer.isEmpty())
        message.headers.insert("authorization", "Bearer " + bearer);
    return provider.handle(message, *database);
}

http::Response ProviderFixture::post(const QString &path, const Parameters &form)
{
    http::Request message = request(http::Method::Post, path);
    message.headers.insert("content-type", "application/x-www-form-urlencoded");
    message.headers.insert("origin", origin);
    message.body = encoded(form);
    return provider.handle(message, *database);
}

http::Response ProviderFixture::refresh(const QString &token)
{
    return post(u"/oidc/token"_s,
        {{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, token},
            {u"client_id"_s, u"gatehouse-console"_s}});
}

QString ProviderFixture::takeFormToken(const http::Response &page)
{
    cookie = headerOf(page, "Set-Cookie").split(';').first();
    static const QRegularExpression pattern(u"name=\"form_token\" value=\"([^\"]*)\""_s);
    return pattern.match(QString::fromUtf8(page.body)).captured(1);
}

http::Request ProviderFixture::request(http::Method method, const QString &path) const
{
    http::Request message;
    message.method = method;
    message.path = path;
    message.remoteAddress = u"127.0.0.1"_s;
    message.headers.insert("host", host);
    if (!cookie.isEmpty())
        message.headers.insert("cookie", cookie);
    return message;
}

QByteArray headerOf(const http::Response &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name)
            return value;
    }
    return {};
}

QJsonObject jsonOf(const http::Response &response)
{
    return parseJsonObject(response.body).value_or(QJsonObject());
}

QUrlQuery redirectOf(const http::Response &response)
{
    return QUrlQuery(QUrl::fromEncoded(headerOf(response, "Location")));
}

QJsonObject claimsOf(const QJsonObject &tokens, const char *which)
{
    const auto parts = parseJws(tokens.value(QLatin1String(which)).toString().toLatin1());
    return parts ? parts->claims : QJsonObject();
}

} // namespace gatehouse
