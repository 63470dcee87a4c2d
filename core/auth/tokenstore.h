// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QByteArray>

#include <optional>

namespace gatehouse {

//! Where refresh tokens rest: the desktop's key store, or for the sandbox a private file. GUI thread.
class TokenStore
{
public:
    virtual ~TokenStore() = default;
    //! Empty when nothing is kept under \a key.
    virtual QFuture<Result<std::optional<QByteArray>>> read(const QString &key) = 0;
    //! Succeeds only when the secret survives a power cut.
    virtual QFuture<Status> write(const QString &key, const QByteArray &secret) = 0;
    //! Succeeds when nothing is kept under \a key any more.
    virtual QFuture<Status> remove(const QString &key) = 0;
};

} // namespace gatehouse
