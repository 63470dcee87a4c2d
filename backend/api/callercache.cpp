// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/callercache.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::api {

namespace {
constexpr qsizetype maxEntries = 20'000;
}

CallerCache::CallerCache(int seconds)
    : m_seconds(seconds)
{
}

QByteArray CallerCache::keyOf(const http::Request &request)
{
    const QByteArray token = request.header("authorization");
    if (token.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(token);
    hash.addData("\n");
    hash.addData(request.header("portal-tenant"));
    return hash.result();
}

std::optional<auth::Caller> CallerCache::find(const QByteArray &key, const QDateTime &now, quint64 commits)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_entries.constFind(key);
    if (known == m_entries.constEnd() || known->commits != commits
        || known->until <= now.toMSecsSinceEpoch())
        return std::nullopt;
    return known->caller;
}

void CallerCache::insert(const QByteArray &key, const auth::Caller &caller, const QDateTime &now, quint64 commits)
{
    qint64 until = now.addSecs(m_seconds).toMSecsSinceEpoch();
    if (caller.expiresAt.isValid())
        until = std::min(until, caller.expiresAt.toMSecsSinceEpoch());
    const std::lock_guard lock(m_mutex);
    if (m_entries.size() >= maxEntries)
        m_entries.clear();
    m_entries.insert(key, {caller, until, commits});
}

} // namespace gatehouse::api
