// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"

#include <QThread>

#include <condition_variable>
#include <deque>
#include <vector>

namespace gatehouse::store {

//! Threads with a database connection each. Reads and writes have queues of their own, so that a
//! write that waits for the disk holds up no read. Both queues are bounded.
class Workers final
{
public:
    using Task = std::function<void(Database &)>;
    struct Options
    {
        int readers = 2;
        int writers = 1;
        size_t queueLimit = 1024;
    };

    //! Opens all connections; fails when one cannot be opened.
    static Result<std::unique_ptr<Workers>> start(
        const QString &location, std::shared_ptr<WriteGate> gate, Options options);
    //! Finishes what is queued, then ends.
    ~Workers();
    Q_DISABLE_COPY_MOVE(Workers)

    //! False when the queue is full: answer 503. Any thread.
    [[nodiscard]] bool tryRead(Task task) { return m_readers.push(std::move(task)); }
    [[nodiscard]] bool tryWrite(Task task) { return m_writers.push(std::move(task)); }
    size_t queued() { return m_readers.size() + m_writers.size(); }
    size_t queueLimit() const { return m_options.queueLimit; }
    WriteGate &gate() { return *m_gate; }
    int connections() const { return m_options.readers + m_options.writers; }

private:
    class Queue
    {
    public:
        bool push(Task task);
        //! Empty when the queue is closed and drained.
        Task pop();
        void close();
        size_t size();
        size_t limit = 0;

    private:
        std::mutex m_mutex;
        std::condition_variable m_filled;
        std::deque<Task> m_tasks;
        bool m_closed = false;
    };

    Workers(std::shared_ptr<WriteGate> gate, Options options);
    Status startThreads(const QString &location);

    std::shared_ptr<WriteGate> m_gate;
    Options m_options;
    Queue m_readers;
    Queue m_writers;
    std::vector<std::unique_ptr<QThread>> m_threads; //!< Qt's, because tasks may use its network classes.
};

} // namespace gatehouse::store
