// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/gatehouseserver.h"
#include "backend/importcommand.h"
#include "backend/verifycommand.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

// A signal handler has no argument of ours: the pipe it writes to must be found without one.
int shutdownPipe[2] = {-1, -1};

void onShutdownSignal(int)
{
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = write(shutdownPipe[1], &byte, 1);
}

void quitOnSignals(QCoreApplication &application)
{
    if (pipe2(shutdownPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    auto *notifier = new QSocketNotifier(shutdownPipe[0], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        std::signal(signal, onShutdownSignal);
    std::signal(SIGPIPE, SIG_IGN);
}

int complain(const Error &error)
{
    const QString text = error.detail.isEmpty() ? error.message : QString(error.message + u": "_s + error.detail);
    std::fprintf(stderr, "gatehouse-server: %s\n", qPrintable(text));
    return 1;
}

void announce(const GatehouseServer &server)
{
    const QJsonObject ready {
        {u"ready"_s, true}, {u"url"_s, server.url()}, {u"pid"_s, QCoreApplication::applicationPid()}};
    std::printf("%s\n", toJsonBytes(ready).constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"gatehouse-server"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.value(0) == u"import"_s)
        return runImportCommand(arguments.mid(1));
    if (arguments.value(0) == u"verify"_s)
        return runVerifyCommand(arguments.mid(1));
    if (arguments.contains(u"--help"_s)) {
        std::printf("%s", qPrintable(serverUsage()));
        return 0;
    }
    if (arguments.contains(u"--version"_s)) {
        std::printf("gatehouse-server %s\n", GATEHOUSE_VERSION);
        return 0;
    }
    auto options = readServerOptions(arguments);
    if (!options)
        return complain(options.error());
    log::setLevel(options->verbose ? spdlog::level::info : spdlog::level::warn);
    quitOnSignals(application);
    auto server = GatehouseServer::start(std::move(*options));
    if (!server)
        return complain(server.error());
    announce(**server);
    return QCoreApplication::exec();
}
