// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/prometheusprocess.h"

#include "core/base/log.h"

#include <QDir>
#include <QSaveFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

constexpr int restartMilliseconds = 5000;
constexpr int stopMilliseconds = 3000;

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

//! The instance label is fixed, so that series go on when the server comes back on another port.
QByteArray configuration(const QUrl &scraped)
{
    const QString text = u"global:\n"
                         "  scrape_interval: 2s\n"
                         "  evaluation_interval: 15s\n"
                         "scrape_configs:\n"
                         "  - job_name: gatehouse\n"
                         "    metrics_path: %1\n"
                         "    static_configs:\n"
                         "      - targets: ['%2']\n"
                         "        labels: {instance: sandbox}\n"_s.arg(scraped.path(), scraped.authority());
    return text.toUtf8();
}

Status writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(storageError(u"%1 cannot be written"_s.arg(path), file.errorString()));
    return {};
}

} // namespace

PrometheusProcess::PrometheusProcess(QObject *parent)
    : QObject(parent)
{
    m_restart.setSingleShot(true);
    connect(&m_restart, &QTimer::timeout, this, &PrometheusProcess::run);
    connect(&m_process, &QProcess::finished, this, [this](int status) {
        log::to(log::Sandbox)->warn("prometheus ended with status {}", status);
        m_restart.start(restartMilliseconds);
    });
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
}

PrometheusProcess::~PrometheusProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(stopMilliseconds))
        m_process.kill();
    m_process.waitForFinished(stopMilliseconds);
}

Status PrometheusProcess::start(const QString &directory, const QUrl &scraped)
{
    const QString program = QStandardPaths::findExecutable(u"prometheus"_s);
    if (program.isEmpty())
        return fail(inputError(u"not_installed"_s, u"There is no prometheus program on this computer."_s));
    m_directory = directory;
    m_port = freePort();
    if (m_port == 0 || !QDir().mkpath(directory))
        return fail(storageError(u"Prometheus has no port or no directory"_s, directory));
    GATEHOUSE_TRY(writeFile(directory + u"/prometheus.yml"_s, configuration(scraped)));
    m_process.setProgram(program);
    m_process.setArguments({u"--config.file="_s + directory + u"/prometheus.yml"_s,
        u"--storage.tsdb.path="_s + directory + u"/data"_s, u"--storage.tsdb.retention.time=40d"_s,
        u"--web.listen-address=127.0.0.1:"_s + QString::number(m_port), u"--log.level=error"_s});
    run();
    return {};
}

QUrl PrometheusProcess::address() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void PrometheusProcess::run()
{
    m_process.start();
}

} // namespace gatehouse::sandbox
