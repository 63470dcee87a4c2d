// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/oidcmetadata.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

Error refused(const QString &why)
{
    Error error = protocolError(why);
    error.code = u"issuer_refused"_s;
    return error;
}

} // namespace

Result<OidcMetadata> OidcMetadata::fromJson(const QJsonObject &document, const QString &issuer)
{
    OidcMetadata metadata;
    metadata.issuer = document.value("issuer"_L1).toString();
    if (metadata.issuer != issuer) {
        return fail(refused(u"The identity provider calls itself %1, but %2 was expected."_s
                                .arg(metadata.issuer, issuer)));
    }
    if (!isProtectedUrl(QUrl(issuer)))
        return fail(refused(u"The identity provider's address is not secure (https)."_s));
    if (!document.value("code_challenge_methods_supported"_L1).toArray().contains(u"S256"_s))
        return fail(refused(u"The identity provider does not offer PKCE with S256."_s));
    struct Endpoint
    {
        const char *name;
        QUrl OidcMetadata::*member;
        bool required;
    };
    static constexpr Endpoint endpoints[] = {
        {"authorization_endpoint", &OidcMetadata::authorizationEndpoint, true},
        {"token_endpoint", &OidcMetadata::tokenEndpoint, true},
        {"jwks_uri", &OidcMetadata::jwksUri, true},
        {"revocation_endpoint", &OidcMetadata::revocationEndpoint, false},
        {"end_session_endpoint", &OidcMetadata::endSessionEndpoint, false},
        {"device_authorization_endpoint", &OidcMetadata::deviceAuthorizationEndpoint, false}};
    for (const auto &[name, member, required] : endpoints) {
        const QUrl url(document.value(QLatin1String(name)).toString(), QUrl::StrictMode);
        if (!isProtectedUrl(url) && (required || !url.isEmpty())) {
            return fail(refused(u"The identity provider's %1 is missing or not secure (https)."_s
                                    .arg(QLatin1String(name))));
        }
        metadata.*member = url;
    }
    metadata.issuerInResponse
        = document.value("authorization_response_iss_parameter_supported"_L1).toBool();
    return metadata;
}

QFuture<Result<OidcMetadata>> discoverIssuer(AuthHttp &http, const QString &issuer)
{
    QString base = issuer;
    while (base.endsWith(u'/'))
        base.chop(1);
    const QUrl url(base + u"/.well-known/openid-configuration"_s);
    return transformed(http.get(url), &http, [issuer](const Result<AuthReply> &reply) -> Result<OidcMetadata> {
        if (!reply)
            return fail(reply.error());
        if (!reply->isOk())
            return fail(oauthErrorFrom(*reply));
        return OidcMetadata::fromJson(reply->json, issuer);
    });
}

} // namespace gatehouse
