// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/authhttp.h"

#include "core/base/json.h"
#include "core/net/replyerrors.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr char tooLargeProperty[] = "gatehouse_too_large";
constexpr char tlsErrorsProperty[] = "gatehouse_tls_errors";

//! One request with its repetitions. Deletes itself when it is answered.
class AuthCall final : public QObject
{
public:
    AuthCall(BoundedNetwork &network, AuthHttp::Retry retry, QNetworkRequest request,
        std::optional<QByteArray> body, QObject *parent)
        : QObject(parent)
        , m_network(network)
        , m_retry(retry)
        , m_request(std::move(request))
        , m_body(std::move(body))
    {
        m_promise.start();
    }

    ~AuthCall() override
    {
        if (!m_answered)
            finish(fail(cancelledError()));
    }

    QFuture<Result<AuthReply>> send()
    {
        QNetworkReply *reply = m_body ? m_network.post(m_request, *m_body) : m_network.get(m_request);
        reply->setParent(this);
        connect(reply, &QNetworkReply::finished, this, [this, reply] { onFinished(*reply); });
        return m_promise.future();
    }

private:
    void onFinished(QNetworkReply &reply)
    {
        reply.deleteLater();
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const int asked = retryAfterSeconds(reply.rawHeader("Retry-After"), QDateTime::currentDateTimeUtc());
        auto answer = readAuthReply(reply);
        if (isWorthRepeating(status, answer) && ++m_attempt < m_retry.attempts) {
            const int wait = std::max(asked * 1000, m_retry.firstWaitMs << (m_attempt - 1));
            QTimer::singleShot(std::min(wait, m_retry.longestWaitMs), this, [this] { send(); });
            return;
        }
        finish(std::move(answer));
        deleteLater();
    }

    bool isWorthRepeating(int status, const Result<AuthReply> &answer) const
    {
        if (status == 429 || status == 503)
            return true;
        const bool lost = status == 0 && !answer && answer.error().retryable;
        return !m_body && (lost || status >= 500);
    }

    void finish(Result<AuthReply> answer)
    {
        m_answered = true;
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

    BoundedNetwork &m_network;
    const AuthHttp::Retry m_retry;
    const QNetworkRequest m_request;
    const std::optional<QByteArray> m_body;
    QPromise<Result<AuthReply>> m_promise;
    int m_attempt = 0;
    bool m_answered = false;
};

} // namespace

bool isProtectedUrl(const QUrl &url)
{
    const bool loopback = QHostAddress(url.host()).isLoopback() || url.host() == u"localhost"_s;
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == u"https"_s || (url.scheme() == u"http"_s && loopback));
}

BoundedNetwork::BoundedNetwork(QObject *parent)
    : QNetworkAccessManager(parent)
{
}

QNetworkReply *BoundedNetwork::createRequest(
    Operation operation, const QNetworkRequest &request, QIODevice *data)
{
    QNetworkRequest bounded(request);
    if (!isProtectedUrl(request.url()))
        bounded.setUrl(QUrl()); // fails as an invalid address instead of going out in the clear
    bounded.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    bounded.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    bounded.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    bounded.setTransferTimeout(m_limits.idleMs);
    bounded.setRawHeader("Accept", "application/json");
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, bounded, data);
    connect(reply, &QNetworkReply::readyRead, reply, [reply, limit = m_limits.bytes] {
        if (reply->bytesAvailable() > limit) {
            reply->setProperty(tooLargeProperty, true);
            reply->abort();
        }
    });
    connect(reply, &QNetworkReply::sslErrors, reply, [reply](const QList<QSslError> &errors) {
        reply->setProperty(tlsErrorsProperty, QVariant::fromValue(errors));
    });
    QTimer::singleShot(m_limits.totalMs, reply, &QNetworkReply::abort);
    return reply;
}

Result<AuthReply> readAuthReply(QNetworkReply &reply)
{
    if (reply.property(tooLargeProperty).toBool())
        return fail(protocolError(u"The answer is larger than Gatehouse accepts."_s));
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError code = reply.error();
    const bool complete = status != 0
        && (code == QNetworkReply::NoError || code > QNetworkReply::UnknownProxyError);
    if (!complete) {
        return fail(errorFromTransport(code, reply.errorString(),
            reply.property(tlsErrorsProperty).value<QList<QSslError>>(), reply.url().host()));
    }
    if (status >= 300 && status < 400)
        return fail(errorFromRedirect(reply.url(), status, QString::fromUtf8(reply.rawHeader("Location"))));
    const QByteArray type = reply.rawHeader("Content-Type").toLower().split(';').first().trimmed();
    const QByteArray body = reply.readAll();
    if (status == 200 && body.isEmpty())
        return AuthReply {status, {}}; // revocation has nothing to say
    auto json = parseJsonObject(body);
    // Key sets come as application/jwk-set+json, too.
    const bool isJson = type == "application/json" || type.endsWith("+json");
    if (!isJson || !json || status >= 500) {
        Error error = protocolError(u"%1 answered something else than sign-in expects (HTTP %2)."_s
                                        .arg(reply.url().host())
                                        .arg(status));
        error.kind = status == 200 ? ErrorKind::Protocol : ErrorKind::Http;
        error.httpStatus = status;
        error.retryable = status == 429 || status >= 500;
        return fail(error);
    }
    return AuthReply {status, *json};
}

Error oauthErrorFrom(const AuthReply &reply)
{
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = reply.json.value("error"_L1).toString(u"refused"_s).left(64);
    error.message = reply.json.value("error_description"_L1).toString().left(300);
    if (error.message.isEmpty())
        error.message = u"The identity provider refused: %1"_s.arg(error.code);
    error.httpStatus = reply.status;
    return error;
}

QByteArray encodeForm(const AuthHttp::Form &form)
{
    QByteArray body;
    for (const auto &[name, value] : form) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(name) + '=' + value.toPercentEncoding();
    }
    return body;
}

AuthHttp::AuthHttp(QObject *parent)
    : QObject(parent)
    , m_network(this)
{
}

QFuture<Result<AuthReply>> AuthHttp::get(const QUrl &url)
{
    auto *call = new AuthCall(m_network, m_retry, QNetworkRequest(url), std::nullopt, this);
    return call->send();
}

QFuture<Result<AuthReply>> AuthHttp::postForm(const QUrl &url, const Form &form)
{
    QNetworkRequest request(url);
    request.setHeader(
        QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    auto *call = new AuthCall(m_network, m_retry, request, encodeForm(form), this);
    return call->send();
}

} // namespace gatehouse
