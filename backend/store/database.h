// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/query.h"
#include "core/base/result.h"
#include "core/contract/events.h"

#include <QVariant>

#include <atomic>
#include <functional>
#include <mutex>

namespace gatehouse::store {

//! What all connections of one process to one database share: the turn to write, and who is told
//! about committed events.
struct WriteGate
{
    std::mutex turn;
    std::function<void(const QList<Event> &)> committed; //!< Called after each commit, in order, by the writer.
    std::atomic<quint64> commits = 0; //!< Rises with every commit of this process.
    std::function<void(const QString &sql, double seconds)> observed; //!< Called for each statement.
};

//! One connection of one thread to SQLite (WAL, foreign keys on, busy timeout) or PostgreSQL.
//! Statements use positional `?` and SQL that both understand; they are prepared once and kept.
class Database final
{
public:
    //! \a location is a file path for SQLite or a "postgresql://" address. Connections of one
    //! process to one database share a \a gate; without one the connection is on its own.
    static Result<std::unique_ptr<Database>> open(const QString &location, std::shared_ptr<WriteGate> gate = {});
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    //! Runs one statement. The query is positioned before its first row. A null QString is bound as
    //! empty text; QVariant() is NULL.
    [[nodiscard]] Result<Query> query(const QString &sql, const QVariantList &values = {});
    //! For statements without rows; gives the number of rows changed.
    [[nodiscard]] Result<int> execute(const QString &sql, const QVariantList &values = {});

    //! BEGIN IMMEDIATE … COMMIT around \a work; rolls back when it fails. Not nestable.
    [[nodiscard]] Status write(const std::function<Status()> &work);
    //! One consistent snapshot for several reads.
    [[nodiscard]] Status read(const std::function<Status()> &work);

    //! Runs \a action after the transaction that is open now has committed, never when it is rolled back.
    void afterCommit(std::function<void()> action);
    //! Hands \a event to the gate's listener after the commit.
    void publishAfterCommit(Event event);

    bool isPostgres() const { return m_postgres; }
    WriteGate &gate() { return *m_gate; }

private:
    Database(QString connectionName, bool postgres, std::shared_ptr<WriteGate> gate);
    Status begin(const QString &statement);
    Status finish(const Status &outcome);

    QString m_connection;
    bool m_postgres = false;
    std::shared_ptr<WriteGate> m_gate;
    std::unique_ptr<StatementCache> m_statements;
    QList<std::function<void()>> m_afterCommit;
    QList<Event> m_events;
};

//! Applies the numbered files of backend/store/migrations (resource :/migrations/NNNN_name.sql) that
//! are not applied yet, each in a transaction, and records them with their checksum. A file that
//! changed after it was applied is an error. Lines between `--@postgresql` or `--@sqlite` and
//! `--@end` are for that system only. With \a through, what comes after the file of that name waits.
[[nodiscard]] Status migrate(Database &database, const QString &through = {});

} // namespace gatehouse::store
