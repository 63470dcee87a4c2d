// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/operationrunner.h"
#include "core/base/clock.h"

#include <QHash>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <vector>

namespace gatehouse::services {

//! The runner on threads of its own, each with a connection.
//!
//!     queued ─► running ─► succeeded | failed
//!        │         └─► cancelling ─► cancelled
//!        └─► cancelled
class PooledOperationRunner final : public OperationRunner
{
public:
    //! \a clock outlives the runner.
    PooledOperationRunner(QString location, std::shared_ptr<store::WriteGate> gate, const Clock &clock);
    ~PooledOperationRunner() override;
    Q_DISABLE_COPY_MOVE(PooledOperationRunner)

    //! Fails what a server that ended left running, then starts the threads.
    [[nodiscard]] Status start(store::Database &database, int threads = 2);

    //! Asks running jobs to stop and waits for them; they are recorded as interrupted.
    void stop();

    Result<Operation> submit(store::UnitOfWork &work, Job job) override;
    Result<Operation> cancel(store::UnitOfWork &work, const OperationId &id) override;

private:
    struct Task;
    using TaskPtr = std::shared_ptr<Task>;
    class Context;

    void enqueue(TaskPtr task);
    TaskPtr next();
    void work(store::Database &database);
    void runTask(Task &task, store::Database &database);
    TaskPtr known(const OperationId &id);

    QString m_location;
    std::shared_ptr<store::WriteGate> m_gate;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<TaskPtr> m_queue;
    QHash<QString, TaskPtr> m_tasks; //!< Queued and running, by id.
    std::atomic<bool> m_stopping = false;
    std::vector<std::unique_ptr<QThread>> m_threads; //!< Qt's, because jobs use its network classes.
};

} // namespace gatehouse::services
