// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowstore.h"

#include <QMap>

namespace gatehouse {

//! Keeps rows until it goes: for a person who chose to keep nothing on this computer, and for tests.
class MemoryRowStore final : public RowStore
{
public:
    QFuture<Status> write(RowBatch batch) override;
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override;
    QFuture<Result<QList<Row>>> readAll(const QString &table) override;

    //! All of them, as one batch that makes them again elsewhere.
    RowBatch everything() const;

private:
    QMap<QString, QMap<QString, QByteArray>> m_tables;
};

} // namespace gatehouse
