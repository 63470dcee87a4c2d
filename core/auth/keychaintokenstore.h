// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"

#include <QObject>

namespace gatehouse {

//! The desktop's key store (Secret Service, KWallet) through QtKeychain. There is no insecure fallback.
class KeychainTokenStore final : public QObject, public TokenStore
{
    Q_OBJECT

public:
    explicit KeychainTokenStore(QObject *parent = nullptr);

    QFuture<Result<std::optional<QByteArray>>> read(const QString &key) override;
    QFuture<Status> write(const QString &key, const QByteArray &secret) override;
    QFuture<Status> remove(const QString &key) override;
};

namespace keystore {
//! Which code it is, from what the key store's job said (a QKeychain::Error): the job itself says the
//! same about a key store that is not there and one that failed. \a isThere tells whether one is known
//! to the session.
QLatin1StringView codeOf(int jobError, bool isThere);
} // namespace keystore

} // namespace gatehouse
