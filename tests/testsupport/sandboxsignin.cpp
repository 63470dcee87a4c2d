// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/sandboxsignin.h"

#include "core/base/random.h"
#include "core/contract/common.h"
#include "core/contract/routes.h"
#include "tests/testsupport/httpclient.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

constexpr char redirectUri[] = "http://127.0.0.1:49152/callback";

QString attribute(const QString &tag, QLatin1String name)
{
    const QRegularExpression pattern(uR"re(\b%1\s*=\s*"([^"]*)")re"_s.arg(name));
    QString value = pattern.match(tag).captured(1);
    return value.replace("&amp;"_L1, "&"_L1).replace("&quot;"_L1, "\""_L1).replace("&#39;"_L1, "'"_L1);
}

QStringList tags(const QString &html, const QString &name)
{
    QStringList found;
    auto matches = QRegularExpression(u"<%1\\b[^>]*>"_s.arg(name)).globalMatch(html);
    while (matches.hasNext())
        found.append(matches.next().captured());
    return found;
}

QStringList offeredPersonas(const QString &page)
{
    QStringList found;
    for (const QString &button : tags(page, u"button"_s)) {
        if (attribute(button, "name"_L1) == "persona"_L1)
            found.append(attribute(button, "value"_L1));
    }
    return found;
}

QUrlQuery hiddenFields(const QString &page)
{
    QUrlQuery fields;
    for (const QString &input : tags(page, u"input"_s)) {
        if (attribute(input, "type"_L1) == "hidden"_L1)
            fields.addQueryItem(attribute(input, "name"_L1), attribute(input, "value"_L1));
    }
    return fields;
}

Error refused(const QString &step, const HttpAnswer &answer)
{
    return protocolError(u"Sign-in stopped at: "_s + step, QString::fromUtf8(answer.describe()));
}

} // namespace

//! One sign-in's view of the provider, with the verifier that belongs to it.
struct SandboxSignIn::Provider
{
    Meta::Oidc client;
    QUrl authorization;
    QUrl token;
    QString verifier = randomToken();
    QString state = randomToken();

    QUrl authorizationUrl() const
    {
        const QByteArray challenge = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)
                                         .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QUrlQuery query {{u"response_type"_s, u"code"_s}, {u"client_id"_s, client.clientId},
            {u"redirect_uri"_s, QLatin1String(redirectUri)}, {u"scope"_s, client.scopes.join(u' ')},
            {u"resource"_s, client.resource}, {u"state"_s, state}, {u"nonce"_s, randomToken()},
            {u"code_challenge"_s, QString::fromLatin1(challenge)}, {u"code_challenge_method"_s, u"S256"_s}};
        QUrl url = authorization;
        url.setQuery(query);
        return url;
    }
};

SandboxSignIn::SandboxSignIn(QUrl server)
    : m_server(std::move(server))
{
}

Result<SandboxSignIn::Provider> SandboxSignIn::discover()
{
    HttpClient http(m_server);
    const HttpAnswer metaAnswer = http.get(QLatin1String(routes::meta));
    const auto meta = fromJson<Meta>(metaAnswer.json());
    if (!meta)
        return fail(refused(u"meta"_s, metaAnswer));
    const HttpAnswer answer = http.get(meta->oidc.issuer + u"/.well-known/openid-configuration"_s);
    const QJsonObject configuration = answer.json();
    Provider provider;
    provider.client = meta->oidc;
    provider.authorization = QUrl(configuration.value("authorization_endpoint"_L1).toString());
    provider.token = QUrl(configuration.value("token_endpoint"_L1).toString());
    if (provider.authorization.isEmpty() || provider.token.isEmpty())
        return fail(refused(u"discovery"_s, answer));
    return provider;
}

Result<QStringList> SandboxSignIn::personas()
{
    const auto provider = discover();
    if (!provider)
        return fail(provider.error());
    HttpClient http(m_server);
    const HttpAnswer page = http.get(provider->authorizationUrl().toString(QUrl::FullyEncoded));
    const QStringList found = offeredPersonas(QString::fromUtf8(page.body));
    if (found.isEmpty())
        return fail(refused(u"the sign-in page"_s, page));
    return found;
}

Result<SignedIn> SandboxSignIn::signIn(const QString &persona)
{
    const auto provider = discover();
    if (!provider)
        return fail(provider.error());
    HttpClient http(m_server);
    const QUrl pageUrl = provider->authorizationUrl();
    const HttpAnswer pageAnswer = http.get(pageUrl.toString(QUrl::FullyEncoded));
    const QString page = QString::fromUtf8(pageAnswer.body);
    if (!offeredPersonas(page).contains(persona))
        return fail(refused(u"choosing "_s + persona, pageAnswer));

    QUrlQuery choice = hiddenFields(page);
    choice.addQueryItem(u"persona"_s, persona);
    const QUrl action = pageUrl.resolved(QUrl(attribute(tags(page, u"form"_s).value(0), "action"_L1)));
    const HttpAnswer chosen = http.postForm(action.toString(QUrl::FullyEncoded), choice);
    const QUrlQuery back(QUrl::fromEncoded(chosen.header("location")));
    if (back.queryItemValue(u"state"_s) != provider->state || !back.hasQueryItem(u"code"_s))
        return fail(refused(u"the redirect"_s, chosen));

    const QUrlQuery exchange {{u"grant_type"_s, u"authorization_code"_s},
        {u"code"_s, back.queryItemValue(u"code"_s, QUrl::FullyDecoded)},
        {u"redirect_uri"_s, QLatin1String(redirectUri)}, {u"client_id"_s, provider->client.clientId},
        {u"code_verifier"_s, provider->verifier}, {u"resource"_s, provider->client.resource}};
    const HttpAnswer tokens = http.postForm(provider->token.toString(), exchange);
    const QJsonObject json = tokens.json();
    if (tokens.status != 200 || !json.contains("access_token"_L1))
        return fail(refused(u"the token endpoint"_s, tokens));
    return SignedIn {json.value("access_token"_L1).toString(), json.value("refresh_token"_L1).toString(),
        json.value("id_token"_L1).toString(), json.value("expires_in"_L1).toInt()};
}

QString accessToken(const QUrl &server, const QString &persona)
{
    const auto signedIn = SandboxSignIn(server).signIn(persona);
    if (!signedIn)
        qWarning("%s: %s", qUtf8Printable(signedIn.error().message), qUtf8Printable(signedIn.error().detail));
    return signedIn ? signedIn->accessToken : QString();
}

} // namespace gatehouse::testsupport
