// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/replyerrors.h"

#include "core/contract/common.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int movedPermanently = 301;
constexpr int permanentRedirect = 308;
constexpr int proxyAuthenticationRequired = 407;
constexpr int networkAuthenticationRequired = 511;

QString tlsSentence(const QList<QSslError> &errors, const QString &host)
{
    for (const QSslError &e : errors) {
        switch (e.error()) {
        case QSslError::CertificateExpired:
            return u"The certificate of %1 has expired."_s.arg(host);
        case QSslError::CertificateNotYetValid:
            return u"The certificate of %1 is not valid yet. Check this computer's clock."_s.arg(host);
        case QSslError::HostNameMismatch:
            return u"The certificate belongs to another name than %1."_s.arg(host);
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            return u"The certificate of %1 is signed by an authority this computer does not trust."_s
                .arg(host);
        case QSslError::CertificateRevoked:
            return u"The certificate of %1 was revoked."_s.arg(host);
        default:
            break;
        }
    }
    return u"No secure connection to %1 could be made."_s.arg(host);
}

QString tlsDetail(const QList<QSslError> &errors, const QString &text)
{
    QStringList lines;
    for (const QSslError &e : errors)
        lines += e.errorString();
    return lines.isEmpty() ? text : lines.join(u'\n');
}

Error named(QString code, QString message, const QString &detail)
{
    Error e = networkError(std::move(message), detail);
    e.code = std::move(code);
    return e;
}

Error proxySignIn(const QString &detail)
{
    Error e = named(u"proxy_sign_in"_s, u"The proxy of this network asks who you are. Sign in to it, then try again."_s, detail);
    e.retryable = false;
    return e;
}

//! \a e as the work of a network's own sign-in page.
Error captive(Error e)
{
    e.code = u"captive_portal"_s;
    return e;
}

bool isTls(QNetworkReply::NetworkError code, const QList<QSslError> &tlsErrors)
{
    return code == QNetworkReply::SslHandshakeFailedError || !tlsErrors.isEmpty();
}

Error fromProblem(const Problem &problem, const ApiReply &reply)
{
    Error e;
    e.kind = ErrorKind::Problem;
    e.code = problem.code;
    e.message = problem.detail.isEmpty() ? problem.title : problem.detail;
    e.detail = problem.title;
    e.correlationId = problem.correlationId.isEmpty() ? reply.correlationId : problem.correlationId;
    e.retryable = problem.retryable;
    for (const Problem::Field &f : problem.errors)
        e.fields.append({f.pointer, f.code, f.message});
    e.allowedActions = problem.allowedActions;
    e.currentETag = problem.currentETag.value_or(QString());
    return e;
}

} // namespace

Error errorFromTransport(QNetworkReply::NetworkError code, const QString &text,
    const QList<QSslError> &tlsErrors, const QString &host)
{
    if (isTls(code, tlsErrors)) {
        Error e = named(u"tls"_s, tlsSentence(tlsErrors, host), tlsDetail(tlsErrors, text));
        e.retryable = false;
        return e;
    }
    switch (code) {
    case QNetworkReply::HostNotFoundError:
        return named(u"host_not_found"_s, u"No computer with the name %1 was found."_s.arg(host), text);
    case QNetworkReply::ConnectionRefusedError:
        return named(u"refused"_s, u"%1 refuses connections. Is the portal running?"_s.arg(host), text);
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return named(u"timeout"_s, u"%1 did not answer in time."_s.arg(host), text);
    case QNetworkReply::RemoteHostClosedError:
        return named(u"cut_off"_s, u"%1 closed the connection before the answer was complete."_s.arg(host), text);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return proxySignIn(text);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::UnknownProxyError:
        return named(u"proxy_failed"_s, u"The proxy of this network does not let Gatehouse through."_s, text);
    default:
        return named(u"network"_s, u"%1 cannot be reached."_s.arg(host), text);
    }
}

Error errorFromAnswer(const ApiReply &reply, int retryAfter)
{
    if (reply.status == proxyAuthenticationRequired) {
        Error e = proxySignIn({});
        e.httpStatus = reply.status;
        return e;
    }
    Error e;
    if (reply.contentType.contains("json")) {
        if (const auto object = parseJsonObject(reply.body)) {
            if (const auto problem = fromJson<Problem>(*object))
                e = fromProblem(*problem, reply);
        }
    }
    if (e.code.isEmpty()) {
        e.kind = ErrorKind::Http;
        e.code = u"http_%1"_s.arg(reply.status);
        e.message = reply.status >= 500
            ? u"The portal cannot answer right now (%1)."_s.arg(reply.status)
            : u"The portal refused the request without a reason (%1)."_s.arg(reply.status);
        e.correlationId = reply.correlationId;
        e.retryable = reply.status >= 500 || reply.status == 429;
    }
    e.httpStatus = reply.status;
    e.retryAfterSeconds = retryAfter;
    return reply.status == networkAuthenticationRequired ? captive(std::move(e)) : e;
}

Error errorFromRedirect(const QUrl &asked, int status, const QString &location)
{
    const QUrl target = asked.resolved(QUrl(location));
    if (status != movedPermanently && status != permanentRedirect && target.host() != asked.host()) {
        return captive(protocolError(
            u"This network sends Gatehouse to %1 instead of %2. Open a browser, sign in to the network, then try again. Gatehouse follows no redirects."_s
                .arg(target.host(), asked.host()),
            location));
    }
    Error e = protocolError(
        u"%1 points to another address. Gatehouse follows no redirects: enter the address it points to, if you trust it."_s
            .arg(asked.host()),
        location);
    e.code = u"redirect"_s;
    return e;
}

Error errorFromContentType(const ApiReply &reply)
{
    const bool page = reply.contentType.contains("html");
    Error e = protocolError(page
            ? u"A web page answered instead of the portal. A proxy or a network sign-in page may be in between: open a browser and look."_s
            : u"The answer is not of the kind the portal promises."_s,
        u"Content-Type: "_s + QString::fromLatin1(reply.contentType.left(100)));
    e.httpStatus = reply.status;
    e.correlationId = reply.correlationId;
    return page ? captive(std::move(e)) : e;
}

int retryAfterSeconds(const QByteArray &header, const QDateTime &now)
{
    if (header.isEmpty())
        return 0;
    bool ok = false;
    const int seconds = header.toInt(&ok);
    if (ok)
        return std::max(0, seconds);
    const QDateTime at = QDateTime::fromString(QString::fromLatin1(header), Qt::RFC2822Date);
    return at.isValid() ? int(std::max<qint64>(0, now.secsTo(at))) : 0;
}

} // namespace gatehouse
