// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace gatehouse {

//! The console's command line.
struct Options
{
    bool sandbox = false; //!< Start on the local sandbox instead of the first-run page.
    QString tourDirectory; //!< Not empty: walk every page, write pictures, exit.
    QString packageList; //!< For the sandbox: a JSON file like the built-in list.
    bool announce = false; //!< Print one JSON line on stdout once the first rows are painted.
    QString page; //!< To be shown first; in a console that is open already, too.
    QString persona; //!< For the sandbox: sign in as this persona without a browser.
};

//! Whether parseOptions() will only print help or the version and exit: no display is needed then.
bool asksForWordsOnly(int argc, const char *const *argv);

//! Exits the process for --help, --version and what it does not understand.
Options parseOptions(const QCoreApplication &application);

} // namespace gatehouse
