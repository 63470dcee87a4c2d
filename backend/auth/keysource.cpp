// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/keysource.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::auth {

namespace {

constexpr qint64 documentLimit = 256 * 1024;
constexpr int timeoutMilliseconds = 10'000;

bool isProtected(const QUrl &url)
{
    return url.scheme() == u"https"_s
        || (url.scheme() == u"http"_s && QHostAddress(url.host()).isLoopback());
}

Result<QJsonObject> fetchDocument(const QUrl &url)
{
    if (!isProtected(url))
        return fail(networkError(u"The issuer's address is not https"_s, url.toDisplayString()));
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(timeoutMilliseconds);
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, reply.get(), [&reply](qint64 got) {
        if (got > documentLimit)
            reply->abort();
    });
    if (!reply->isFinished())
        loop.exec();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() != QNetworkReply::NoError || status != 200) {
        return fail(networkError(u"The issuer does not answer"_s,
            u"%1: HTTP %2, %3"_s.arg(url.toDisplayString()).arg(status).arg(reply->errorString())));
    }
    return parseJsonObject(reply->readAll());
}

} // namespace

FixedKeys::FixedKeys(JwkSet keys)
    : m_keys(std::move(keys))
{
}

Result<JwkSet> FixedKeys::keys()
{
    return m_keys;
}

Result<JwkSet> FixedKeys::reloadedKeys()
{
    return m_keys;
}

DiscoveredKeys::DiscoveredKeys(QString issuer, const Clock &clock)
    : m_issuer(std::move(issuer))
    , m_clock(clock)
    , m_known(fail(networkError(u"The issuer's keys have not been read yet"_s)))
{
}

Result<JwkSet> DiscoveredKeys::keys()
{
    const std::lock_guard lock(m_mutex);
    return m_known ? m_known : fetchAtMostOncePerInterval();
}

Result<JwkSet> DiscoveredKeys::reloadedKeys()
{
    const std::lock_guard lock(m_mutex);
    return fetchAtMostOncePerInterval();
}

Result<JwkSet> DiscoveredKeys::fetchAtMostOncePerInterval()
{
    const QDateTime now = m_clock.now();
    if (m_lastFetch.isValid() && m_lastFetch.secsTo(now) < reloadIntervalSeconds)
        return m_known;
    m_lastFetch = now;
    auto fetched = fetch();
    if (!fetched)
        log::to(log::Auth)->warn("keys of the issuer: {}", describe(fetched.error()));
    if (fetched || !m_known)
        m_known = std::move(fetched);
    return m_known;
}

Result<JwkSet> DiscoveredKeys::fetch() const
{
    const auto metadata = fetchDocument(QUrl(m_issuer + u"/.well-known/openid-configuration"_s));
    if (!metadata)
        return fail(metadata.error());
    if (metadata->value("issuer"_L1).toString() != m_issuer)
        return fail(protocolError(u"The issuer's metadata is about another issuer"_s));
    const auto document = fetchDocument(QUrl(metadata->value("jwks_uri"_L1).toString()));
    if (!document)
        return fail(document.error());
    auto keys = JwkSet::fromJson(*document);
    if (keys && keys->isEmpty())
        return fail(protocolError(u"The issuer lists no keys"_s));
    return keys;
}

} // namespace gatehouse::auth
