// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processcost.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::bench {

namespace {

QByteArray procFile(qint64 processId, QLatin1StringView name)
{
    QFile file(u"/proc/%1/%2"_s.arg(processId).arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double megabytes(const QByteArray &rollup, const QByteArray &label)
{
    for (const QByteArray &line : rollup.split('\n')) {
        if (line.startsWith(label))
            return line.mid(label.size()).simplified().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

//! The second field of /proc/PID/stat: the program's name, of which the kernel keeps 15 characters.
QByteArray statName(qint64 processId)
{
    const QByteArray stat = procFile(processId, "stat"_L1);
    const qsizetype open = stat.indexOf('(') + 1;
    return stat.mid(open, stat.lastIndexOf(')') - open);
}

//! The fields of /proc/PID/stat after the program's name, which may itself hold blanks and
//! brackets.
QList<QByteArray> statFields(qint64 processId)
{
    const QByteArray stat = procFile(processId, "stat"_L1);
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

} // namespace

ProcessCost costOf(qint64 processId)
{
    const QList<QByteArray> fields = statFields(processId);
    const QList<QByteArray> pages = procFile(processId, "statm"_L1).split(' ');
    ProcessCost cost;
    cost.rssMegabytes = pages.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
    cost.pssMegabytes = megabytes(procFile(processId, "smaps_rollup"_L1), "Pss:");
    if (fields.size() > 12)
        cost.cpuSeconds
            = (fields[11].toDouble() + fields[12].toDouble()) / double(sysconf(_SC_CLK_TCK));
    return cost;
}

QList<qint64> childrenOf(qint64 processId, const QString &program)
{
    QList<qint64> children;
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        const qint64 candidate = entry.toLongLong();
        if (candidate == 0 || statFields(candidate).value(1).toLongLong() != processId)
            continue;
        if (statName(candidate) == program.left(15).toUtf8())
            children.append(candidate);
    }
    return children;
}

} // namespace gatehouse::bench
