// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/processcost.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

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
    const QByteArray rollup = procFile(processId, "smaps_rollup"_L1);
    const QList<QByteArray> fields = statFields(processId);
    ProcessCost cost;
    cost.rssMegabytes = megabytes(rollup, "Rss:");
    cost.pssMegabytes = megabytes(rollup, "Pss:");
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
        if (QFileInfo(QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(candidate))).fileName() == program)
            children.append(candidate);
    }
    return children;
}

} // namespace gatehouse::bench
