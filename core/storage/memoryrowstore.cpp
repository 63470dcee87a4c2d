// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/memoryrowstore.h"

namespace gatehouse {

QFuture<Status> MemoryRowStore::write(RowBatch batch)
{
    for (const QString &table : std::as_const(batch.clear))
        m_tables.remove(table);
    for (const auto &[table, key] : std::as_const(batch.remove))
        m_tables[table].remove(key);
    for (const Row &row : std::as_const(batch.put))
        m_tables[row.table].insert(row.key, row.value);
    return readyFuture(Status());
}

QFuture<Result<std::optional<QByteArray>>> MemoryRowStore::read(const QString &table, const QString &key)
{
    const QMap<QString, QByteArray> rows = m_tables.value(table);
    const auto found = rows.constFind(key);
    using Answer = Result<std::optional<QByteArray>>;
    return readyFuture(found == rows.cend() ? Answer(std::nullopt) : Answer(*found));
}

QFuture<Result<QList<Row>>> MemoryRowStore::readAll(const QString &table)
{
    QList<Row> rows;
    const QMap<QString, QByteArray> kept = m_tables.value(table);
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        rows.append({table, it.key(), it.value()});
    return readyFuture(Result<QList<Row>>(std::move(rows)));
}

RowBatch MemoryRowStore::everything() const
{
    RowBatch batch;
    batch.durability = Durability::Fsynced;
    for (auto table = m_tables.cbegin(); table != m_tables.cend(); ++table) {
        for (auto row = table->cbegin(); row != table->cend(); ++row)
            batch.put.append({table.key(), row.key(), row.value()});
    }
    return batch;
}

} // namespace gatehouse
