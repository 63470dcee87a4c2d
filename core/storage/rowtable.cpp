// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/rowtable.h"

#include "core/base/random.h"
#include "core/storage/diskfile.h"
#include "core/storage/storageerrors.h"

#include <QFileInfo>
#include <QSqlError>
#include <QtEndian>

#include <fcntl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::storage {

namespace {

// One tree for the rows and no index beside it: nothing in the file can disagree with itself.
constexpr char createRows[] = "CREATE TABLE rows(tbl BLOB NOT NULL, key BLOB NOT NULL, revision INTEGER NOT NULL, "
                              "sealed BLOB NOT NULL, PRIMARY KEY(tbl, key)) WITHOUT ROWID";
constexpr char createHeader[] = "CREATE TABLE header(id INTEGER PRIMARY KEY CHECK(id = 1), sealed BLOB NOT NULL)";
constexpr quint32 applicationId = 0x47486b31;
constexpr qsizetype fileHeaderBytes = 100;

//! The parts of SQLite's file header that are the same in every file of ours (sqlite.org/fileformat.html).
//! Some of them, when damaged, would only make SQLite treat the file in another way.
bool isOurs(QByteArrayView head)
{
    return head.size() == fileHeaderBytes && head.startsWith(QByteArrayView("SQLite format 3\0", 16))
        && head.sliced(18, 6) == QByteArrayView("\x02\x02\x00\x40\x20\x20", 6)
        && qFromBigEndian<quint32>(head.data() + 44) == 4 && qFromBigEndian<quint32>(head.data() + 56) == 1
        && qFromBigEndian<quint32>(head.data() + 68) == applicationId;
}

} // namespace

Result<RowTable::Condition> RowTable::inspect(const QString &path, quint32 format)
{
    if (!QFileInfo::exists(path))
        return Condition::Missing;
    const auto file = DiskFile::open(path, O_RDONLY);
    if (!file)
        return fail(file.error());
    const auto head = file->readStart(fileHeaderBytes);
    if (!head)
        return fail(head.error());
    if (!isOurs(*head))
        return Condition::Damaged;
    return qFromBigEndian<quint32>(head->constData() + 60) > format ? Condition::Newer : Condition::Sound;
}

RowTable::RowTable(QString path, QString connection)
    : m_path(std::move(path))
    , m_connection(std::move(connection))
{
}

RowTable::~RowTable()
{
    m_statements.clear();
    QSqlDatabase::removeDatabase(m_connection);
}

Status RowTable::connect()
{
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(m_path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    if (!database.open())
        return fail(sqlError(database.lastError()));
    // Alone with the file, SQLite keeps the index of the log in memory: one file less to be damaged.
    for (const char *pragma : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA cell_size_check = ON", "PRAGMA trusted_schema = OFF",
             "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -2000", "PRAGMA wal_autocheckpoint = 4000", "PRAGMA synchronous = FULL"})
        GATEHOUSE_TRY(execute(QLatin1String(pragma)));
    return {};
}

Result<std::unique_ptr<RowTable>> RowTable::create(const QString &path, int pageSize, quint32 format)
{
    std::unique_ptr<RowTable> table(new RowTable(path, newUuid()));
    // Made here and not by SQLite, so that nobody else may read it for a moment.
    if (const auto file = DiskFile::open(path, O_WRONLY | O_CREAT | O_EXCL); !file)
        return fail(file.error());
    GATEHOUSE_TRY(table->connect());
    for (const QString &sql : {u"PRAGMA page_size = %1"_s.arg(pageSize), u"PRAGMA journal_mode = WAL"_s,
             u"PRAGMA application_id = %1"_s.arg(applicationId), QString(QLatin1String(createRows)),
             QString(QLatin1String(createHeader))})
        GATEHOUSE_TRY(table->execute(sql));
    GATEHOUSE_TRY(table->setFormat(format));
    return table;
}

Result<std::unique_ptr<RowTable>> RowTable::open(const QString &path)
{
    std::unique_ptr<RowTable> table(new RowTable(path, newUuid()));
    GATEHOUSE_TRY(table->connect());
    GATEHOUSE_TRY(table->execute(u"PRAGMA journal_mode = WAL"_s));
    GATEHOUSE_TRY(table->checkSchema());
    return table;
}

Status RowTable::checkSchema()
{
    auto query = run("SELECT sql FROM sqlite_schema ORDER BY name");
    if (!query)
        return fail(query.error());
    QStringList found;
    while ((*query)->next())
        found.append((*query)->value(0).toString());
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return fail(sqlError(error));
    if (found != QStringList {QLatin1String(createHeader), QLatin1String(createRows)})
        return fail(damagedError(u"its tables are not those of a store"_s));
    return {};
}

Result<QSqlQuery *> RowTable::run(const char *sql, const QVariantList &values)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        QSqlQuery fresh(QSqlDatabase::database(m_connection, false));
        fresh.setForwardOnly(true);
        if (!fresh.prepare(QLatin1String(sql)))
            return fail(sqlError(fresh.lastError()));
        found = m_statements.emplace(sql, std::move(fresh)).first;
    }
    QSqlQuery &query = found->second;
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(int(i), values.at(i));
    if (!query.exec()) {
        const Error error = sqlError(query.lastError());
        query.finish();
        return fail(error);
    }
    return &query;
}

Status RowTable::change(const char *sql, const QVariantList &values)
{
    auto query = run(sql, values);
    if (!query)
        return fail(query.error());
    (*query)->finish();
    return {};
}

Status RowTable::execute(const QString &sql)
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return fail(sqlError(query.lastError()));
    return {};
}

