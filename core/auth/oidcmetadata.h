// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/authhttp.h"

#include <QStringList>

namespace gatehouse {

//! What sign-in needs to know of an issuer (OpenID Connect Discovery).
struct OidcMetadata
{
    QString issuer;
    QUrl authorizationEndpoint;
    QUrl tokenEndpoint;
    QUrl jwksUri;
    QUrl revocationEndpoint; //!< The following may be empty.
    QUrl endSessionEndpoint;
    QUrl deviceAuthorizationEndpoint;
    bool issuerInResponse = false; //!< RFC 9207: every authorization answer carries `iss`.

    //! Refuses metadata of another issuer, without PKCE S256, or with an endpoint that is neither
    //! https nor on this computer.
    [[nodiscard]] static Result<OidcMetadata> fromJson(const QJsonObject &document, const QString &issuer);
};

//! Fetches and judges \a issuer's metadata.
QFuture<Result<OidcMetadata>> discoverIssuer(AuthHttp &http, const QString &issuer);

} // namespace gatehouse
