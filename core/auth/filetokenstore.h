// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/tokenstore.h"

#include <QString>

namespace gatehouse {

//! Files of mode 0600 in a directory of mode 0700: enough for the sandbox, whose people are made up.
class FileTokenStore final : public TokenStore
{
public:
    explicit FileTokenStore(QString directory);

    QFuture<Result<std::optional<QByteArray>>> read(const QString &key) override;
    QFuture<Status> write(const QString &key, const QByteArray &secret) override;
    QFuture<Status> remove(const QString &key) override;

private:
    QString path(const QString &key) const;
    Status writeDurably(const QString &path, const QByteArray &secret) const;

    const QString m_directory;
};

} // namespace gatehouse
