// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"

#include <QMap>

namespace gatehouse::testsupport {

//! A key store in memory, or none while \c isGone is set, or one that gives nothing up while \c isStubborn is.
class MemorySecrets final : public TokenStore
{
public:
    QMap<QString, QByteArray> secrets;
    bool isGone = false;
    bool isStubborn = false;

    QFuture<Result<std::optional<QByteArray>>> read(const QString &key) override
    {
        using Answer = Result<std::optional<QByteArray>>;
        if (isGone)
            return readyFuture(Answer(fail(gone())));
        return readyFuture(secrets.contains(key) ? Answer(secrets.value(key)) : Answer(std::nullopt));
    }
    QFuture<Status> write(const QString &key, const QByteArray &secret) override
    {
        if (isGone)
            return readyFuture(Status(fail(gone())));
        secrets.insert(key, secret);
        return readyFuture(Status());
    }
    QFuture<Status> remove(const QString &key) override
    {
        if (isGone)
            return readyFuture(Status(fail(gone())));
        if (isStubborn)
            return readyFuture(Status(fail(stubborn())));
        secrets.remove(key);
        return readyFuture(Status());
    }

private:
    static Error gone()
    {
        Error error = storageError(QStringLiteral("There is no key store."));
        error.code = keystore::unavailable;
        return error;
    }
    static Error stubborn()
    {
        Error error = storageError(QStringLiteral("The key store is locked."));
        error.code = keystore::failed;
        return error;
    }
};

} // namespace gatehouse::testsupport
