// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>

namespace gatehouse::store {

//! One connection of one thread to SQLite (WAL, foreign keys on, busy timeout) or PostgreSQL.
//! Statements use positional `?` and SQL that both understand.
class Database final
{
public:
    //! \a location is a file path for SQLite or a "postgresql://" address.
    static Result<std::unique_ptr<Database>> open(const QString &location);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    //! Runs one statement. The query is positioned before its first row.
    [[nodiscard]] Result<QSqlQuery> query(const QString &sql, const QVariantList &values = {});
    //! For statements without rows; gives the number of rows changed.
    [[nodiscard]] Result<int> execute(const QString &sql, const QVariantList &values = {});

    //! BEGIN IMMEDIATE … COMMIT around \a work; rolls back when it fails. Not nestable.
    [[nodiscard]] Status write(const std::function<Status()> &work);
    //! One consistent snapshot for several reads.
    [[nodiscard]] Status read(const std::function<Status()> &work);

private:
    explicit Database(QString connectionName);
    QString m_connection;
};

//! Applies the numbered files of backend/store/migrations (resource :/migrations/NNNN_name.sql) that
//! are not applied yet, each in a transaction, and records them with their checksum.
[[nodiscard]] Status migrate(Database &database);

} // namespace gatehouse::store
