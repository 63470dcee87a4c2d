// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/contract/common.h"
#include "core/net/apirequest.h"
#include "core/net/retrypolicy.h"
#include "core/net/tokensource.h"

#include <QFuture>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QThreadPool>
#include <QUrl>

#include <vector>

class QNetworkReply;

namespace gatehouse {

class AnswerCache;
class ApiCall;
class ProductionLock;

//! The one door to the portal. Adds the token (only to the portal's own origin, never over plain
//! HTTP except to this computer), the tenant, correlation and idempotency headers; bounds answers
//! in size and time; repeats reads, never writes; on 401 refreshes once and replays. Redirects are
//! not followed. Answers are parsed on a thread pool. When the portal is out of reach, reads are
//! answered from what is kept on this computer, at once once that is known.
//!
//! All calls from the GUI thread. Take results with deliver(future, context, handler); give \a context
//! to abort the request itself when that object dies.
class ApiClient final : public QObject
{
    Q_OBJECT

public:
    ApiClient(TokenSource &tokens, ProductionLock &lock, const Clock &clock, QObject *parent = nullptr);
    ~ApiClient() override;

    //! Refused for plain HTTP to another computer. Aborts what is under way to another origin.
    [[nodiscard]] Status setBaseUrl(const QUrl &url);
    QUrl baseUrl() const { return m_baseUrl; }
    void setTenant(const QString &tenant) { m_tenant = tenant; }
    QString tenant() const { return m_tenant; }
    void setRetryPolicy(const RetryPolicy &policy) { m_retry = policy; }
    //! Must outlive this; null for none.
    void setAnswerCache(AnswerCache *answers) { m_answers = answers; }

    //! Why this computer would not let \a request leave now; nothing when it would.
    std::optional<Error> refusal(const ApiRequest &request) const;
    //! The bare answer of any call, without reading its body as JSON.
    QFuture<Result<ApiReply>> send(const ApiRequest &request, QObject *context = nullptr);

    template <codec::Described T>
    QFuture<Result<T>> sendFor(const ApiRequest &request, QObject *context = nullptr);
    template <codec::Described T>
    QFuture<Result<T>> get(const QString &path, const QUrlQuery &query = {}, QObject *context = nullptr);
    //! Empty when the server still has \a etag.
    template <codec::Described T>
    QFuture<Result<std::optional<T>>> getIfNews(const QString &path, const QString &etag, QObject *context = nullptr);
    template <codec::Described T>
    QFuture<Result<T>> post(const QString &path, const QJsonObject &body, const QString &ifMatch = {});
    template <codec::Described T>
    QFuture<Result<T>> patch(const QString &path, const QJsonObject &body, const QString &ifMatch);
    template <codec::Described T>
    QFuture<Result<T>> remove(const QString &path, const QUrlQuery &query, const QString &ifMatch);

    //! An authorised, unbounded stream (server-sent events); null when it may not be sent now.
    //! The caller owns it.
    QNetworkReply *openStream(const QString &path, const QList<std::pair<QByteArray, QByteArray>> &headers);
    //! The portal was heard of, or is known not to answer: also for the feed.
    void noteReached();
    void noteUnreachable(const Error &error);
    //! False from the first call that nobody answered until the portal is heard of again.
    bool isReachable() const { return m_reachable; }
    //! One refresh for everybody who met a 401 meanwhile.
    QFuture<Status> refreshToken();

