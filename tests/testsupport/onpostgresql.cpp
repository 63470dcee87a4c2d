// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testsupport/processsupport.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QVersionNumber>

#include <algorithm>
#include <csignal>

#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

//! Runs a test program on a PostgreSQL of its own: onpostgresql PROGRAM [ARGUMENT...]. The server lives in a
//! temporary directory and ends with this program; its address is in GATEHOUSE_TEST_POSTGRESQL.
namespace {

constexpr int startMs = 30'000;
constexpr int pollMs = 50;

//! Debian keeps the server's programs beside those of its other releases, outside of PATH.
QString programOf(const QString &name)
{
    const QDir releases(u"/usr/lib/postgresql"_s);
    QStringList all = releases.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::sort(all.begin(), all.end(), [](const QString &a, const QString &b) { return QVersionNumber::fromString(a) > QVersionNumber::fromString(b); });
    for (const QString &release : std::as_const(all)) {
        const QString program = releases.filePath(release + u"/bin/"_s + name);
        if (QFileInfo(program).isExecutable())
            return program;
    }
    return QStandardPaths::findExecutable(name);
}

//! PostgreSQL refuses to run as root: there, \a process becomes nobody, who gets \a directory. It ends with this one.
bool giveUpRoot(QProcess &process, const QString &directory)
{
    if (geteuid() != 0) {
        testsupport::endWithParent(process);
        return true;
    }
    const passwd *nobody = getpwnam("nobody");
    if (!nobody || chown(QFile::encodeName(directory).constData(), nobody->pw_uid, nobody->pw_gid) != 0)
        return false;
    process.setChildProcessModifier([uid = nobody->pw_uid, gid = nobody->pw_gid] {
        // Becoming somebody else clears what was asked of the kernel before.
        if (setgroups(0, nullptr) != 0 || setgid(gid) != 0 || setuid(uid) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
            _exit(126);
    });
    return true;
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

bool run(QProcess &process, const QString &program, const QStringList &arguments)
{
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(program, arguments);
    return process.waitForFinished(startMs) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool answers(const QString &directory, quint16 port)
{
    QProcess question;
    question.start(programOf(u"pg_isready"_s), {u"-q"_s, u"-h"_s, directory, u"-p"_s, QString::number(port)});
    return question.waitForFinished(startMs) && question.exitCode() == 0;
}

int fail(const char *words)
{
    fprintf(stderr, "onpostgresql: %s\n", words);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2)
        return fail("name a program");
    QTemporaryDir directory;
    const QString data = directory.filePath(u"data"_s);
    QProcess setUp;
    if (!giveUpRoot(setUp, directory.path())
        || !run(setUp, programOf(u"initdb"_s), {u"-D"_s, data, u"-U"_s, u"gatehouse"_s, u"-A"_s, u"trust"_s, u"-N"_s, u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s}))
        return fail("no database could be set up");
    QProcess server;
    if (!giveUpRoot(server, directory.path()))
        return fail("root could not be given up");
    const quint16 port = freePort();
    server.setStandardErrorFile(directory.filePath(u"log"_s));
    server.start(programOf(u"postgres"_s),
        {u"-D"_s, data, u"-k"_s, directory.path(), u"-p"_s, QString::number(port), u"-c"_s, u"listen_addresses=127.0.0.1"_s, u"-c"_s, u"fsync=off"_s, u"-c"_s,
            u"max_connections=200"_s});
    QElapsedTimer waited;
    waited.start();
    while (!answers(directory.path(), port)) {
        if (waited.elapsed() > startMs || server.state() == QProcess::NotRunning)
            return fail("PostgreSQL did not start");
        server.waitForFinished(pollMs);
    }
    qputenv("GATEHOUSE_TEST_POSTGRESQL", "postgresql://gatehouse@127.0.0.1:" + QByteArray::number(port));
    QProcess test;
    testsupport::endWithParent(test);
    test.setProcessChannelMode(QProcess::ForwardedChannels);
    test.start(arguments.at(1), arguments.sliced(2));
    test.waitForFinished(-1);
    testsupport::endGently(server);
    return test.exitStatus() == QProcess::NormalExit ? test.exitCode() : 1;
}
