// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowstore.h"

#include <QString>

namespace gatehouse::testsupport {

//! Rows as files of one directory, for a child that is killed: a row is there whole, as it was last
//! written, or not at all. Batches of one row are atomic; others are not, and the outbox has none
//! that must be. Unsealed. Blocks; for one thread.
class FileRows final : public RowStore
{
public:
    explicit FileRows(QString directory);

    QFuture<Status> write(RowBatch batch) override;
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override;
    QFuture<Result<QList<Row>>> readAll(const QString &table) override;

private:
    QString pathOf(const QString &table, const QString &key) const;
    Status put(const Row &row) const;
    Status syncDirectory() const;

    QString m_directory;
};

} // namespace gatehouse::testsupport
