// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"

#include <QJsonObject>
#include <QStringList>

namespace gatehouse::checks {

//! A command that npm runs on every computer that installs the package.
struct InstallScript
{
    QString name; //!< preinstall, install or postinstall.
    QString command;
    QString manifestPath; //!< Where it is declared: "package.json", or that of a bundled package.
    bool isImplied = false; //!< Nobody wrote it: npm makes it of a binding.gyp.
};

//! Those of the package and of what is bundled inside of it (node_modules), in order of path.
QList<InstallScript> allInstallScripts(const QJsonObject &manifest, const TarFiles &files);

//! The package's files that \a scripts run: those they name, and what these read by relative
//! require or import, as far as that can be told from the text; at most 100.
QStringList installTimeFiles(const QList<InstallScript> &scripts, const TarFiles &files);

} // namespace gatehouse::checks
