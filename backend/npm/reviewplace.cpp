// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/reviewplace.h"

#include "backend/npm/filekind.h"
#include "backend/npm/manifest.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isScript(const QString &path)
{
    return path.startsWith(u"bin/"_s) || path.startsWith(u"scripts/"_s) || path.endsWith(u".sh"_s)
        || path.contains(u"install"_s);
}

QStringList reasonsOf(
    const FileChange &change, const QByteArray &bytes, const ReviewContext &context)
{
    QStringList reasons;
    const auto add = [&reasons](bool is, const QString &reason) {
        if (is)
            reasons << reason;
    };
    const QString &path = change.path;
    const bool runs = path == u"binding.gyp"_s || context.installFiles.contains(path);
    add(path == u"package.json"_s, u"manifest"_s);
    add(runs, u"install_script"_s);
    add(path.startsWith(u"config."_s), u"config_schema"_s);
    add(!runs && isScript(path), u"script"_s);
    add(isNativeCode(bytes), u"compiled"_s);
    add(change.binary && change.kind == FileChangeKind::Added, u"new_binary"_s);
    add(context.findingFiles.contains(path), u"finding"_s);
    return reasons;
}

bool isCode(const QString &path)
{
    static const QSet<QString> suffixes
        = {u"js"_s, u"mjs"_s, u"cjs"_s, u"ts"_s, u"tsx"_s, u"jsx"_s, u"json"_s, u"sh"_s, u"sql"_s,
            u"py"_s, u"wasm"_s, u"node"_s, u"html"_s, u"yaml"_s, u"yml"_s};
    return suffixes.contains(QFileInfo(path).suffix()) && !path.endsWith(u".d.ts"_s);
}

} // namespace

ReviewContext reviewContext(
    const QJsonObject &manifest, const TarFiles &files, const QList<Evidence> &evidence)
{
    ReviewContext context;
    const QMap<QString, QString> scripts = installScriptsOf(manifest);
    for (const QString &command : scripts) {
        if (const QString file = fileRunBy(command, files); !file.isEmpty())
            context.installFiles << file;
    }
    for (const Evidence &item : evidence) {
        for (const Finding &finding : item.findings) {
            if (!finding.file.isEmpty() && finding.severity >= Severity::Medium)
                context.findingFiles << finding.file;
        }
    }
    return context;
}

void placeForReview(FileChange &change, const QByteArray &bytes, const ReviewContext &context)
{
    change.reasons = reasonsOf(change, bytes, context);
    if (!change.reasons.isEmpty())
        change.group = u"look_first"_s;
    else
        change.group = isCode(change.path) ? u"code"_s : u"text"_s;
    if (isMinified(change.path, bytes))
        change.reasons << u"minified"_s;
    if (change.path.endsWith(u".map"_s))
        change.reasons << u"source_map"_s;
}

QString fileRunBy(const QString &command, const TarFiles &files)
{
    static const QRegularExpression separators(u"[\\s;&|\"'()]+"_s);
    const QStringList words = command.split(separators, Qt::SkipEmptyParts);
    for (QString word : words) {
        if (word.startsWith(u"./"_s))
            word.remove(0, 2);
        // As node finds it.
        for (const QString &suffix : {QString(), u".js"_s, u".cjs"_s, u".mjs"_s, u"/index.js"_s}) {
            if (files.contains(word + suffix))
                return word + suffix;
        }
    }
    return {};
}

} // namespace gatehouse
