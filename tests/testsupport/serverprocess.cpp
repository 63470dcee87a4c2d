// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/serverprocess.h"

#include "core/base/json.h"
#include "tests/testsupport/processsupport.h"
#include "tests/testsupport/testdatabase.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTcpServer>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

//! Free now, and not among those that the system gives to outgoing connections: while a server is down,
//! one of them would have its port. 0 when there is none.
quint16 steadyPort()
{
    constexpr int first = 12000;
    constexpr int end = 30000;
    constexpr int attempts = 50;
    for (int i = 0; i < attempts; ++i) {
        const auto port = quint16(QRandomGenerator::global()->bounded(first, end));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
}

} // namespace

QStringList ServerProcess::defaultArguments()
{
    return {u"--sandbox"_s, u"--no-seed"_s};
}

QString ServerProcess::program()
{
    return QStringLiteral(GATEHOUSE_SERVER_PROGRAM);
}

ServerProcess::ServerProcess(QStringList arguments)
    : m_arguments(std::move(arguments))
{
    endWithParent(m_process);
    m_process.setProcessEnvironment(QProcessEnvironment::systemEnvironment());
    m_process.setStandardErrorFile(m_directory.filePath(u"server.log"_s), QIODevice::Append);
}

ServerProcess::~ServerProcess()
{
    stop();
}

void ServerProcess::setEnvironment(const QString &name, const QString &value)
{
    QProcessEnvironment environment = m_process.processEnvironment();
    environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
}

bool ServerProcess::start(int timeoutMs)
{
    if (isOnPostgreSql() && !m_arguments.contains(u"--config"_s)) {
        QFile config(m_directory.filePath(u"server.json"_s));
        if (!config.open(QIODevice::WriteOnly))
            return false;
        config.write(toJsonBytes({{u"database"_s, databaseLocation(dataDirectory() + u"/gatehouse.db")}}));
        m_arguments += {u"--config"_s, config.fileName()};
    }
    const QString address = u"127.0.0.1:%1"_s.arg(m_url.isEmpty() ? steadyPort() : m_url.port());
    m_process.start(program(),
        QStringList {u"--data"_s, dataDirectory(), u"--listen"_s, address} + m_arguments);
    const QJsonObject ready = awaitReadyLine(m_process, timeoutMs);
    m_url = QUrl(ready.value("url"_L1).toString(m_url.toString()));
    return !ready.isEmpty() && m_url.isValid();
}

bool ServerProcess::stop()
{
    return endGently(m_process);
}

void ServerProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString ServerProcess::dataDirectory() const
{
    return m_directory.filePath(u"data"_s);
}

QByteArray ServerProcess::log() const
{
    QFile file(m_directory.filePath(u"server.log"_s));
    if (!file.open(QIODevice::ReadOnly))
        return m_process.errorString().toUtf8();
    return file.readAll();
}

} // namespace gatehouse::testsupport
