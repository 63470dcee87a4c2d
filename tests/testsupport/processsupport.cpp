// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/processsupport.h"

#include "core/base/json.h"
#include "tests/testsupport/eventwait.h"

#include <QDir>
#include <QFileInfo>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {

QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    const QStringList all = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : all) {
        QFile file(u"/proc/%1/stat"_s.arg(entry));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray stat = file.readAll();
        // pid (name) state parent ...; the name may hold blanks.
        const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
        if (fields.value(1).toLongLong() == parent)
            children.append(entry.toLongLong());
    }
    return children;
}

} // namespace

void endWithParent(QProcess &process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

QJsonObject awaitReadyLine(QProcess &process, int timeoutMs)
{
    QJsonObject ready;
    const auto found = [&] {
        while (process.canReadLine() && ready.isEmpty()) {
            const auto line = parseJsonObject(process.readLine());
            if (line && line->value("ready"_L1).toBool())
                ready = *line;
        }
        return !ready.isEmpty() || process.state() == QProcess::NotRunning;
    };
    waitUntil(found, timeoutMs);
    return ready;
}

bool endGently(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished(5000);
        return false;
    }
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

qint64 childNamed(qint64 parent, const QString &program)
{
    const QList<qint64> children = childrenOf(parent);
    const auto it = std::find_if(children.begin(), children.end(), [&program](qint64 child) {
        return QFileInfo(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(child))).fileName() == program;
    });
    return it == children.end() ? 0 : *it;
}

} // namespace gatehouse::testsupport
