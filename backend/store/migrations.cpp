// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/database.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::store {

namespace {

struct Migration
{
    QString name;
    QString checksum;
    QString text;
};

Result<QList<Migration>> packagedMigrations()
{
    QList<Migration> migrations;
    const QDir folder(u":/migrations"_s);
    for (const QString &name : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(storageError(u"A migration cannot be read"_s, name));
        const QByteArray bytes = file.readAll();
        const QByteArray sum = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        migrations.append({name, QString::fromLatin1(sum), QString::fromUtf8(bytes)});
    }
    return migrations;
}

//! Keeps the lines meant for this system and drops whole-line comments.
QStringList linesFor(const QString &text, bool postgres)
{
    QStringList kept;
    bool skipping = false;
    for (const QString &line : text.split(u'\n')) {
        const QString trimmed = line.trimmed();
        if (trimmed == u"--@sqlite"_s)
            skipping = postgres;
        else if (trimmed == u"--@postgresql"_s)
            skipping = !postgres;
        else if (trimmed == u"--@end"_s)
            skipping = false;
        else if (!skipping && !trimmed.isEmpty() && !trimmed.startsWith(u"--"_s))
            kept.append(line);
    }
    return kept;
}

//! A statement ends with the semicolon at a line's end; the body of a trigger with END; and that of
//! a function with its language.
QStringList statements(const QString &text, bool postgres)
{
    QStringList result;
    QStringList current;
    for (const QString &line : linesFor(text, postgres)) {
        current.append(line);
        const QString first = current.constFirst().trimmed();
        const QString trimmed = line.trimmed();
        bool ends = trimmed.endsWith(u';');
        if (first.startsWith(u"CREATE TRIGGER"_s) && !postgres)
            ends = trimmed == u"END;"_s;
        else if (first.startsWith(u"CREATE FUNCTION"_s))
            ends = trimmed.startsWith(u"$$ LANGUAGE"_s);
        if (ends) {
            result.append(current.join(u'\n'));
            current.clear();
        }
    }
    if (!current.isEmpty())
        result.append(current.join(u'\n'));
    return result;
}

Status run(Database &database, const QString &sql, const QVariantList &values = {})
{
    auto done = database.execute(sql, values);
    return done ? Status() : fail(std::move(done).error());
}

Result<QHash<QString, QString>> appliedMigrations(Database &database)
{
    auto rows = database.query(u"SELECT name, checksum FROM schema_migrations"_s);
    if (!rows)
        return fail(std::move(rows).error());
    QHash<QString, QString> applied;
    while (rows->next())
        applied.insert(rows->text(0), rows->text(1));
    return applied;
}

Status apply(Database &database, const Migration &migration)
{
    for (const QString &sql : statements(migration.text, database.isPostgres()))
        GATEHOUSE_TRY(run(database, sql));
    return run(database, u"INSERT INTO schema_migrations (name, checksum, applied_at) VALUES (?, ?, ?)"_s,
        {migration.name, migration.checksum, toRfc3339(QDateTime::currentDateTimeUtc())});
}

} // namespace

Status migrate(Database &database, const QString &through)
{
    GATEHOUSE_TRY(run(database,
        u"CREATE TABLE IF NOT EXISTS schema_migrations"
        " (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)"_s));
    auto applied = appliedMigrations(database);
    if (!applied)
        return fail(std::move(applied).error());
    auto packaged = packagedMigrations();
    if (!packaged)
        return fail(std::move(packaged).error());
    for (const Migration &migration : std::as_const(*packaged)) {
        if (!through.isEmpty() && migration.name > through)
            break;
        const auto known = applied->constFind(migration.name);
        if (known == applied->constEnd())
            GATEHOUSE_TRY(database.write([&] { return apply(database, migration); }));
        else if (*known != migration.checksum)
            return fail(storageError(u"A migration was changed after it was applied"_s, migration.name));
    }
    return {};
}

} // namespace gatehouse::store
