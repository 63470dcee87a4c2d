// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/jws.h"

namespace gatehouse {

//! What an ID token is held against (OpenID Connect Core 3.1.3.7).
struct IdTokenExpectation
{
    QString issuer;
    QString clientId;
    std::optional<QString> nonce; //!< Empty: the token answers no authorization request (refresh, device).
    std::optional<QString> subject; //!< On refresh: the person must stay the same.
    QDateTime now;
    int skewSeconds = 60;
};

//! The claims of a token that may be believed. Error code unknown_key: the issuer's keys may have
//! changed; everything else is final.
[[nodiscard]] Result<QJsonObject> validateIdToken(
    const QByteArray &token, const JwkSet &keys, const IdTokenExpectation &expected);

} // namespace gatehouse
