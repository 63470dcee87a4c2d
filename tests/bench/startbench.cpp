// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the start of the program to an Inbox with rows in it, on a filled sandbox, and what console
// and server then hold in memory. Beside it stands an empty Qt window of the same size. The sandbox
// is kept between runs.

#include "core/contract/routes.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/measurement.h"
#include "tests/bench/processcost.h"
#include "tests/testsupport/processsupport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

constexpr int rounds = 5;
constexpr int readyTimeoutMs = 60000;

struct Start
{
    double milliseconds = 0;
    bench::ProcessCost own;
    bench::ProcessCost server;
};

QString beside(const QString &program)
{
    return QCoreApplication::applicationDirPath() + u'/' + program;
}

//! Makes the next start read the disk; only root may.
bool dropCaches()
{
    QFile file(u"/proc/sys/vm/drop_caches"_s);
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("1") == 1;
}

Result<Start> startOnce(const QString &program, const QStringList &arguments, const QString &home)
{
    QProcess process;
    testsupport::endWithParent(process);
    process.setProcessEnvironment(bench::environmentWithHome(home));
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);

    QElapsedTimer clock;
    clock.start();
    process.start(beside(program), arguments);
    const QJsonObject ready = testsupport::awaitReadyLine(process, readyTimeoutMs);
    if (ready.isEmpty() || ready.value("rows"_L1).toInt(1) == 0)
        return fail(inputError(u"no_start"_s, u"%1 did not show its rows"_s.arg(program)));
    Start start;
    start.milliseconds = double(clock.nsecsElapsed()) / 1e6;
    start.own = bench::costOf(process.processId());
    for (const qint64 server : bench::childrenOf(process.processId(), u"gatehouse-server"_s))
        start.server = bench::costOf(server);
    if (!testsupport::endGently(process))
        return fail(inputError(u"no_end"_s, u"%1 did not end in order"_s.arg(program)));
    return start;
}

template <typename Member>
double middle(const QList<Start> &starts, Member member)
{
    QList<double> values;
    for (const Start &start : starts)
        values.append(member(start));
    return bench::median(values);
}

Result<QList<Start>> startOften(
    const QString &program, const QStringList &arguments, const QString &home)
{
    QList<Start> starts;
    for (int round = 0; round < rounds; ++round) {
        const auto start = startOnce(program, arguments, home);
        if (!start)
            return fail(start.error());
        starts.append(*start);
    }
    return starts;
}

void report(const QList<Start> &console, const QList<Start> &window)
{
    const auto print = [&](const QString &name, const QString &unit, auto member) {
        // Zero is what a person without the right to look is shown.
        if (const double value = middle(console, member); value > 0)
            bench::print(
                {u"start."_s + name, value, unit, u"an empty Qt window"_s, middle(window, member)});
    };
    print(u"inbox"_s, u"ms"_s, [](const Start &s) { return s.milliseconds; });
    print(u"console.rss"_s, u"MB"_s, [](const Start &s) { return s.own.rssMegabytes; });
    print(u"console.pss"_s, u"MB"_s, [](const Start &s) { return s.own.pssMegabytes; });
    print(u"console.cpu"_s, u"s"_s, [](const Start &s) { return s.own.cpuSeconds; });
    print(u"server.rss"_s, u"MB"_s, [](const Start &s) { return s.server.rssMegabytes; });
    print(u"server.pss"_s, u"MB"_s, [](const Start &s) { return s.server.pssMegabytes; });
    print(u"server.cpu"_s, u"s"_s, [](const Start &s) { return s.server.cpuSeconds; });
}

Status measure(const QString &home)
{
    const QStringList arguments{u"--persona"_s, u"security"_s, u"--announce"_s};
    if (dropCaches()) {
        const auto window = startOnce(u"bench_emptywindow"_s, {}, home);
        dropCaches();
        const auto console = startOnce(u"gatehouse"_s, arguments, home);
        if (!window || !console)
            return fail(window ? console.error() : window.error());
        bench::print({u"start.inbox.coldDisk"_s, console->milliseconds, u"ms"_s,
            u"an empty Qt window"_s, window->milliseconds});
    }
    const auto window = startOften(u"bench_emptywindow"_s, {}, home);
    const auto console = startOften(u"gatehouse"_s, arguments, home);
    if (!window || !console)
        return fail(window ? console.error() : window.error());
    report(*console, *window);
    return {};
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString home = bench::benchHome();
    const Status measured = bench::fillSandbox(home).and_then([&] { return measure(home); });
    if (measured)
        return 0;
    bench::say(describe(measured.error()) + u' ' + measured.error().detail);
    return 1;
}
