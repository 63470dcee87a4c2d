// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/workers.h"

#include <future>

namespace gatehouse::store {

bool Workers::Queue::push(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed || m_tasks.size() >= limit)
            return false;
        m_tasks.push_back(std::move(task));
    }
    m_filled.notify_one();
    return true;
}

Workers::Task Workers::Queue::pop()
{
    std::unique_lock lock(m_mutex);
    m_filled.wait(lock, [this] { return m_closed || !m_tasks.empty(); });
    if (m_tasks.empty())
        return {};
    Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    return task;
}

void Workers::Queue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_filled.notify_all();
}

size_t Workers::Queue::size()
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.size();
}

Result<std::unique_ptr<Workers>> Workers::start(
    const QString &location, std::shared_ptr<WriteGate> gate, Options options)
{
    std::unique_ptr<Workers> workers(new Workers(std::move(gate), options));
    GATEHOUSE_TRY(workers->startThreads(location));
    return workers;
}

Workers::Workers(std::shared_ptr<WriteGate> gate, Options options)
    : m_gate(std::move(gate))
    , m_options(options)
{
    m_readers.limit = m_writers.limit = options.queueLimit;
}

Workers::~Workers()
{
    m_readers.close();
    m_writers.close();
    for (const auto &thread : m_threads)
        thread->wait();
}

Status Workers::startThreads(const QString &location)
{
    for (int i = 0; i < connections(); ++i) {
        Queue &queue = i < m_options.readers ? m_readers : m_writers;
        std::promise<Status> opened;
        std::future<Status> outcome = opened.get_future();
        m_threads.emplace_back(QThread::create([&queue, location, gate = m_gate, promise = std::move(opened)]() mutable {
            auto database = Database::open(location, gate);
            promise.set_value(database ? Status() : fail(database.error()));
            if (!database)
                return;
            while (Task task = queue.pop())
                task(**database);
        }));
        m_threads.back()->start();
        GATEHOUSE_TRY(outcome.get());
    }
    return {};
}

} // namespace gatehouse::store
