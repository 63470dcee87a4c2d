// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <memory>
#include <unordered_map>
#include <vector>

namespace gatehouse::store {

//! The prepared statements of one connection. A statement that is being read is not here, so the
//! same SQL may be read twice at a time.
class StatementCache final
{
public:
    explicit StatementCache(const QSqlDatabase &connection);

    [[nodiscard]] Result<std::unique_ptr<QSqlQuery>> take(const QString &sql);
    //! For a statement that is run once, as it is.
    std::unique_ptr<QSqlQuery> unprepared();
    //! Keeps it for the next time; an empty \a sql says that it was not prepared.
    void giveBack(const QString &sql, std::unique_ptr<QSqlQuery> statement);
    QSqlDatabase &connection() { return m_connection; }

private:
    QSqlDatabase m_connection;
    std::unordered_map<QString, std::vector<std::unique_ptr<QSqlQuery>>> m_idle;
    size_t m_count = 0;
};

//! Technical text of a failed statement as an error; never shown outside the server.
Error sqlError(const QString &doing, const QSqlQuery &statement);

} // namespace gatehouse::store
