// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

namespace gatehouse::testsupport {

//! The built gatehouse-server, alone on a free loopback port with a data directory of its own.
//!
//!     ServerProcess server;
//!     QVERIFY2(server.start(), qPrintable(server.log()));
//!
//! On PostgreSQL (testdatabase.h) it keeps its database there, unless the arguments name a --config.
//! The server ends with this object and its data directory is removed. One thread.
class ServerProcess final
{
public:
    //! \a arguments replace the default `--sandbox --no-seed`; --data and --listen are added.
    explicit ServerProcess(QStringList arguments = defaultArguments());
    ~ServerProcess();

    static QStringList defaultArguments();
    static QString program();

    //! Before start(): an environment variable for the server.
    void setEnvironment(const QString &name, const QString &value);
    //! Returns when the server said that it is ready; false when it ended or took too long.
    [[nodiscard]] bool start(int timeoutMs = 30000);
    //! SIGTERM; true when it ended by itself with status 0.
    bool stop();
    //! SIGKILL: what the machine does to a server on a bad day.
    void kill();
    //! After stop() or kill(): the same data on the same port.
    [[nodiscard]] bool restart(int timeoutMs = 30000) { return start(timeoutMs); }

    bool isRunning() const { return m_process.state() == QProcess::Running; }
    qint64 processId() const { return m_process.processId(); }
    //! http://127.0.0.1:PORT, without a path.
    QUrl url() const { return m_url; }
    QString dataDirectory() const;
    //! Everything the server wrote to stderr so far.
    QByteArray log() const;

private:
    QStringList m_arguments;
    QTemporaryDir m_directory;
    QProcess m_process;
    QUrl m_url;
};

} // namespace gatehouse::testsupport
