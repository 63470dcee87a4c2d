// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/database.h"

#include "backend/store/statementcache.h"
#include "core/base/random.h"

#include <QElapsedTimer>
#include <QSqlError>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::store {

namespace {

bool namesPostgres(const QString &location)
{
    return location.startsWith(u"postgresql://"_s) || location.startsWith(u"postgres://"_s);
}

QSqlDatabase addPostgres(const QString &location, const QString &name)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
    const QUrl url(location);
    connection.setHostName(url.host());
    connection.setPort(url.port(5432));
    connection.setUserName(url.userName());
    connection.setPassword(url.password());
    connection.setDatabaseName(url.path().mid(1));
    return connection;
}

QSqlDatabase addSqlite(const QString &location, const QString &name)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    connection.setDatabaseName(location);
    connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=10000"_s);
    return connection;
}

Status configureSqlite(QSqlDatabase &connection)
{
    for (const char *pragma : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON",
             "PRAGMA cache_size = -16000", "PRAGMA temp_store = MEMORY"}) {
        QSqlQuery query(connection);
        if (!query.exec(QString::fromLatin1(pragma)))
            return fail(sqlError(u"configure"_s, query));
    }
    return {};
}

//! A null QString means empty text; NULL is written by QVariant().
QVariant bindable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return u""_s;
    return value;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &location, std::shared_ptr<WriteGate> gate)
{
    const bool postgres = namesPostgres(location);
    const QString name = newUuid();
    if (!gate)
        gate = std::make_shared<WriteGate>();
    // First, so that its destructor removes the connection after the handle below is gone.
    std::unique_ptr<Database> database(new Database(name, postgres, std::move(gate)));
    QSqlDatabase connection = postgres ? addPostgres(location, name) : addSqlite(location, name);
    if (!connection.open())
        return fail(storageError(u"The database cannot be opened"_s, connection.lastError().text()));
    if (!postgres)
        GATEHOUSE_TRY(configureSqlite(connection));
    database->m_statements = std::make_unique<StatementCache>(connection);
    return database;
}

Database::Database(QString connectionName, bool postgres, std::shared_ptr<WriteGate> gate)
    : m_connection(std::move(connectionName))
    , m_postgres(postgres)
    , m_gate(std::move(gate))
{
}

Database::~Database()
{
    m_statements.reset();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<Query> Database::query(const QString &sql, const QVariantList &values)
{
    // PostgreSQL prepares no BEGIN and no CREATE.
    const bool direct = m_postgres && values.isEmpty();
    auto taken = direct ? Result<std::unique_ptr<QSqlQuery>>(m_statements->unprepared()) : m_statements->take(sql);
    if (!taken)
        return fail(std::move(taken).error());
    std::unique_ptr<QSqlQuery> statement = std::move(*taken);
    for (qsizetype i = 0; i < values.size(); ++i)
        statement->bindValue(int(i), bindable(values.at(i)));
    QElapsedTimer timer;
    timer.start();
    if (!(direct ? statement->exec(sql) : statement->exec()))
        return fail(sqlError(u"execute"_s, *statement));
    if (m_gate->observed)
        m_gate->observed(sql, double(timer.nsecsElapsed()) / 1e9);
    return Query(std::move(statement), direct ? QString() : sql, *m_statements);
}

Result<int> Database::execute(const QString &sql, const QVariantList &values)
{
    auto done = query(sql, values);
    if (!done)
        return fail(std::move(done).error());
    return done->rowsChanged();
}

Status Database::begin(const QString &statement)
{
    m_events.clear();
    m_afterCommit.clear();
    if (auto begun = execute(statement); !begun)
        return fail(std::move(begun).error());
    return {};
}

Status Database::finish(const Status &outcome)
{
    auto ended = execute(outcome ? u"COMMIT"_s : u"ROLLBACK"_s);
    if (outcome && ended)
        return {};
    if (outcome) {
        // A commit that failed leaves the transaction open on SQLite.
        if (auto rolledBack = execute(u"ROLLBACK"_s); !rolledBack)
            return fail(std::move(rolledBack).error());
        return fail(std::move(ended).error());
    }
    return outcome;
}

Status Database::write(const std::function<Status()> &work)
{
    const std::lock_guard turn(m_gate->turn);
    GATEHOUSE_TRY(begin(m_postgres ? u"BEGIN ISOLATION LEVEL SERIALIZABLE"_s : u"BEGIN IMMEDIATE"_s));
    Status outcome = finish(work());
    const QList<Event> events = std::exchange(m_events, {});
    const QList<std::function<void()>> actions = std::exchange(m_afterCommit, {});
    if (!outcome)
        return outcome;
    ++m_gate->commits;
    if (m_gate->committed && !events.isEmpty())
        m_gate->committed(events);
    for (const auto &action : actions)
        action();
    return outcome;
}

Status Database::read(const std::function<Status()> &work)
{
    GATEHOUSE_TRY(begin(m_postgres ? u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s : u"BEGIN DEFERRED"_s));
    return finish(work());
}

void Database::afterCommit(std::function<void()> action)
{
    m_afterCommit.append(std::move(action));
}

void Database::publishAfterCommit(Event event)
{
    m_events.append(std::move(event));
}

} // namespace gatehouse::store
