// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/check.h"

#include "backend/checks/findings.h"
#include "backend/checks/installscripts.h"
#include "backend/checks/manifestline.h"
#include "backend/npm/plaintext.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

// Words that reach for the network or a shell from a script that runs on every installing computer.
bool isAlarming(const QString &command)
{
    static const QRegularExpression words(
        uR"(\b(curl|wget|nc|bash -c|sh -c|powershell|base64|eval)\b|https?://|node (-e|--eval|-p)\b)"_s);
    return words.match(command).hasMatch() || hasHiddenCharacters(command);
}

Found foundIn(const InstallScript &script, const TarFiles &files)
{
    const bool isOwn = script.manifestPath == u"package.json"_s;
    Found found{.rule = u"install-script"_s,
        .severity = Severity::High,
        .verdict = Verdict::Warn,
        .title = u"%1 runs “%2”"_s.arg(script.name, plainText(script.command, 200)),
        .file = script.manifestPath,
        .line = isOwn ? manifestLine(files, {u"scripts"_s, script.name}) : 0,
        .key = script.name + u' ' + script.command,
        .detail = {},
        .fix = u"Install with --ignore-scripts, or depend on a version without it."_s};
    if (script.isImplied) {
        found.rule = u"implied-install-script"_s;
        found.file = u"binding.gyp"_s;
        found.line = 0;
        found.detail = u"package.json names no install script; npm runs node-gyp because the "
                       u"package holds a binding.gyp."_s;
    } else if (!isOwn) {
        found.rule = u"bundled-install-script"_s;
        found.detail = u"It belongs to a package that is bundled inside of this one."_s;
    }
    if (isAlarming(script.command)) {
        found.rule = u"alarming-install-script"_s;
        found.severity = Severity::Critical;
        found.verdict = Verdict::Fail;
        found.detail = hasHiddenCharacters(script.command)
            ? u"The command holds characters that no screen shows."_s
            : u"It reaches for the network, a shell or encoded code."_s;
    }
    return found;
}

} // namespace

Result<Outcome> installScripts(const Reading &reading, const Watch &watch)
{
    const QList<InstallScript> scripts = allInstallScripts(reading.manifest, reading.files);
    Findings findings(EvidenceKind::InstallScripts);
    Outcome outcome{u"Runs nothing when it is installed."_s};
    QJsonObject listed;
    QStringList names;
    for (const InstallScript &script : scripts) {
        GATEHOUSE_TRY(watch.goOn());
        findings.add(foundIn(script, reading.files));
        const bool isOwn = script.manifestPath == u"package.json"_s;
        const QString name = isOwn ? script.name : script.manifestPath + u' ' + script.name;
        listed.insert(name, script.command.left(1000));
        names << plainText(name, 80);
    }
    if (!scripts.isEmpty()) {
        outcome.summary = u"Runs scripts on every computer that installs it: %1."_s.arg(
            names.mid(0, 6).join(u", "_s));
    }
    outcome.findings = findings.take();
    outcome.facts = {{u"scripts"_s, listed}, {u"count"_s, scripts.size()}};
    return outcome;
}

} // namespace gatehouse::checks
