// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace gatehouse {

//! What a token endpoint gave. Secrets: never logged, never in a QString that outlives parsing.
struct TokenSet
{
    QByteArray accessToken;
    QByteArray refreshToken; //!< Empty when none was given.
    QByteArray idToken; //!< Empty when none was given.
    int lifetimeSeconds = 0;
    QStringList scopes; //!< As granted, which may be less than was asked.

    //! Refuses other token types than Bearer, negative lifetimes and answers without access token.
    //! Without a lifetime five minutes are assumed; without scopes \a asked was granted.
    [[nodiscard]] static Result<TokenSet> fromJson(const QJsonObject &answer, const QStringList &asked);
};

//! Where and as whom the console signs in; from the portal's `meta`.
struct SignInTarget
{
    QString issuer;
    QString clientId;
    QStringList scopes;
    QString resource; //!< RFC 8707; may be empty.
};

} // namespace gatehouse
