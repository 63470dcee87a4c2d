// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QVariant>

#include <memory>

class QSqlQuery;

namespace gatehouse::store {

class StatementCache;

//! The rows of one statement. The prepared statement goes back to its connection when this is
//! destroyed, so keep it no longer than the rows are read. Stays on its connection's thread.
class Query final
{
public:
    Query(std::unique_ptr<QSqlQuery> statement, QString sql, StatementCache &cache);
    ~Query();
    Query(Query &&) noexcept;
    Query &operator=(Query &&) = delete;

    //! Steps to the next row; false behind the last one.
    bool next();
    QVariant value(int column) const;
    bool isNull(int column) const;
    QString text(int column) const;
    qint64 integer(int column) const;
    //! Times are stored as toRfc3339() text; invalid when the column is null or empty.
    QDateTime time(int column) const;
    int rowsChanged() const;

private:
    std::unique_ptr<QSqlQuery> m_statement;
    QString m_sql;
    StatementCache *m_cache;
};

} // namespace gatehouse::store