    //! Server clock minus this computer's, in milliseconds; 0 before the first answer.
    qint64 clockSkewMs() const { return m_clockSkewMs; }

Q_SIGNALS:
    //! The portal answered completely, whatever it said.
    void answered();
    //! The portal did not answer: nobody did, or something in between.
    void unreachable(const Error &error);
    //! A read was answered from this computer, as it was at \a time.
    void answeredFromKept(const QString &path, const QDateTime &time);
    //! The portal asks for fewer requests; the call that met it may go on after that.
    void waitAsked(const Error &error);
    //! So much fewer that a call was given up.
    void slowedDown(const Error &error);
    //! The person has to sign in again.
    void signInNeeded(const Error &error);
    void clockSkewChanged(qint64 milliseconds);

private:
    friend class ApiCall;
    QNetworkRequest networkRequest(const ApiRequest &request, const QByteArray &token) const;
    bool isRefreshing() const { return !m_refreshWaiters.empty(); }
    void onRefreshed(const Status &status);
    bool mayCarryToken(const QUrl &url) const;
    void noteServerTime(const QByteArray &dateHeader);

    TokenSource &m_tokens;
    ProductionLock &m_lock;
    const Clock &m_clock;
    QNetworkAccessManager m_network;
    QThreadPool m_parsers;
    QUrl m_baseUrl;
    QString m_tenant;
    RetryPolicy m_retry;
    std::vector<QPromise<Status>> m_refreshWaiters;
    AnswerCache *m_answers = nullptr;
    qint64 m_clockSkewMs = 0;
    bool m_reachable = true;
};

//! Reads \a reply as T. Any thread.
template <codec::Described T>
[[nodiscard]] Result<T> readReply(const ApiReply &reply);
//! The error of an answer that is not JSON or not an object.
[[nodiscard]] Result<QJsonObject> replyObject(const ApiReply &reply);

template <codec::Described T>
Result<T> readReply(const ApiReply &reply)
{
    auto object = replyObject(reply);
    if (!object)
        return fail(std::move(object).error());
    auto value = fromJson<T>(*object);
    if (!value) {
        Error e = std::move(value).error();
        e.correlationId = reply.correlationId;
        e.httpStatus = reply.status;
        return fail(std::move(e));
    }
    return value;
}

template <codec::Described T>
QFuture<Result<T>> ApiClient::sendFor(const ApiRequest &request, QObject *context)
{
    return send(request, context).then(&m_parsers, [](const Result<ApiReply> &reply) -> Result<T> {
        if (!reply)
            return fail(reply.error());
        return readReply<T>(*reply);
    });
}

template <codec::Described T>
QFuture<Result<T>> ApiClient::get(const QString &path, const QUrlQuery &query, QObject *context)
{
    ApiRequest request;
    request.path = path;
    request.query = query;
    return sendFor<T>(request, context);
}

template <codec::Described T>
QFuture<Result<std::optional<T>>> ApiClient::getIfNews(const QString &path, const QString &etag, QObject *context)
{
    ApiRequest request;
    request.path = path;
    request.ifNoneMatch = etag;
    using Answer = Result<std::optional<T>>;
    return send(request, context).then(&m_parsers, [](const Result<ApiReply> &reply) -> Answer {
        if (!reply)
            return fail(reply.error());
        if (reply->notModified())
            return std::optional<T>();
        auto value = readReply<T>(*reply);
        if (!value)
            return fail(std::move(value).error());
        return std::optional<T>(*std::move(value));
    });
}

template <codec::Described T>
QFuture<Result<T>> ApiClient::post(const QString &path, const QJsonObject &body, const QString &ifMatch)
{
    ApiRequest request;
    request.verb = "POST";
    request.path = path;
    request.body = body;
    request.ifMatch = ifMatch;
    return sendFor<T>(request);
}

template <codec::Described T>
QFuture<Result<T>> ApiClient::patch(const QString &path, const QJsonObject &body, const QString &ifMatch)
{
    ApiRequest request;
    request.verb = "PATCH";
    request.path = path;
    request.body = body;
    request.ifMatch = ifMatch;
    return sendFor<T>(request);
}

template <codec::Described T>
QFuture<Result<T>> ApiClient::remove(const QString &path, const QUrlQuery &query, const QString &ifMatch)
{
    ApiRequest request;
    request.verb = "DELETE";
    request.path = path;
    request.query = query;
    request.ifMatch = ifMatch;
    return sendFor<T>(request);
}

} // namespace gatehouse
