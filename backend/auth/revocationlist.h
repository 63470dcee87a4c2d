// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"

#include <QHash>
#include <QJsonObject>

#include <mutex>

namespace gatehouse::auth {

//! Token ids (jti) and sign-ins (sid) that the API refuses although their tokens have not expired.
//! Kept in memory for the check on every request and in the database for the next start. Any thread.
class RevocationList final
{
public:
    //! Reads what an earlier run left.
    [[nodiscard]] Status load(store::Database &database, qint64 now);
    //! Refused until \a expiresAt; \a database may be inside a transaction.
    [[nodiscard]] Status add(store::Database &database, const QString &id, qint64 now, qint64 expiresAt);
    //! By the jti or sid among \a claims.
    bool covers(const QJsonObject &claims) const;

private:
    mutable std::mutex m_mutex;
    QHash<QString, qint64> m_ids;
};

} // namespace gatehouse::auth
