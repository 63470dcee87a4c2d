// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/query.h"

#include "backend/store/statementcache.h"
#include "core/base/clock.h"

namespace gatehouse::store {

Query::Query(std::unique_ptr<QSqlQuery> statement, QString sql, StatementCache &cache)
    : m_statement(std::move(statement))
    , m_sql(std::move(sql))
    , m_cache(&cache)
{
}

Query::Query(Query &&) noexcept = default;

Query::~Query()
{
    if (m_statement)
        m_cache->giveBack(m_sql, std::move(m_statement));
}

bool Query::next()
{
    return m_statement->next();
}

QVariant Query::value(int column) const
{
    return m_statement->value(column);
}

bool Query::isNull(int column) const
{
    return m_statement->isNull(column);
}

QString Query::text(int column) const
{
    return m_statement->value(column).toString();
}

qint64 Query::integer(int column) const
{
    return m_statement->value(column).toLongLong();
}

QDateTime Query::time(int column) const
{
    const QString stored = text(column);
    return stored.isEmpty() ? QDateTime() : fromRfc3339(stored);
}

int Query::rowsChanged() const
{
    return m_statement->numRowsAffected();
}

} // namespace gatehouse::store
