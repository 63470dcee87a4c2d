// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/movingrows.h"

namespace gatehouse {

QFuture<Status> MovingRows::moveTo(RowStore &target)
{
    m_target = &target;
    m_problem.reset();
    m_answer = std::make_shared<QPromise<Status>>();
    m_answer->start();
    copy(m_memory.everything());
    return m_answer->future();
}

QFuture<Status> MovingRows::write(RowBatch batch)
{
    if (m_target && !m_hasMoved)
        copy(batch);
    return source().write(std::move(batch));
}

QFuture<Result<std::optional<QByteArray>>> MovingRows::read(const QString &table, const QString &key)
{
    return source().read(table, key);
}

QFuture<Result<QList<Row>>> MovingRows::readAll(const QString &table)
{
    return source().readAll(table);
}

void MovingRows::copy(RowBatch batch)
{
    ++m_copying;
    deliver(m_target->write(std::move(batch)), &m_context, [this](const Status &written) {
        if (!written)
            m_problem = written.error();
        if (--m_copying == 0)
            settle();
    });
}

void MovingRows::settle()
{
    m_hasMoved = !m_problem;
    if (m_hasMoved)
        m_memory = {};
    else
        m_target = nullptr;
    m_answer->addResult(m_problem ? Status(fail(*m_problem)) : Status());
    m_answer->finish();
}

} // namespace gatehouse
