// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QProcess>
#include <QTimer>
#include <QUrl>

namespace gatehouse {

//! The local sandbox: gatehouse-server as a child process on a loopback port, its data below the
//! person's data directory. The same program a company would run; only its provider and its people
//! are local. Ends with the console.
class SandboxProcess final : public QObject
{
    Q_OBJECT
public:
    //! \a dataDirectory is created when missing. \a packageList replaces the built-in list of
    //! packages when not empty.
    SandboxProcess(QString dataDirectory, QString packageList, QObject *parent = nullptr);
    ~SandboxProcess() override;

    void start();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    //! Empty until ready().
    const QUrl &url() const { return m_url; }
    qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    void ready(const QUrl &url);
    //! It could not start, gave no address in time, or ended by itself. The detail holds the last
    //! lines it wrote.
    void failed(const gatehouse::Error &error);

private:
    void readReadyLine();
    void giveUp(const QString &message);

    QString m_dataDirectory;
    QString m_packageList;
    QProcess m_process;
    QTimer m_deadline;
    QUrl m_url;
    QByteArray m_errorTail;
    bool m_stopping = false;
};

} // namespace gatehouse
