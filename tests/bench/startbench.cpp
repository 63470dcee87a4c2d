// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the start of the program to an Inbox with rows in it, and what console and server then hold in
// memory, beside an empty Qt window of the same size. First on a filled sandbox, with the sign-in; then as
// the console of a large company starts, from what it kept of 100,000 plugins, before it has heard of
// the portal. Both sandboxes are kept between runs, and so is what the console keeps of them.

#include "core/base/json.h"
#include "tests/bench/filledsandbox.h"
#include "tests/bench/generatedplugins.h"
#include "tests/bench/measurement.h"
#include "tests/bench/processcost.h"
#include "tests/testsupport/processsupport.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

constexpr int rounds = 5;
constexpr int readyTimeoutMs = 60000;
constexpr int syncTimeoutMs = 20 * 60 * 1000;
//! The console's own work after the last list is there is over, and memory has settled.
constexpr int restMs = 3000;

struct Start
{
    double milliseconds = 0;
    bench::ProcessCost own; //!< When rows are on screen,
    bench::ProcessCost all; //!< when every list is in memory,
    bench::ProcessCost rested; //!< and a moment later.
    bench::ProcessCost server;
    int plugins = 0;
};

struct Program
{
    QString name;
    QStringList arguments;
    bool tellsAll = false;
    int timeoutMs = readyTimeoutMs;
};

const Program emptyWindow {u"bench_emptywindow"_s, {}};
const Program signedIn {u"gatehouse"_s, {u"--persona"_s, u"security"_s, u"--announce"_s}};
const Program fromKept {u"gatehouse"_s, {u"--announce"_s}, true};

//! Makes the next start read the disk; only root may.
bool dropCaches()
{
    QFile file(u"/proc/sys/vm/drop_caches"_s);
    return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write("1") == 1;
}

//! The next line of JSON that says \a key, as soon as it is there; empty when none comes.
QJsonObject awaitLine(QProcess &process, QLatin1StringView key, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (process.canReadLine() || process.waitForReadyRead(int(deadline.remainingTime()))) {
        while (process.canReadLine()) {
            const auto line = parseJsonObject(process.readLine());
            if (line && line->value(key).toBool())
                return *line;
        }
    }
    return {};
}

Result<Start> startOnce(const Program &program, const QString &home)
{
    QProcess process;
    testsupport::endWithParent(process);
    process.setProcessEnvironment(bench::environmentWithHome(home));
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);

    QElapsedTimer clock;
    clock.start();
    process.start(QCoreApplication::applicationDirPath() + u'/' + program.name, program.arguments);
    const QJsonObject ready = awaitLine(process, "ready"_L1, program.timeoutMs);
    Start start;
    start.milliseconds = double(clock.nsecsElapsed()) / 1e6;
    start.own = bench::costOf(process.processId());
    if (ready.isEmpty() || ready.value("rows"_L1).toInt(1) == 0)
        return fail(inputError(u"no_start"_s, u"%1 did not show its rows"_s.arg(program.name)));
    for (const qint64 server : bench::childrenOf(process.processId(), u"gatehouse-server"_s))
        start.server = bench::costOf(server);
    if (program.tellsAll) {
        start.plugins = awaitLine(process, "all"_L1, program.timeoutMs).value("plugins"_L1).toInt();
        start.all = bench::costOf(process.processId());
        QThread::msleep(restMs);
        start.rested = bench::costOf(process.processId());
    }
    if (!testsupport::endGently(process))
        return fail(inputError(u"no_end"_s, u"%1 did not end in order"_s.arg(program.name)));
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

Result<QList<Start>> startOften(const Program &program, const QString &home)
{
    QList<Start> starts;
    for (int round = 0; round < rounds; ++round) {
        const auto start = startOnce(program, home);
        if (!start)
            return fail(start.error());
        starts.append(*start);
    }
    return starts;
}

//! Prints figures of one kind of start beside those of an empty window.
class Report final
{
public:
    Report(QString prefix, QList<Start> console, QList<Start> window)
        : m_prefix(std::move(prefix))
        , m_console(std::move(console))
        , m_window(std::move(window))
    {
    }

    template <typename Member>
    void print(const QString &name, const QString &unit, Member member) const
    {
        print(name, unit, member, member);
    }
    //! Where the window has nothing of the kind, \a other of it stands beside.
    template <typename Member, typename Other>
    void print(const QString &name, const QString &unit, Member member, Other other) const
    {
        // Zero is what a person without the right to look is shown.
        if (const double value = middle(m_console, member); value > 0)
            bench::print({m_prefix + name, value, unit, u"an empty Qt window"_s, middle(m_window, other)});
    }

private:
    const QString m_prefix;
    const QList<Start> m_console;
    const QList<Start> m_window;
};

Status measureColdDisk(const QString &name, const Program &program, const QString &home)
{
    if (!dropCaches())
        return {};
    const auto window = startOnce(emptyWindow, home);
    dropCaches();
    const auto console = startOnce(program, home);
    if (!window || !console)
        return fail(window ? console.error() : window.error());
    bench::print({name, console->milliseconds, u"ms"_s, u"an empty Qt window"_s, window->milliseconds});
    return {};
}

