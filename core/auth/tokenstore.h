// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QByteArray>

#include <optional>

namespace gatehouse {

//! Codes of what a desktop's key store does not do.
namespace keystore {
inline constexpr QLatin1StringView unavailable("keystore_unavailable"); //!< There is none.
inline constexpr QLatin1StringView failed("keystore_failed"); //!< It refused, or was not opened by its person.
} // namespace keystore

//! Where refresh tokens rest: the desktop's key store, or for the sandbox a private file. Every call
//! fails with code keystore::unavailable where there is no key store on this computer, which then holds
//! nothing either; with any other code there is one, and it may still hold what it held before. GUI
//! thread.
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
