// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandboxprocess.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QDir>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int startDeadlineMs = 30'000;
constexpr int stopDeadlineMs = 3'000;
constexpr qsizetype errorTailBytes = 4'000;

//! In the child, before the server runs.
void prepareServer()
{
    // The console holds back the signals that it waits for, and what is held back stays so in a child:
    // the server would never hear that it should end.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    // Nobody else would end it when the console is killed.
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

}

SandboxProcess::SandboxProcess(QString dataDirectory, QString packageList, QObject *parent)
    : QObject(parent)
    , m_dataDirectory(std::move(dataDirectory))
    , m_packageList(std::move(packageList))
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(startDeadlineMs);
    connect(&m_deadline, &QTimer::timeout, this,
        [this] { giveUp(tr("The local sandbox did not answer in 30 seconds.")); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SandboxProcess::readReadyLine);
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        m_errorTail += m_process.readAllStandardError();
        m_errorTail = m_errorTail.right(errorTailBytes);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            giveUp(tr("The local sandbox could not be started: %1").arg(m_process.errorString()));
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        if (!m_stopping)
            giveUp(tr("The local sandbox ended by itself."));
    });
}

SandboxProcess::~SandboxProcess()
{
    // Waiting below reads what it still says: nobody may hear of it any more.
    m_process.disconnect(this);
    if (!isRunning())
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(stopDeadlineMs))
        m_process.kill();
    m_process.waitForFinished(stopDeadlineMs);
}

void SandboxProcess::start()
{
    QDir().mkpath(m_dataDirectory);
    const QString program = QCoreApplication::applicationDirPath() + u"/gatehouse-server"_s;
    QStringList arguments {
        u"--sandbox"_s, u"--data"_s, m_dataDirectory, u"--listen"_s, u"127.0.0.1:0"_s};
    if (!m_packageList.isEmpty())
        arguments << u"--packages"_s << m_packageList;
    m_deadline.start();
    m_process.setChildProcessModifier(prepareServer);
    m_process.start(program, arguments);
}

void SandboxProcess::readReadyLine()
{
    while (m_url.isEmpty() && m_process.canReadLine()) {
        const auto line = parseJsonObject(m_process.readLine().trimmed());
        if (!line || !line->value("ready"_L1).toBool())
            continue;
        m_deadline.stop();
        m_url = QUrl(line->value("url"_L1).toString());
        Q_EMIT ready(m_url);
    }
}

void SandboxProcess::giveUp(const QString &message)
{
    m_deadline.stop();
    m_stopping = true;
    m_process.kill();
    Q_EMIT failed(storageError(message, QString::fromUtf8(m_errorTail)));
}

} // namespace gatehouse