Status measureSandbox(const QString &home)
{
    GATEHOUSE_TRY(measureColdDisk(u"start.inbox.coldDisk"_s, signedIn, home));
    const auto window = startOften(emptyWindow, home);
    const auto console = startOften(signedIn, home);
    if (!window || !console)
        return fail(window ? console.error() : window.error());
    const Report report(u"start."_s, *console, *window);
    report.print(u"inbox"_s, u"ms"_s, [](const Start &s) { return s.milliseconds; });
    report.print(u"console.rss"_s, u"MB"_s, [](const Start &s) { return s.own.rssMegabytes; });
    report.print(u"console.pss"_s, u"MB"_s, [](const Start &s) { return s.own.pssMegabytes; });
    report.print(u"console.cpu"_s, u"s"_s, [](const Start &s) { return s.own.cpuSeconds; });
    report.print(u"server.rss"_s, u"MB"_s, [](const Start &s) { return s.server.rssMegabytes; });
    report.print(u"server.pss"_s, u"MB"_s, [](const Start &s) { return s.server.pssMegabytes; });
    report.print(u"server.cpu"_s, u"s"_s, [](const Start &s) { return s.server.cpuSeconds; });
    return {};
}

//! The sandbox of \a small once more, and as many plugins as a large company has. Lets a console
//! read them all, unless one has.
Status fillMany(const QString &small, const QString &home)
{
    const QString data = bench::sandboxData(home);
    if (!QDir(data).exists()) {
        QDir().mkpath(QFileInfo(data).path());
        if (QProcess::execute(u"cp"_s, {u"-a"_s, bench::sandboxData(small), data}) != 0)
            return fail(storageError(u"the sandbox could not be copied"_s));
    }
    bench::say(u"making a registry of %1 plugins, unless it is there"_s.arg(bench::manyPlugins));
    GATEHOUSE_TRY(bench::addPlugins(data, bench::manyPlugins));
    const auto kept = startOnce(fromKept, home);
    if (kept && kept->plugins >= bench::manyPlugins)
        return {};
    bench::say(u"letting a console read and keep them"_s);
    Program reader = signedIn;
    reader.tellsAll = true;
    reader.timeoutMs = syncTimeoutMs;
    const auto read = startOnce(reader, home);
    if (!read)
        return fail(read.error());
    return read->plugins >= bench::manyPlugins ? Status() : fail(inputError(u"not_read"_s, u"The console did not read every plugin"_s));
}

//! Makes the next console start on \a page, as it does for a person who ended there.
Status startOn(const QString &page, const QString &home)
{
    QFile file(home + u"/.config/gatehouse/console.json"_s);
    QJsonObject settings;
    if (file.open(QIODevice::ReadOnly))
        settings = parseJsonObject(file.readAll()).value_or(QJsonObject());
    file.close();
    settings.insert(u"page"_s, page);
    const QByteArray bytes = toJsonBytes(settings);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return fail(storageError(u"the settings of the console could not be written"_s, file.errorString()));
    return {};
}

//! \a name is the page that is open: the Inbox, or the registry with all its rows.
Status measurePage(const QString &name, const QString &home, const QList<Start> &window)
{
    GATEHOUSE_TRY(startOn(name, home));
    const auto console = startOften(fromKept, home);
    if (!console)
        return fail(console.error());
    for (const Start &start : *console) {
        if (start.plugins < bench::manyPlugins)
            return fail(inputError(u"not_kept"_s, u"The console kept %1 plugins only"_s.arg(start.plugins)));
    }
    const Report report(u"start.100k.%1."_s.arg(name), *console, window);
    const auto cpuOfWindow = [](const Start &s) { return s.own.cpuSeconds; };
    const auto pssOfWindow = [](const Start &s) { return s.own.pssMegabytes; };
    report.print(u"shown"_s, u"ms"_s, [](const Start &s) { return s.milliseconds; });
    report.print(u"cpu.shown"_s, u"s"_s, cpuOfWindow);
    report.print(u"cpu.all"_s, u"s"_s, [](const Start &s) { return s.all.cpuSeconds; }, cpuOfWindow);
    report.print(u"pss.all"_s, u"MB"_s, [](const Start &s) { return s.all.pssMegabytes; }, pssOfWindow);
    report.print(u"pss.rested"_s, u"MB"_s, [](const Start &s) { return s.rested.pssMegabytes; }, pssOfWindow);
    report.print(u"rss.rested"_s, u"MB"_s, [](const Start &s) { return s.rested.rssMegabytes; }, [](const Start &s) { return s.own.rssMegabytes; });
    return {};
}

Status measureMany(const QString &small)
{
    const QString home = small + u"/many"_s;
    GATEHOUSE_TRY(fillMany(small, home));
    GATEHOUSE_TRY(startOn(u"inbox"_s, home));
    GATEHOUSE_TRY(measureColdDisk(u"start.100k.inbox.coldDisk"_s, fromKept, home));
    const auto window = startOften(emptyWindow, home);
    if (!window)
        return fail(window.error());
    GATEHOUSE_TRY(measurePage(u"inbox"_s, home, *window));
    const Status registry = measurePage(u"registry"_s, home, *window);
    return registry.and_then([&home] { return startOn(u"inbox"_s, home); });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString home = bench::benchHome();
    const Status measured = bench::fillSandbox(home)
                                .and_then([&] { return measureSandbox(home); })
                                .and_then([&] { return measureMany(home); });
    if (measured)
        return 0;
    bench::say(describe(measured.error()) + u' ' + measured.error().detail);
    return 1;
}
