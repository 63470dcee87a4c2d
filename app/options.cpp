// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

bool asksForWordsOnly(int argc, const char *const *argv)
{
    return std::any_of(argv, argv + argc, [](const char *argument) {
        const QByteArrayView given(argument);
        return given == "--help" || given == "--help-all" || given == "-h" || given == "--version" || given == "-v";
    });
}

Options parseOptions(const QCoreApplication &application)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("Options", text); };
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Reviews, configures and watches the plugins of a portal."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sandbox(u"sandbox"_s, tr("Start on the local sandbox."));
    const QCommandLineOption tour(u"tour"_s,
        tr("Walk every page of the local sandbox, write pictures to <directory> and exit."),
        tr("directory"));
    const QCommandLineOption packages(u"packages"_s,
        tr("Packages of the local sandbox, instead of the built-in list."), tr("file"));
    const QCommandLineOption persona(u"persona"_s,
        tr("Sign in to the local sandbox as this persona, without a browser."), tr("key"));
    const QCommandLineOption page(u"page"_s,
        tr("Show this page first: inbox, registry, config, operations, dashboards, audit, outbox, workflows, policies or settings."), tr("page"));
    const QCommandLineOption announce(u"announce"_s, tr("Print one line of JSON when the first rows are shown."));
    parser.addOptions({sandbox, tour, packages, persona, page, announce});
    parser.process(application);

    Options options;
    options.tourDirectory = parser.value(tour);
    options.packageList = parser.value(packages);
    options.persona = parser.value(persona);
    options.page = parser.value(page);
    options.announce = parser.isSet(announce);
    // The tour has no browser; a reviewer sees the most.
    if (!options.tourDirectory.isEmpty() && options.persona.isEmpty())
        options.persona = u"security"_s;
    options.sandbox = parser.isSet(sandbox) || !options.tourDirectory.isEmpty() || !options.persona.isEmpty();
    return options;
}

} // namespace gatehouse
