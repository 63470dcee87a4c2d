// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/statementcache.h"

#include <QSqlError>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::store {

namespace {
constexpr size_t maxIdle = 400;
}

StatementCache::StatementCache(const QSqlDatabase &connection)
    : m_connection(connection)
{
}

Result<std::unique_ptr<QSqlQuery>> StatementCache::take(const QString &sql)
{
    if (auto found = m_idle.find(sql); found != m_idle.end() && !found->second.empty()) {
        auto statement = std::move(found->second.back());
        found->second.pop_back();
        --m_count;
        return statement;
    }
    auto statement = unprepared();
    if (!statement->prepare(sql))
        return fail(sqlError(u"prepare"_s, *statement));
    return statement;
}

std::unique_ptr<QSqlQuery> StatementCache::unprepared()
{
    auto statement = std::make_unique<QSqlQuery>(m_connection);
    // Qt reads PostgreSQL's rows one by one then, and a statement inside the loop over another ends that.
    statement->setForwardOnly(m_connection.driverName() == "QSQLITE"_L1);
    return statement;
}

void StatementCache::giveBack(const QString &sql, std::unique_ptr<QSqlQuery> statement)
{
    statement->finish();
    if (sql.isEmpty())
        return;
    if (m_count >= maxIdle) {
        m_idle.clear();
        m_count = 0;
    }
    m_idle[sql].push_back(std::move(statement));
    ++m_count;
}

Error sqlError(const QString &doing, const QSqlQuery &statement)
{
    const QSqlError error = statement.lastError();
    QString detail = doing + u": "_s + error.text() + u" ["_s + statement.lastQuery().left(300) + u']';
    return storageError(u"The database could not do this"_s, std::move(detail));
}

} // namespace gatehouse::store
