// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"

#include <QObject>

namespace gatehouse {

//! The desktop's key store (Secret Service, KWallet) through QtKeychain. Without one every call
//! fails with code keystore_unavailable; there is no insecure fallback.
class KeychainTokenStore final : public QObject, public TokenStore
{
    Q_OBJECT

public:
    explicit KeychainTokenStore(QObject *parent = nullptr);

    QFuture<Result<std::optional<QByteArray>>> read(const QString &key) override;
    QFuture<Status> write(const QString &key, const QByteArray &secret) override;
    QFuture<Status> remove(const QString &key) override;
};

} // namespace gatehouse