Status RowTable::begin(bool durable)
{
    if (durable != m_durable) {
        GATEHOUSE_TRY(execute(durable ? u"PRAGMA synchronous = FULL"_s : u"PRAGMA synchronous = NORMAL"_s));
        m_durable = durable;
    }
    return change("BEGIN IMMEDIATE");
}

Status RowTable::commit()
{
    return change("COMMIT");
}

void RowTable::rollback()
{
    // After some failures SQLite has rolled back by itself, and then this one says so.
    (void)change("ROLLBACK");
}

Status RowTable::checkpoint()
{
    auto query = run("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!query)
        return fail(query.error());
    const bool blocked = (*query)->next() && (*query)->value(0).toInt() != 0;
    (*query)->finish();
    if (blocked)
        return fail(inUseError());
    return {};
}

Status RowTable::secure()
{
    const QString name = m_path + u"-wal"_s;
    // Before the first commit and after everything went into the file there is nothing in it.
    if (QFileInfo(name).size() == 0)
        return {};
    const auto log = DiskFile::open(name, O_RDWR);
    if (!log)
        return fail(log.error());
    GATEHOUSE_TRY(log->sync());
    if (!m_logIsInFolder)
        GATEHOUSE_TRY(syncFolderOf(name));
    m_logIsInFolder = true;
    return {};
}

Result<QByteArray> RowTable::header()
{
    auto query = run("SELECT sealed FROM header");
    if (!query)
        return fail(query.error());
    const bool found = (*query)->next();
    const QByteArray sealed = found ? (*query)->value(0).toByteArray() : QByteArray();
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return fail(sqlError(error));
    if (!found)
        return fail(damagedError(u"its header is missing"_s));
    return sealed;
}

Status RowTable::setHeader(const QByteArray &sealed)
{
    return change("INSERT INTO header(id, sealed) VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET sealed = excluded.sealed", {sealed});
}

Result<std::optional<RowTable::Facts>> RowTable::facts(const QByteArray &table, const QByteArray &key)
{
    auto query = run("SELECT revision, length(sealed) FROM rows WHERE tbl = ? AND key = ?", {table, key});
    if (!query)
        return fail(query.error());
    std::optional<Facts> facts;
    if ((*query)->next())
        facts = Facts{key, (*query)->value(0).toULongLong(), (*query)->value(1).toULongLong()};
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return fail(sqlError(error));
    return facts;
}

Status RowTable::visitQuery(const char *sql, const QVariantList &values, const Visit &visit)
{
    auto query = run(sql, values);
    if (!query)
        return fail(query.error());
    QSqlQuery &rows = **query;
    while (rows.next())
        visit({rows.value(0).toByteArray(), rows.value(1).toByteArray(), rows.value(2).toULongLong(), rows.value(3).toByteArray()});
    const QSqlError error = rows.lastError();
    rows.finish();
    if (error.isValid())
        return fail(sqlError(error));
    return {};
}

Result<std::optional<SealedRow>> RowTable::find(const QByteArray &table, const QByteArray &key)
{
    std::optional<SealedRow> found;
    GATEHOUSE_TRY(visitQuery("SELECT tbl, key, revision, sealed FROM rows WHERE tbl = ? AND key = ?", {table, key},
        [&](const SealedRow &row) { found = row; }));
    return found;
}

Status RowTable::put(const SealedRow &row)
{
    return change("INSERT INTO rows(tbl, key, revision, sealed) VALUES(?, ?, ?, ?) "
                  "ON CONFLICT(tbl, key) DO UPDATE SET revision = excluded.revision, sealed = excluded.sealed",
        {row.table, row.key, qint64(row.revision), row.sealed});
}

Status RowTable::remove(const QByteArray &table, const QByteArray &key)
{
    return change("DELETE FROM rows WHERE tbl = ? AND key = ?", {table, key});
}

Status RowTable::removeTable(const QByteArray &table)
{
    return change("DELETE FROM rows WHERE tbl = ?", {table});
}

Status RowTable::visit(const QByteArray &table, const Visit &visit)
{
    return visitQuery("SELECT tbl, key, revision, sealed FROM rows WHERE tbl = ?", {table}, visit);
}

Status RowTable::visitAll(const Visit &visit)
{
    return visitQuery("SELECT tbl, key, revision, sealed FROM rows", {}, visit);
}

Status RowTable::visitFacts(const QByteArray &table, const std::function<void(const Facts &)> &visit)
{
    auto query = run("SELECT key, revision, length(sealed) FROM rows WHERE tbl = ? ORDER BY revision", {table});
    if (!query)
        return fail(query.error());
    QSqlQuery &rows = **query;
    while (rows.next())
        visit({rows.value(0).toByteArray(), rows.value(1).toULongLong(), rows.value(2).toULongLong()});
    const QSqlError error = rows.lastError();
    rows.finish();
    if (error.isValid())
        return fail(sqlError(error));
    return {};
}

void RowTable::forgetPages()
{
    // It is only memory.
    (void)execute(u"PRAGMA shrink_memory"_s);
}

Status RowTable::copyTo(const QString &path)
{
    // SQLite takes an empty file that is there already, and this one is private from the start.
    if (const auto file = DiskFile::open(path, O_WRONLY | O_CREAT | O_EXCL); !file)
        return fail(file.error());
    return change("VACUUM INTO ?", {path});
}

Status RowTable::setFormat(quint32 format)
{
    return execute(u"PRAGMA user_version = %1"_s.arg(format));
}

} // namespace gatehouse::storage
