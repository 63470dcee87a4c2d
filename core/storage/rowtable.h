// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/rowsealer.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <functional>
#include <memory>
#include <unordered_map>

namespace gatehouse::storage {

//! The SQLite file of a store, which knows nothing of what the rows say. One connection, used and
//! destroyed in the thread that opened it, with the file to itself. Every failure is one of storageerrors.h;
//! file_damaged says that the file is at fault and not the disk.
class RowTable final
{
public:
    enum class Condition { Missing, Sound, Damaged, Newer };

    //! What the first bytes of the file say. Changes nothing.
    static Result<Condition> inspect(const QString &path, quint32 format);
    //! A new file at \a path, where there is none.
    static Result<std::unique_ptr<RowTable>> create(const QString &path, int pageSize, quint32 format);
    static Result<std::unique_ptr<RowTable>> open(const QString &path);
    //! Writes what is in the log into the file and lets go of it.
    ~RowTable();
    Q_DISABLE_COPY_MOVE(RowTable)

    //! Until commit() or rollback(). After the commit of a \a durable one the disk has it.
    [[nodiscard]] Status begin(bool durable);
    [[nodiscard]] Status commit();
    void rollback();
    //! Moves what the log has into the file itself, on the disk, and empties the log.
    [[nodiscard]] Status checkpoint();
    //! Ends after the disk has every commit, also those that were not durable.
    [[nodiscard]] Status secure();

    [[nodiscard]] Result<QByteArray> header();
    [[nodiscard]] Status setHeader(const QByteArray &sealed);

    struct Facts
    {
        QByteArray key;
        quint64 revision = 0;
        quint64 bytes = 0;
    };
    [[nodiscard]] Result<std::optional<Facts>> facts(const QByteArray &table, const QByteArray &key);
    [[nodiscard]] Result<std::optional<SealedRow>> find(const QByteArray &table, const QByteArray &key);
    //! Replaces the row with the same table and key.
    [[nodiscard]] Status put(const SealedRow &row);
    [[nodiscard]] Status remove(const QByteArray &table, const QByteArray &key);
    [[nodiscard]] Status removeTable(const QByteArray &table);

    using Visit = std::function<void(const SealedRow &)>;
    [[nodiscard]] Status visit(const QByteArray &table, const Visit &visit);
    //! Every row in the order of the file, as far as it can be read.
    [[nodiscard]] Status visitAll(const Visit &visit);
    //! Oldest first.
    [[nodiscard]] Status visitFacts(const QByteArray &table, const std::function<void(const Facts &)> &visit);

    //! Gives back the memory in which pages wait to be read again.
    void forgetPages();

    //! A copy of this file as it is now, at \a path where there is none.
    [[nodiscard]] Status copyTo(const QString &path);
    [[nodiscard]] Status setFormat(quint32 format);
    //! For migrations: statements on the file as it is.
    [[nodiscard]] Status execute(const QString &sql);

private:
    RowTable(QString path, QString connection);
    Status connect();
    Status checkSchema();
    Result<QSqlQuery *> run(const char *sql, const QVariantList &values = {});
    Status change(const char *sql, const QVariantList &values = {});
    Status visitQuery(const char *sql, const QVariantList &values, const Visit &visit);

    const QString m_path;
    const QString m_connection;
    std::unordered_map<const char *, QSqlQuery> m_statements;
    bool m_durable = true;
    bool m_logIsInFolder = false; //!< The disk knows that there is a log.
};

} // namespace gatehouse::storage
