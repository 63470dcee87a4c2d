// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/endtoend/consoleprogram.h"

#include "core/base/json.h"
#include "tests/testsupport/eventwait.h"
#include "tests/testsupport/processsupport.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::testsupport {

namespace {
constexpr int patienceMs = 30'000;
}

bool ConsoleProgram::start(const QString &home, const QStringList &packages, QProcessEnvironment environment)
{
    const QDir folder(home);
    QFile list(folder.filePath(u"packages.json"_s));
    if (!list.open(QIODevice::WriteOnly) || list.write(QJsonDocument(QJsonArray::fromStringList(packages)).toJson()) < 0)
        return false;
    list.close();
    // HOME stays: npm's own configuration lives there, and the server reads packages through it.
    for (const char *name : {"data", "config", "cache", "state"})
        environment.insert(u"XDG_%1_HOME"_s.arg(QString::fromLatin1(name).toUpper()), folder.filePath(QString::fromLatin1(name)));
    environment.insert(u"QT_PLUGIN_PATH"_s, QStringLiteral(GATEHOUSE_HANDS));
    environment.insert(u"QT_QPA_GENERIC_PLUGINS"_s, u"consolehands"_s);
    endWithParent(m_process);
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(GATEHOUSE_PROGRAM), {u"--persona"_s, u"security"_s, u"--packages"_s, list.fileName(), u"--announce"_s});
    return !awaitReadyLine(m_process, patienceMs).isEmpty();
}

bool ConsoleProgram::obey(const QString &command)
{
    m_process.write(command.toUtf8() + '\n');
    QJsonObject answer;
    const auto answered = [&] {
        while (m_process.canReadLine() && !answer.contains("hands"_L1))
            answer = parseJsonObject(m_process.readLine()).value_or(QJsonObject());
        return answer.contains("hands"_L1);
    };
    return waitUntil(answered, patienceMs) && answer.value("hands"_L1).toBool();
}

bool ConsoleProgram::insist(const QString &command)
{
    return waitUntil([this, command] { return obey(command); }, patienceMs);
}

bool ConsoleProgram::end()
{
    return endGently(m_process);
}

} // namespace gatehouse::testsupport
