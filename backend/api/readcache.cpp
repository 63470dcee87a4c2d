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

} // namespace gatehouse::api
