// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/memoryrowstore.h"

namespace gatehouse::testsupport {

//! A store in memory that refuses while \c refusal is set, and keeps writes waiting while \c hold is.
class StubbornRows final : public RowStore
{
public:
    std::optional<Error> refusal;
    bool hold = false;
    QList<Durability> durabilities; //!< Of each batch that was asked for.

    QFuture<Status> write(RowBatch batch) override
    {
        durabilities.append(batch.durability);
        if (refusal)
            return readyFuture(Status(fail(*refusal)));
        if (!hold)
            return m_rows.write(std::move(batch));
        auto promise = std::make_shared<QPromise<Status>>();
        promise->start();
        m_held.append({promise, std::move(batch)});
        return promise->future();
    }
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override
    {
        if (refusal)
            return readyFuture(Result<std::optional<QByteArray>>(fail(*refusal)));
        return m_rows.read(table, key);
    }
    QFuture<Result<QList<Row>>> readAll(const QString &table) override
    {
        if (refusal)
            return readyFuture(Result<QList<Row>>(fail(*refusal)));
        return m_rows.readAll(table);
    }

    //! What waits, taken or refused in the order it came.
    void release()
    {
        const auto held = std::exchange(m_held, {});
        for (const auto &[promise, batch] : held) {
            promise->addResult(refusal ? Status(fail(*refusal)) : m_rows.write(batch).result());
            promise->finish();
        }
    }
    int held() const { return int(m_held.size()); }
    //! Empty when there is none.
    QByteArray stored(const QString &table, const QString &key)
    {
        return m_rows.read(table, key).result().value().value_or(QByteArray());
    }

private:
    MemoryRowStore m_rows;
    QList<std::pair<std::shared_ptr<QPromise<Status>>, RowBatch>> m_held;
};

} // namespace gatehouse::testsupport
