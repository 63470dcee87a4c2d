// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/revocationlist.h"

#include "backend/auth/grants.h"

namespace gatehouse::auth {

Status RevocationList::load(store::Database &database, qint64 now)
{
    auto ids = grants::revocations(database, now);
    if (!ids)
        return fail(std::move(ids).error());
    const std::lock_guard lock(m_mutex);
    m_ids = std::move(*ids);
    return {};
}

Status RevocationList::add(
    store::Database &database, const QString &id, qint64 now, qint64 expiresAt)
{
    {
        const std::lock_guard lock(m_mutex);
        erase_if(m_ids, [now](const auto &entry) { return entry.value() < now; });
        m_ids.insert(id, expiresAt);
    }
    return grants::addRevocation(database, id, expiresAt);
}

bool RevocationList::covers(const QJsonObject &claims) const
{
    const std::lock_guard lock(m_mutex);
    return m_ids.contains(claims.value(QLatin1String("jti")).toString())
        || m_ids.contains(claims.value(QLatin1String("sid")).toString());
}

} // namespace gatehouse::auth
