// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxbrowser.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 pageLimit = 256 * 1024;

bool isLoopback(const QUrl &url)
{
    return url.scheme() == "http"_L1 && QHostAddress(url.host()).isLoopback();
}

QNetworkRequest request(const QUrl &url)
{
    QNetworkRequest r(url);
    r.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    r.setTransferTimeout(10'000);
    return r;
}

QString unescaped(QString text)
{
    return text.replace("&quot;"_L1, "\""_L1).replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&#39;"_L1, "'"_L1).replace("&amp;"_L1, "&"_L1);
}

QString attribute(const QString &tag, QLatin1String name)
{
    const QRegularExpression pattern(u"\\b%1=\"([^\"]*)\""_s.arg(name));
    return unescaped(pattern.match(tag).captured(1));
}

} // namespace

bool SandboxBrowser::open(const QUrl &authorizeUrl)
{
    if (!isLoopback(authorizeUrl))
        return false;
    fetchPage(authorizeUrl);
    return true;
}

void SandboxBrowser::fetchPage(const QUrl &url)
{
    QNetworkReply *reply = m_network.get(request(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        const QUrl redirect = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (!redirect.isEmpty())
            follow(reply->url().resolved(redirect));
        else if (reply->error() != QNetworkReply::NoError)
            Q_EMIT failed(networkError(tr("The sandbox's sign-in page did not answer."), reply->errorString()));
        else
            submit(reply->url(), reply->read(pageLimit));
    });
}

void SandboxBrowser::submit(const QUrl &page, const QByteArray &html)
{
    const QString text = QString::fromUtf8(html);
    static const QRegularExpression formTag(u"<form\\b[^>]*>"_s);
    static const QRegularExpression inputTag(u"<input\\b[^>]*>"_s);
    const QString form = formTag.match(text).captured(0);
    if (form.isEmpty()) {
        Q_EMIT failed(protocolError(tr("The sandbox's sign-in page has no form.")));
        return;
    }
    QUrlQuery fields;
    for (auto it = inputTag.globalMatch(text); it.hasNext();) {
        const QString tag = it.next().captured(0);
        if (attribute(tag, "type"_L1) == "hidden"_L1)
            fields.addQueryItem(attribute(tag, "name"_L1), QString::fromLatin1(QUrl::toPercentEncoding(attribute(tag, "value"_L1))));
    }
    fields.addQueryItem(u"persona"_s, m_persona);
    QNetworkRequest post = request(page.resolved(QUrl(attribute(form, "action"_L1))));
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    post.setRawHeader("Origin", page.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toEncoded());
    QNetworkReply *reply = m_network.post(post, fields.toString(QUrl::FullyEncoded).toLatin1());
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        const QUrl redirect = reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        if (redirect.isEmpty())
            Q_EMIT failed(protocolError(tr("The sandbox refused the persona “%1”.").arg(m_persona)));
        else
            follow(reply->url().resolved(redirect));
    });
}

void SandboxBrowser::follow(const QUrl &target)
{
    if (!isLoopback(target)) {
        Q_EMIT failed(protocolError(tr("The sandbox's sign-in led away from this computer.")));
        return;
    }
    QNetworkReply *reply = m_network.get(request(target));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

} // namespace gatehouse
