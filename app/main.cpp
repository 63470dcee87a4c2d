// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"
#include "app/consoletour.h"
#include "app/options.h"
#include "app/terminationsignals.h"
#include "core/auth/processhardening.h"
#include "core/base/log.h"

#include <QIcon>
#include <QNetworkProxyFactory>
#include <QTemporaryDir>
#include <QTranslator>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;

namespace {

//! The tour starts on an empty home: nothing of the person's own is read or changed.
void useEmptyHome(const QString &home)
{
    qputenv("HOME", home.toLocal8Bit());
    for (const char *name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, (home + u'/' + QString::fromLatin1(name).toLower()).toLocal8Bit());
}

void nameApplication()
{
    QCoreApplication::setApplicationName(u"gatehouse"_s);
    QGuiApplication::setApplicationDisplayName(u"Gatehouse"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(GATEHOUSE_VERSION));
}

void announceAll(const Workspace &workspace)
{
    std::printf("{\"all\":true,\"plugins\":%d}\n", workspace.plugins.count());
    std::fflush(stdout);
}

//! One line for programs that wait for the first rows, and one more when every list is in memory.
void announce(Console &console)
{
    Workspace *workspace = console.workspace();
    // Drawn, not only asked to be.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    console.window().repaint();
    std::printf("{\"ready\":true,\"page\":\"inbox\",\"rows\":%d}\n", workspace->requests.count());
    std::fflush(stdout);
    if (workspace->replica.phase() == Replica::Phase::Restoring)
        QObject::connect(&workspace->replica, &Replica::restored, workspace, [workspace] { announceAll(*workspace); });
    else
        announceAll(*workspace);
}

} // namespace

int main(int argc, char *argv[])
{
    if (const Status hardened = hardenProcess(); !hardened)
        log::to(log::App)->warn("{}", describe(hardened.error()));
    TerminationSignals termination;
    nameApplication();
    if (asksForWordsOnly(argc, argv)) {
        // Ends in the parser, before anything needs a display.
        const QCoreApplication words(argc, argv);
        parseOptions(words);
        return 0;
    }
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(u"io.gatehouse.Gatehouse"_s);
    QApplication::setWindowIcon(QIcon(u":/icons/gatehouse.svg"_s));
    QTranslator plurals;
    if (plurals.load(u":/i18n/gatehouse_en.qm"_s))
        QApplication::installTranslator(&plurals);

    // As the desktop is set up, automatic configuration (PAC) included.
    QNetworkProxyFactory::setUseSystemConfiguration(true);

    const Options options = parseOptions(application);
    QTemporaryDir home;
    if (!options.tourDirectory.isEmpty())
        useEmptyHome(home.path());

    Console console(application, options);
    termination.listen();
    // A tour that is cut short has not shown that all is well.
    const int endedBySignal = options.tourDirectory.isEmpty() ? 0 : 1;
    QObject::connect(&termination, &TerminationSignals::received, &application,
        [endedBySignal] { QCoreApplication::exit(endedBySignal); });
    if (options.announce)
        QObject::connect(&console, &Console::ready, &console, [&console] { announce(console); });
    QObject::connect(&console, &Console::handedOver, &application, [] { QCoreApplication::quit(); });
    std::unique_ptr<ConsoleTour> tour;
    if (!options.tourDirectory.isEmpty())
        tour = std::make_unique<ConsoleTour>(console, options.tourDirectory);
    console.start();
    return QApplication::exec();
}
