// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/portalprobe.h"

#include "core/contract/routes.h"
#include "core/net/reachproblem.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return u"TLS 1.2"_s;
    case QSsl::TlsV1_3:
        return u"TLS 1.3"_s;
    default:
        return u"TLS"_s;
    }
}

//! To be called while the connection stands: afterwards its protocol is forgotten.
void describeTls(const QSslConfiguration &tls, PortalFound &found)
{
    found.tlsProtocol = protocolName(tls.sessionProtocol());
    const QList<QSslCertificate> chain = tls.peerCertificateChain();
    if (chain.isEmpty())
        return;
    const QSslCertificate &top = chain.last();
    found.certificateIssuer = top.issuerInfo(QSslCertificate::CommonName).value(0);
    if (found.certificateIssuer.isEmpty())
        found.certificateIssuer = top.issuerInfo(QSslCertificate::Organization).value(0);
}

Result<Meta> readMeta(QNetworkReply &reply)
{
    const auto answer = readAuthReply(reply);
    const auto noPortal = [&reply] {
        Error error = protocolError(
            u"%1 answers, but it is no portal that Gatehouse knows."_s.arg(reply.url().host()));
        error.code = u"no_portal"_s;
        return fail(error);
    };
    if (!answer)
        return answer.error().kind == ErrorKind::Network || answer.error().code == u"redirect"_s
                || reachProblem(answer.error()) == ReachProblem::CaptivePortal
            ? Result<Meta>(fail(answer.error()))
            : Result<Meta>(noPortal());
    auto meta = fromJson<Meta>(answer->json);
    if (!answer->isOk() || !meta)
        return noPortal();
    if (const auto problem = versionProblem(*meta, QStringLiteral(GATEHOUSE_VERSION)))
        return fail(*problem);
    return meta;
}

} // namespace

Result<QUrl> portalAddress(const QString &typed)
{
    QString text = typed.trimmed();
    if (!text.contains(u"://"_s))
        text.prepend(u"https://"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()
        || (url.scheme() != u"https"_s && url.scheme() != u"http"_s)) {
        return fail(inputError(u"bad_address"_s, u"This is not an address of a portal."_s));
    }
    if (!isProtectedUrl(url)) {
        return fail(inputError(u"not_secure"_s,
            u"Gatehouse connects over https only: sign-in over http could be read on the way."_s));
    }
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    origin.setPort(url.port());
    return origin;
}

QFuture<Result<PortalFound>> probePortal(AuthHttp &http, const QUrl &portal)
{
    auto promise = std::make_shared<QPromise<Result<PortalFound>>>();
    promise->start();
    QElapsedTimer clock;
    clock.start();
    QNetworkReply *reply
        = http.network().get(QNetworkRequest(portal.resolved(QUrl(QLatin1String(routes::meta)))));
    auto found = std::make_shared<PortalFound>();
    QObject::connect(reply, &QNetworkReply::encrypted, reply,
        [reply, found] { describeTls(reply->sslConfiguration(), *found); });
    QObject::connect(reply, &QNetworkReply::finished, reply, [promise, reply, portal, clock, found] {
        reply->deleteLater();
        found->url = portal;
        found->milliseconds = clock.elapsed();
        auto meta = readMeta(*reply);
        if (meta) {
            found->meta = std::move(*meta);
            promise->addResult(*found);
        } else {
            promise->addResult(fail(std::move(meta).error()));
        }
        promise->finish();
    });
    return promise->future();
}

} // namespace gatehouse
