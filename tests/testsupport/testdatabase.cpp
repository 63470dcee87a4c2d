// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/testdatabase.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

QUrl server()
{
    return QUrl(qEnvironmentVariable("GATEHOUSE_TEST_POSTGRESQL"));
}

void create(const QString &name)
{
    const QString connectionName = u"create "_s + name;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QPSQL"_s, connectionName);
        connection.setHostName(server().host());
        connection.setPort(server().port());
        connection.setUserName(server().userName());
        connection.setDatabaseName(u"postgres"_s);
        if (!connection.open())
            qFatal("%s", qPrintable(connection.lastError().text()));
        QSqlQuery query(connection);
        const QString known = u"SELECT 1 FROM pg_database WHERE datname = '%1'"_s.arg(name);
        if (!query.exec(known) || (!query.next() && !query.exec(u"CREATE DATABASE %1"_s.arg(name))))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(connectionName);
}

} // namespace

bool isOnPostgreSql()
{
    return !server().isEmpty();
}

QString databaseLocation(const QString &file)
{
    if (!isOnPostgreSql())
        return file;
    const QByteArray path = QFileInfo(file).absoluteFilePath().toUtf8();
    const QString name = u"t_"_s + QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().first(24));
    create(name);
    QUrl location = server();
    location.setPath(u'/' + name);
    return location.toString();
}

} // namespace gatehouse::testsupport
