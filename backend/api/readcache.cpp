// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/readcache.h"

namespace gatehouse::api {

namespace {

constexpr std::chrono::milliseconds longest(1000);
constexpr qsizetype mostBytes = 64 * 1024 * 1024;
constexpr qsizetype largestAnswer = 1024 * 1024;

} // namespace

std::optional<http::Response> ReadCache::find(
    const QByteArray &caller, const QByteArray &target, quint64 commits, Time now)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.constFind(caller + target);
    if (known == m_entries.constEnd() || known->commits != commits || now - known->made >= longest)
        return std::nullopt;
    return known->response;
}

void ReadCache::insert(
    const QByteArray &caller, const QByteArray &target, quint64 commits, const http::Response &response, Time now)
{
    if (caller.isEmpty() || response.body.size() > largestAnswer)
        return;
    const std::lock_guard lock(m_mutex);
    m_bytes += response.body.size() + target.size();
    if (m_bytes > mostBytes) {
        m_entries.clear();
        m_bytes = response.body.size() + target.size();
    }
    m_entries.insert(caller + target, {response, commits, now});
}

ReadCache::Place ReadCache::join(
    const QByteArray &caller, const QByteArray &target, quint64 commits, Waiter waiter)
{
    const std::lock_guard lock(m_mutex);
    const auto [running, isFirst] = m_running.try_emplace(caller + target);
    if (isFirst) {
        running->second.commits = commits;
        return Place::Leads;
    }
    // What is being made may not know of the caller's own last change.
    if (running->second.commits != commits)
        return Place::Alone;
    running->second.waiters.push_back(std::move(waiter));
    return Place::Waits;
}

void ReadCache::settle(
    const QByteArray &caller, const QByteArray &target, const std::optional<http::Response> &response)
{
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(m_mutex);
        if (auto running = m_running.extract(caller + target))
            waiters = std::move(running.mapped().waiters);
    }
    for (const Waiter &waiter : waiters)
        waiter(response);
}

} // namespace gatehouse::api
