// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/memoryrowstore.h"

#include <QObject>

#include <memory>
#include <optional>

namespace gatehouse {

//! Rows in memory that can move into another store while they are used. GUI thread.
class MovingRows final : public RowStore
{
public:
    //! From now on every batch goes to both. When the future ends well only \a target is used, which
    //! must outlive this; otherwise only memory, as before, and what \a target has is worth nothing.
    //! Not while a move is under way.
    QFuture<Status> moveTo(RowStore &target);

    QFuture<Status> write(RowBatch batch) override;
    QFuture<Result<std::optional<QByteArray>>> read(const QString &table, const QString &key) override;
    QFuture<Result<QList<Row>>> readAll(const QString &table) override;

private:
    RowStore &source() { return m_hasMoved ? *m_target : static_cast<RowStore &>(m_memory); }
    void copy(RowBatch batch);
    void settle();

    QObject m_context;
    MemoryRowStore m_memory;
    RowStore *m_target = nullptr;
    bool m_hasMoved = false;
    int m_copying = 0; //!< Batches on their way to the target.
    std::optional<Error> m_problem;
    std::shared_ptr<QPromise<Status>> m_answer;
};

} // namespace gatehouse
