// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apiclient.h"

#include "core/base/random.h"
#include "core/net/apicall.h"
#include "core/sync/productionlock.h"
#include "core/net/replyerrors.h"

#include <QHostAddress>
#include <QLocale>
#include <QNetworkReply>
#include <QNetworkRequest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isThisComputer(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

QByteArray quoted(const QString &etag)
{
    return '"' + etag.toLatin1() + '"';
}

void setHeader(QNetworkRequest &request, const QByteArray &name, const QByteArray &value)
{
    if (!value.isEmpty())
        request.setRawHeader(name, value);
}

} // namespace

ApiClient::ApiClient(TokenSource &tokens, ProductionLock &lock, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_tokens(tokens)
    , m_lock(lock)
    , m_clock(clock)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
    m_parsers.setMaxThreadCount(2);
}

ApiClient::~ApiClient()
{
    const auto calls = findChildren<ApiCall *>(QString(), Qt::FindDirectChildrenOnly);
    for (ApiCall *call : calls)
        delete call;
    m_parsers.waitForDone();
}

Status ApiClient::setBaseUrl(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
        return fail(inputError(u"invalid_url"_s, u"This is not the address of a portal."_s));
    if (!mayCarryToken(url)) {
        return fail(blockedError(u"insecure_url"_s,
            u"Gatehouse connects to other computers by https only."_s));
    }
    if (m_baseUrl != url) {
        const auto calls = findChildren<ApiCall *>(QString(), Qt::FindDirectChildrenOnly);
        for (ApiCall *call : calls)
            call->abort(cancelledError());
    }
    m_baseUrl = url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    return {};
}

std::optional<Error> ApiClient::refusal(const ApiRequest &request) const
{
    return m_lock.refusal(request);
}

QFuture<Result<ApiReply>> ApiClient::send(const ApiRequest &request, QObject *context)
{
    QPromise<Result<ApiReply>> promise;
    QFuture<Result<ApiReply>> future = promise.future();
    ApiRequest prepared = request;
    if (prepared.verb == "POST" && prepared.idempotencyKey.isEmpty())
        prepared.idempotencyKey = newUuid();
    auto *call = new ApiCall(*this, std::move(prepared), std::move(promise));
    if (context)
        connect(context, &QObject::destroyed, call, [call] { call->abort(cancelledError()); });
    call->start();
    return future;
}

QNetworkReply *ApiClient::openStream(
    const QString &path, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    const QByteArray token = m_tokens.accessToken();
    if (token.isEmpty() || m_baseUrl.isEmpty())
        return nullptr;
    ApiRequest request;
    request.path = path;
    QNetworkRequest network = networkRequest(request, token);
    network.setRawHeader("Accept", "text/event-stream");
    network.setRawHeader("Cache-Control", "no-store");
    // No transfer timeout: the feed's own watchdog knows about heartbeats.
    network.setTransferTimeout(0);
    for (const auto &[name, value] : headers)
        network.setRawHeader(name, value);
    return m_network.get(network);
}

QFuture<Status> ApiClient::refreshToken()
{
    const bool first = !isRefreshing();
    QPromise<Status> &waiter = m_refreshWaiters.emplace_back();
    waiter.start();
    QFuture<Status> future = waiter.future();
    if (first)
        deliver(m_tokens.refresh(), this, [this](const Status &status) { onRefreshed(status); });
    return future;
}

void ApiClient::onRefreshed(const Status &status)
{
    for (QPromise<Status> &waiter : std::exchange(m_refreshWaiters, {})) {
        waiter.addResult(status);
        waiter.finish();
    }
    if (!status && status.error().kind != ErrorKind::Network)
        Q_EMIT signInNeeded(status.error());
}

void ApiClient::noteReached()
{
    m_reachable = true;
    Q_EMIT answered();
}

void ApiClient::noteUnreachable(const Error &error)
{
    m_reachable = false;
    Q_EMIT unreachable(error);
}

QNetworkRequest ApiClient::networkRequest(const ApiRequest &request, const QByteArray &token) const
{
    QUrl url = m_baseUrl;
    url.setPath(request.path, QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    QNetworkRequest network(url);
    network.setTransferTimeout(request.limits.idleMs);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setRawHeader("User-Agent", "Gatehouse/" GATEHOUSE_VERSION);
    network.setRawHeader("Accept", "application/json, application/problem+json");
    network.setRawHeader("X-Correlation-ID", newUuid().toLatin1());
    setHeader(network, "Portal-Tenant", m_tenant.toUtf8());
    if (!request.ifMatch.isEmpty())
        network.setRawHeader("If-Match", quoted(request.ifMatch));
    if (!request.ifNoneMatch.isEmpty())
        network.setRawHeader("If-None-Match", quoted(request.ifNoneMatch));
    if (!request.isRead())
        setHeader(network, "Idempotency-Key", request.idempotencyKey.toLatin1());
    if (request.verb == "PATCH")
        network.setRawHeader("Content-Type", "application/merge-patch+json");
    else if (!request.isRead() && request.verb != "DELETE")
        network.setRawHeader("Content-Type", "application/json");
    if (!token.isEmpty() && mayCarryToken(url))
        network.setRawHeader("Authorization", "Bearer " + token);
    return network;
}

bool ApiClient::mayCarryToken(const QUrl &url) const
{
    return url.scheme() == "https"_L1 || isThisComputer(url);
}

void ApiClient::noteServerTime(const QByteArray &dateHeader)
{
    const QString text = QString::fromLatin1(dateHeader);
    QDateTime server = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!server.isValid())
        return;
    server.setTimeSpec(Qt::UTC);
    // Date has whole seconds: below two of them there is no telling skew from rounding.
    const qint64 skew = m_clock.now().msecsTo(server);
    const qint64 noted = qAbs(skew) < 2000 ? 0 : skew;
    if (qAbs(noted - m_clockSkewMs) < 1000)
        return;
    m_clockSkewMs = noted;
    Q_EMIT clockSkewChanged(noted);
}

Result<QJsonObject> replyObject(const ApiReply &reply)
{
    if (!reply.contentType.contains("json"))
        return fail(errorFromContentType(reply));
    auto object = parseJsonObject(reply.body);
    if (!object) {
        Error e = std::move(object).error();
        e.correlationId = reply.correlationId;
        e.httpStatus = reply.status;
        return fail(std::move(e));
    }
    return object;
}

} // namespace gatehouse
