// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/filerows.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

Error diskError()
{
    return storageError(u"The rows cannot be written."_s, QString::fromLocal8Bit(std::strerror(errno)));
}

} // namespace

FileRows::FileRows(QString directory)
    : m_directory(std::move(directory))
{
}

QString FileRows::pathOf(const QString &table, const QString &key) const
{
    return m_directory + u'/' + table + u'.' + key;
}

Status FileRows::put(const Row &row) const
{
    const QString path = pathOf(row.table, row.key);
    const QString fresh = m_directory + u"/.fresh"_s;
    QFile file(fresh);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(row.value) != row.value.size()
        || !file.flush() || ::fsync(file.handle()) != 0)
        return fail(diskError());
    file.close();
    if (::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) != 0)
        return fail(diskError());
    return {};
}

Status FileRows::syncDirectory() const
{
    const int directory = ::open(QFile::encodeName(m_directory).constData(), O_RDONLY | O_DIRECTORY);
    const bool synced = directory >= 0 && ::fsync(directory) == 0;
    if (directory >= 0)
        ::close(directory);
    return synced ? Status() : fail(diskError());
}

QFuture<Status> FileRows::write(RowBatch batch)
{
    const auto apply = [&]() -> Status {
        for (const auto &[table, key] : std::as_const(batch.remove))
            QFile::remove(pathOf(table, key));
        for (const Row &row : std::as_const(batch.put))
            GATEHOUSE_TRY(put(row));
        return syncDirectory();
    };
    return readyFuture(apply());
}

QFuture<Result<std::optional<QByteArray>>> FileRows::read(const QString &table, const QString &key)
{
    using Answer = Result<std::optional<QByteArray>>;
    QFile file(pathOf(table, key));
    if (!file.exists())
        return readyFuture(Answer(std::nullopt));
    if (!file.open(QIODevice::ReadOnly))
        return readyFuture(Answer(fail(diskError())));
    return readyFuture(Answer(file.readAll()));
}

QFuture<Result<QList<Row>>> FileRows::readAll(const QString &table)
{
    QList<Row> rows;
    const QStringList names = QDir(m_directory).entryList({table + u".*"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(m_directory + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            return readyFuture(Result<QList<Row>>(fail(diskError())));
        rows.append({table, name.mid(table.size() + 1), file.readAll()});
    }
    return readyFuture(Result<QList<Row>>(std::move(rows)));
}

} // namespace gatehouse::testsupport
