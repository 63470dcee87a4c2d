// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/apicall.h"

#include "core/base/log.h"
#include "core/net/answercache.h"
#include "core/net/reachproblem.h"
#include "core/net/replyerrors.h"
#include "core/sync/productionlock.h"

#include <QNetworkReply>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool worthRepeating(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

QString unquoted(const QByteArray &etag)
{
    QByteArray text = etag.trimmed();
    if (text.startsWith("W/"))
        text.remove(0, 2);
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        text = text.mid(1, text.size() - 2);
    return QString::fromLatin1(text);
}

//! Whether less came than was announced. Qt takes a connection that closes in the middle of a body for the end of the answer
//! when the last bytes and the end arrive together.
bool isCutShort(const QNetworkReply &reply, const ApiReply &answer)
{
    bool isNumber = false;
    const qint64 announced = reply.rawHeader("Content-Length").toLongLong(&isNumber);
    return isNumber && reply.rawHeader("Content-Encoding").isEmpty() && answer.status != 304 && answer.body.size() < announced;
}

ApiReply replyOf(const QNetworkReply &reply, QByteArray body)
{
    ApiReply answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.contentType = reply.rawHeader("Content-Type").toLower();
    answer.body = std::move(body);
    answer.etag = unquoted(reply.rawHeader("ETag"));
    answer.location = QString::fromUtf8(reply.rawHeader("Location"));
    answer.correlationId = QString::fromLatin1(reply.rawHeader("X-Correlation-ID"));
    return answer;
}

} // namespace

ApiCall::ApiCall(ApiClient &client, ApiRequest request, QPromise<Result<ApiReply>> promise)
    : QObject(&client)
    , m_client(client)
    , m_request(std::move(request))
    , m_promise(std::move(promise))
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        abort(errorFromTransport(QNetworkReply::TimeoutError, {}, {}, m_client.baseUrl().host()));
    });
}

ApiCall::~ApiCall()
{
    dropReply();
    if (!m_done) {
        m_promise.addResult(fail(cancelledError()));
        m_promise.finish();
    }
}

void ApiCall::start()
{
    m_promise.start();
    m_deadline.start(m_request.limits.totalMs);
    // Nobody waits for a network that is known to be gone.
    if (mayUseKept() && !m_client.isReachable())
        answerFromKept([this] { begin(); });
    else
        begin();
}

void ApiCall::begin()
{
    if (m_request.needsToken && m_client.isRefreshing()) {
        // The token in hand is known to be refused: wait for the new one instead of a second 401.
        deliver(m_client.refreshToken(), this, [this](const Status &) { send(); });
        return;
    }
    send();
}

void ApiCall::abort(const Error &error)
{
    if (isOutOfReach(reachProblem(error)))
        finishOutOfReach(error);
    else
        finish(fail(error));
}

void ApiCall::send()
{
    if (m_done)
        return;
    if (const auto refusal = m_client.m_lock.refusal(m_request)) {
        finish(fail(*refusal));
        return;
    }
    m_sentToken = m_request.needsToken ? m_client.m_tokens.accessToken() : QByteArray();
    if (m_request.needsToken && m_sentToken.isEmpty()) {
        const Error error = blockedError(u"signed_out"_s, u"You are signed out. Sign in to go on."_s);
        answerFromKept([this, error] { finish(fail(error)); });
        return;
    }
    // Asked before the client was told where its portal is: whoever tells it ends what came before.
    if (m_client.baseUrl().isEmpty()) {
        finish(fail(cancelledError()));
        return;
    }
    ++m_attempt;
    m_body.clear();
    m_tlsErrors.clear();
    m_tooLarge = false;
    const QNetworkRequest request = m_client.networkRequest(m_request, m_sentToken);
    const QByteArray body = m_request.isRead() || m_request.verb == "DELETE" ? QByteArray() : toJsonBytes(m_request.body);
    m_reply = m_client.m_network.sendCustomRequest(request, m_request.verb, body);
    connect(m_reply, &QNetworkReply::readyRead, this, &ApiCall::onReadyRead);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(m_reply, &QNetworkReply::finished, this, &ApiCall::onFinished);
}

void ApiCall::onReadyRead()
{
    m_body += m_reply->readAll();
    if (m_body.size() > m_request.limits.bytes) {
        m_tooLarge = true;
        m_reply->abort();
    }
}

