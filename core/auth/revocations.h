// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/authhttp.h"
#include "core/auth/oidcmetadata.h"
#include "core/auth/tokenstore.h"

#include <QJsonArray>

namespace gatehouse {

//! Ends tokens at their issuer (RFC 7009), now or, when nobody answers, later: what could not be
//! sent rests in a TokenStore. GUI thread.
class Revocations final : public QObject
{
    Q_OBJECT

public:
    //! One token to end.
    struct Token
    {
        QString issuer;
        QString clientId;
        QByteArray token;
        bool isRefreshToken = false;
    };
    enum class Outcome {
        Done, //!< The issuer answered, or offers no revocation.
        Queued, //!< Nobody answered; it will be sent later.
        Lost //!< Nobody answered and it could not be kept either.
    };

    Revocations(AuthHttp &http, QObject *parent = nullptr);

    //! In the order given, refresh tokens first by the caller's care.
    QFuture<Outcome> send(const QList<Token> &tokens, TokenStore &store);
    //! What earlier runs could not send. The future holds how many are still left.
    QFuture<int> sendQueued(TokenStore &store);

private:
    //! The tokens for which nobody answered.
    QFuture<QList<Token>> attempt(const QList<Token> &tokens);
    QFuture<Status> keep(const QList<Token> &tokens, TokenStore &store);

    AuthHttp &m_http;
};

} // namespace gatehouse
