// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/crashconsole.h"

#include "core/base/json.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/processsupport.h"

#include <QDir>
#include <QFileInfo>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

//! In memory where the system has it: what a process leaves when it is killed does not depend on the disk.
QString homePattern()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/gatehouse-crash-XXXXXX"_s;
}

QString argumentOf(CrashConsole::Work work)
{
    switch (work) {
    case CrashConsole::Work::Stay:
        return u"stay"_s;
    case CrashConsole::Work::End:
        return u"end"_s;
    case CrashConsole::Work::Finish:
        return u"finish"_s;
    case CrashConsole::Work::Open:
        return u"open"_s;
    case CrashConsole::Work::MoveKey:
        return u"rekey"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

CrashConsole::CrashConsole()
    : m_home(homePattern())
{
}

void CrashConsole::start(Work work, const QUrl &portal, const QString &request, const QString &token, const Environment &environment)
{
    m_isReady = false;
    m_lines = 0;
    m_process = std::make_unique<QProcess>();
    endWithParent(*m_process);
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    all.insert(u"GATEHOUSE_TOKEN"_s, token);
    for (auto it = environment.cbegin(); it != environment.cend(); ++it)
        all.insert(it.key(), it.value());
    m_process->setProcessEnvironment(all);
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process->start(QStringLiteral(GATEHOUSE_OUTBOX_VICTIM), {argumentOf(work), home(), portal.toString(), request});
}

CrashConsole::Environment CrashConsole::diesAt(const QString &kind, int number) const
{
    return {{u"LD_PRELOAD"_s, QStringLiteral(GATEHOUSE_FAILING_DISK)}, {u"ASAN_OPTIONS"_s, u"verify_asan_link_order=0"_s},
        {u"GATEHOUSE_FAULT_FOLDER"_s, home()}, {u"GATEHOUSE_FAULT_KIND"_s, kind},
        {u"GATEHOUSE_FAULT_FIRST"_s, QString::number(number)}, {u"GATEHOUSE_FAULT_COUNT"_s, u"1"_s}};
}

void CrashConsole::listen()
{
    while (m_process && m_process->canReadLine()) {
        const auto line = parseJsonObject(m_process->readLine());
        if (!line)
            continue;
        m_lines += m_isReady ? 1 : 0;
        m_isReady = m_isReady || line->contains("ready"_L1);
        const auto note = [&line](QLatin1StringView name, QSet<QString> &ids) {
            if (line->contains(name))
                ids.insert(line->value(name).toString());
        };
        note("kept"_L1, m_told.kept);
        note("accepted"_L1, m_told.accepted);
        note("refused"_L1, m_told.refused);
        if (line->contains("trouble"_L1))
            m_told.troubles.append(line->value("trouble"_L1).toString());
    }
}

bool CrashConsole::awaitReady(int timeoutMs)
{
    waitUntil([this] { listen(); return m_isReady || !isRunning(); }, timeoutMs);
    return m_isReady;
}

void CrashConsole::awaitLines(int lines, int timeoutMs)
{
    waitUntil([this, lines] { listen(); return m_lines >= lines || !isRunning(); }, timeoutMs);
}

void CrashConsole::runOn(int milliseconds)
{
    m_process->waitForFinished(milliseconds);
}

bool CrashConsole::awaitDeath(int timeoutMs)
{
    QEventLoop loop;
    QObject::connect(m_process.get(), &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    if (isRunning())
        loop.exec();
    listen();
    return !isRunning();
}

bool CrashConsole::wasKilled() const
{
    return m_process->exitStatus() == QProcess::CrashExit && m_process->exitCode() == SIGKILL;
}

void CrashConsole::kill()
{
    m_process->kill();
    m_process->waitForFinished();
    listen();
}

} // namespace gatehouse::testsupport