void ApiCall::onFinished()
{
    if (!m_reply)
        return;
    if (!m_tooLarge)
        m_body += m_reply->readAll();
    const QNetworkReply::NetworkError code = m_reply->error();
    const QString text = m_reply->errorString();
    ApiReply answer = replyOf(*m_reply, std::move(m_body));
    const QByteArray retryAfter = m_reply->rawHeader("Retry-After");
    const QByteArray date = m_reply->rawHeader("Date");
    const bool cut = m_request.verb != "HEAD" && isCutShort(*m_reply, answer);
    dropReply();
    if (m_tooLarge) {
        finish(fail(protocolError(u"The answer is larger than Gatehouse accepts."_s)));
        return;
    }
    // Codes from 201 on mean a complete answer with an HTTP status; below is the connection's fault.
    const bool complete = !cut && answer.status != 0 && (code == QNetworkReply::NoError || code > QNetworkReply::UnknownProxyError);
    if (!complete) {
        const auto reason = cut && code == QNetworkReply::NoError ? QNetworkReply::RemoteHostClosedError : code;
        onLost(errorFromTransport(reason, text, m_tlsErrors, m_client.baseUrl().host()));
        return;
    }
    onAnswered(std::move(answer), date, retryAfterSeconds(retryAfter, m_client.m_clock.now()));
}

void ApiCall::onAnswered(ApiReply answer, const QByteArray &date, int retryAfter)
{
    const bool good = answer.status == 304 || (answer.status >= 200 && answer.status < 300);
    const bool redirect = !good && answer.status < 400;
    std::optional<Error> error;
    if (redirect)
        error = errorFromRedirect(m_client.baseUrl(), answer.status, answer.location);
    else if (!good)
        error = errorFromAnswer(answer, retryAfter);
    else if (answer.contentType.contains("html"))
        error = errorFromContentType(answer);
    const bool stranger = error && isOutOfReach(reachProblem(*error));
    if (!stranger) {
        m_client.noteServerTime(date);
        m_client.noteReached();
    }
    if (!error) {
        if (isKept() && answer.status == 200)
            m_client.m_answers->keep(m_request, answer);
        finish(std::move(answer));
        return;
    }
    log::to(log::Net)->info("{} {}", m_request.path, describe(*error));
    if (answer.status == 401 && m_request.needsToken && !m_replayed) {
        refreshAndReplay(*error);
        return;
    }
    if (answer.status == 429)
        Q_EMIT m_client.waitAsked(*error);
    if (m_request.isRead() && worthRepeating(answer.status) && retryLater(retryAfter * 1000))
        return;
    if (answer.status == 429)
        Q_EMIT m_client.slowedDown(*error);
    abort(*error);
}

void ApiCall::onLost(const Error &error)
{
    const bool repeat = m_request.isRead() && error.retryable && retryLater(0);
    if (!repeat)
        abort(error);
}

void ApiCall::refreshAndReplay(const Error &unauthorized)
{
    m_replayed = true;
    if (m_client.m_tokens.accessToken() != m_sentToken) {
        send();
        return;
    }
    deliver(m_client.refreshToken(), this, [this, unauthorized](const Status &status) {
        if (status)
            send();
        else
            answerFromKept([this, error = status.error().kind == ErrorKind::Blocked ? unauthorized : status.error()] { finish(fail(error)); });
    });
}

bool ApiCall::retryLater(int retryAfterMs)
{
    const RetryPolicy &policy = m_client.m_retry;
    if (m_attempt >= policy.attempts || retryAfterMs > policy.maxRetryAfterMs)
        return false;
    const int wait = std::max(retryAfterMs, policy.delayBefore(m_attempt + 1));
    if (m_deadline.remainingTime() <= wait)
        return false;
    QTimer::singleShot(wait, this, &ApiCall::send);
    return true;
}

bool ApiCall::isKept() const
{
    return m_client.m_answers && m_request.kept != KeptUse::None && m_client.m_answers->keeps(m_request);
}

bool ApiCall::mayUseKept() const
{
    return isKept() && m_request.kept == KeptUse::Allowed;
}

template <typename Otherwise>
void ApiCall::answerFromKept(Otherwise otherwise)
{
    if (!mayUseKept()) {
        otherwise();
        return;
    }
    deliver(m_client.m_answers->find(m_request), this, [this, otherwise](const std::optional<ApiReply> &kept) {
        if (m_done)
            return;
        if (!kept) {
            otherwise();
            return;
        }
        Q_EMIT m_client.answeredFromKept(m_request.path, *kept->keptAt);
        finish(*kept);
    });
}

void ApiCall::finishOutOfReach(const Error &error)
{
    if (m_done)
        return;
    m_deadline.stop();
    dropReply();
    m_client.noteUnreachable(error);
    answerFromKept([this, error] {
        Error told = error;
        if (mayUseKept())
            told.message += u" This was not read before, so it is not on this computer."_s;
        finish(fail(told));
    });
}

void ApiCall::finish(Result<ApiReply> result)
{
    if (m_done)
        return;
    m_done = true;
    m_deadline.stop();
    dropReply();
    m_promise.addResult(std::move(result));
    m_promise.finish();
    deleteLater();
}

void ApiCall::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

} // namespace gatehouse
