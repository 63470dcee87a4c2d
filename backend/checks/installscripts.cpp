// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/installscripts.h"

#include "backend/checks/modulenames.h"
#include "backend/npm/manifest.h"
#include "core/base/json.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

constexpr qsizetype MostFiles = 100;
constexpr qsizetype LargestFile = 4 << 20;

QString folderOf(const QString &path)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    return slash < 0 ? QString() : path.left(slash);
}

//! The file that Node.js reads for \a path; empty when the package holds none.
QString existing(const TarFiles &files, const QString &folder, const QString &path)
{
    QString clean = QDir::cleanPath(folder.isEmpty() ? path : folder + u'/' + path);
    if (clean.startsWith(u"../"_s) || clean.startsWith(u'/'))
        return {};
    for (const auto &ending : {u""_s, u".js"_s, u".cjs"_s, u".mjs"_s, u".json"_s, u"/index.js"_s}) {
        if (files.contains(clean + ending))
            return clean + ending;
    }
    return {};
}

void addScripts(QList<InstallScript> &scripts, const QJsonObject &manifest, const QString &path)
{
    const auto named = installScriptsOf(manifest);
    for (auto it = named.begin(); it != named.end(); ++it)
        scripts << InstallScript{it.key(), it.value(), path};
}

} // namespace

QList<InstallScript> allInstallScripts(const QJsonObject &manifest, const TarFiles &files)
{
    QList<InstallScript> scripts;
    addScripts(scripts, manifest, u"package.json"_s);
    const auto named = installScriptsOf(manifest);
    const bool isBuilt = named.contains(u"install"_s) || named.contains(u"preinstall"_s);
    const bool isOff = manifest.value("gypfile"_L1).isBool() && !manifest.value("gypfile"_L1).toBool();
    if (files.contains(u"binding.gyp"_s) && !isBuilt && !isOff)
        scripts << InstallScript{
            u"install"_s, u"node-gyp rebuild"_s, u"package.json"_s, true};
    for (auto it = files.lowerBound(u"node_modules/"_s); it != files.end(); ++it) {
        if (!it.key().startsWith(u"node_modules/"_s))
            break;
        if (!it.key().endsWith(u"/package.json"_s))
            continue;
        if (const auto bundled = parseJsonObject(it->bytes))
            addScripts(scripts, *bundled, it.key());
    }
    return scripts;
}

QStringList installTimeFiles(const QList<InstallScript> &scripts, const TarFiles &files)
{
    static const QRegularExpression separators(uR"re([\s;&|()"'=]+)re"_s);
    QStringList found;
    const auto take = [&](const QString &path) {
        if (!path.isEmpty() && found.size() < MostFiles && !found.contains(path))
            found << path;
    };
    for (const InstallScript &script : scripts) {
        const QStringList words = script.command.split(separators, Qt::SkipEmptyParts);
        for (const QString &word : words) {
            if (!word.startsWith(u'-'))
                take(existing(files, folderOf(script.manifestPath), word));
        }
    }
    // Grows while it is walked.
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QString path = found.at(i);
        const QByteArray bytes = files.value(path).bytes;
        if (path.endsWith(u".json"_s) || bytes.size() > LargestFile)
            continue;
        const QStringList modules = moduleNames(bytes);
        for (const QString &module : modules) {
            if (module.startsWith(u'.'))
                take(existing(files, folderOf(path), module));
        }
    }
    return found;
}

} // namespace gatehouse::checks
