// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/signin.h"

#include "core/base/json.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QEventLoop>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

constexpr char16_t redirectAddress[] = u"http://127.0.0.1:1/callback";
constexpr char16_t clientId[] = u"gatehouse-console";
constexpr int timeoutMilliseconds = 20'000;

QUrl at(const QUrl &server, const QString &path, const QUrlQuery &query = {})
{
    QUrl url = server;
    url.setPath(path);
    url.setQuery(query);
    return url;
}

QNetworkRequest formRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(timeoutMilliseconds);
    return request;
}

void add(QUrlQuery &form, const QString &name, const QString &value)
{
    form.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

QUrlQuery authorization(const QString &verifier)
{
    const QByteArray hash = QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256);
    const QByteArray challenge = hash.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QUrlQuery query;
    add(query, u"response_type"_s, u"code"_s);
    add(query, u"client_id"_s, QString::fromUtf16(clientId));
    add(query, u"redirect_uri"_s, QString::fromUtf16(redirectAddress));
    add(query, u"scope"_s, u"openid profile email offline_access gatehouse"_s);
    add(query, u"state"_s, randomToken());
    add(query, u"nonce"_s, randomToken());
    add(query, u"code_challenge"_s, QString::fromLatin1(challenge));
    add(query, u"code_challenge_method"_s, u"S256"_s);
    return query;
}

QString plain(QString text)
{
    return text.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&quot;"_s, u"\""_s).replace(u"&#39;"_s, u"'"_s).replace(u"&amp;"_s, u"&"_s);
}

QUrlQuery hiddenFields(const QString &page)
{
    static const QRegularExpression field(u"<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\""_s);
    QUrlQuery form;
    auto found = field.globalMatch(page);
    while (found.hasNext()) {
        const auto match = found.next();
        add(form, plain(match.captured(1)), plain(match.captured(2)));
    }
    return form;
}

Error refused(const QString &what, const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return networkError(u"The sandbox's sign-in failed"_s, what + u' ' + QString::number(status));
}

} // namespace

std::unique_ptr<QNetworkReply> waitFor(QNetworkReply *reply)
{
    std::unique_ptr<QNetworkReply> owned(reply);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    return owned;
}

Result<QByteArray> signIn(const QUrl &server, const QString &persona)
{
    QNetworkAccessManager network;
    const QString verifier = randomToken();
    const auto page
        = waitFor(network.get(formRequest(at(server, u"/oidc/authorize"_s, authorization(verifier)))));
    if (page->error() != QNetworkReply::NoError)
        return fail(refused(u"page"_s, *page));
    QUrlQuery form = hiddenFields(QString::fromUtf8(page->readAll()));
    add(form, u"persona"_s, persona);
    const auto chosen = waitFor(network.post(
        formRequest(at(server, u"/oidc/authorize"_s)), form.toString(QUrl::FullyEncoded).toLatin1()));
    const QUrlQuery back(chosen->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
    if (!back.hasQueryItem(u"code"_s))
        return fail(refused(u"persona"_s, *chosen));
    QUrlQuery exchange;
    add(exchange, u"grant_type"_s, u"authorization_code"_s);
    add(exchange, u"code"_s, back.queryItemValue(u"code"_s, QUrl::FullyDecoded));
    add(exchange, u"redirect_uri"_s, QString::fromUtf16(redirectAddress));
    add(exchange, u"client_id"_s, QString::fromUtf16(clientId));
    add(exchange, u"code_verifier"_s, verifier);
    const auto tokens = waitFor(network.post(
        formRequest(at(server, u"/oidc/token"_s)), exchange.toString(QUrl::FullyEncoded).toLatin1()));
    const auto answer = parseJsonObject(tokens->readAll());
    if (!answer || !(*answer)["access_token"_L1].isString())
        return fail(refused(u"token"_s, *tokens));
    return (*answer)["access_token"_L1].toString().toLatin1();
}

} // namespace gatehouse::sandbox
