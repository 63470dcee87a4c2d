// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/manifestchanges.h"

#include "backend/npm/manifest.h"
#include "backend/npm/reviewplace.h"
#include "backend/npm/semver.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

// The lowest version of a range that has one alternative; nothing for "*", a URL or a tag.
std::optional<SemVer> lowestVersion(const QString &range)
{
    static const QRegularExpression form(
        uR"(^\s*(?:\^|~|>=|=|v)?\s*(\d+)(?:\.(\d+))?(?:\.(\d+)(-[0-9A-Za-z.-]+)?)?(?:\.x)?(?:\s+<\S+)?\s*$)"_s);
    const auto match = form.match(range);
    if (!match.hasMatch())
        return {};
    const auto part = [&match](int group) {
        return match.captured(group).isEmpty() ? u"0"_s : match.captured(group);
    };
    return SemVer::parse(
        part(1) + u'.' + part(2) + u'.' + part(3) + match.captured(4));
}

QString directionOf(const QString &before, const QString &after)
{
    const auto low = lowestVersion(before);
    const auto high = lowestVersion(after);
    if (!low || !high || *low == *high)
        return u"changed"_s;
    return *high > *low ? u"raised"_s : u"lowered"_s;
}

QMap<QString, Dependency> byName(const QJsonObject &manifest)
{
    QMap<QString, Dependency> map;
    const QList<Dependency> dependencies = dependenciesOf(manifest);
    for (const Dependency &dependency : dependencies) {
        // A package that is both a direct and a peer dependency is installed.
        if (!map.contains(dependency.name))
            map.insert(dependency.name, dependency);
    }
    return map;
}

QMap<QString, QString> scriptsOf(const PackageState &state)
{
    QMap<QString, QString> scripts = installScriptsOf(state.manifest);
    if (state.files.contains(u"binding.gyp"_s) && !scripts.contains(u"install"_s))
        scripts.insert(u"install"_s, u"node-gyp rebuild"_s);
    return scripts;
}

// The line of a script in package.json, told from the text because a parsed document has no lines.
int lineOfScript(const PackageState &state, const QString &name)
{
    const QByteArray text = state.files.value(u"package.json"_s).bytes;
    const QRegularExpression key(u"\"%1\"\\s*:"_s.arg(name));
    bool inScripts = false;
    int line = 0;
    for (const QByteArray &row : text.split('\n')) {
        ++line;
        const QString words = QString::fromUtf8(row);
        inScripts = inScripts || words.contains(u"\"scripts\""_s);
        if (inScripts && words.contains(key))
            return line;
    }
    return 0;
}

// What names an advisory stands for the sentence around it.
QString noteOf(const QString &title)
{
    static const QRegularExpression advisory(u"\\b(CVE-\\d{4}-\\d+|GHSA(-[0-9a-z]{4}){3})\\b"_s);
    const auto match = advisory.match(title);
    return match.hasMatch() ? match.captured() : title;
}

QStringList notesOn(const QString &dependency, const QList<Evidence> &evidence)
{
    const QRegularExpression name(
        uR"((?<![\w@/.-])%1(?![\w/-]))"_s.arg(QRegularExpression::escape(dependency)));
    QStringList notes;
    for (const Evidence &item : evidence) {
        for (const Finding &finding : item.findings) {
            // Of other files' findings a name proves nothing: "path" is a word, too.
            const bool isAboutManifest = finding.file.isEmpty() || finding.file == u"package.json"_s;
            if (isAboutManifest && finding.severity >= Severity::Medium
                && finding.title.contains(name))
                notes << noteOf(finding.title);
        }
    }
    notes.removeDuplicates();
    return notes;
}

int order(const DependencyChange &change)
{
    return change.change == u"added"_s ? 0 : change.change == u"removed"_s ? 1 : 2;
}

} // namespace

QList<DependencyChange> dependencyChanges(const PackageState &before, const PackageState &after)
{
    const QMap<QString, Dependency> old = byName(before.manifest);
    const QMap<QString, Dependency> now = byName(after.manifest);
    QList<DependencyChange> changes;
    for (const Dependency &dependency : now) {
        const auto known = old.find(dependency.name);
        if (known == old.end()) {
            changes << DependencyChange{
                dependency.name, dependency.kind, u"added"_s, {}, dependency.range, {}};
        } else if (*known != dependency) {
            const QString how = known->range == dependency.range
                ? u"changed"_s
                : directionOf(known->range, dependency.range);
            changes << DependencyChange{
                dependency.name, dependency.kind, how, known->range, dependency.range, {}};
        }
    }
    for (const Dependency &dependency : old) {
        if (!now.contains(dependency.name)) {
            changes << DependencyChange{
                dependency.name, dependency.kind, u"removed"_s, dependency.range, {}, {}};
        }
    }
    for (DependencyChange &change : changes) {
        if (change.after)
            change.notes = notesOn(change.name, after.evidence);
    }
    std::stable_sort(
        changes.begin(), changes.end(), [](const DependencyChange &a, const DependencyChange &b) {
            return std::pair(order(a), a.name) < std::pair(order(b), b.name);
        });
    return changes;
}

QList<InstallScriptChange> installScriptChanges(
    const PackageState &before, const PackageState &after)
{
    const QMap<QString, QString> old = scriptsOf(before);
    const QMap<QString, QString> now = scriptsOf(after);
    QList<InstallScriptChange> changes;
    for (auto it = now.begin(); it != now.end(); ++it) {
        InstallScriptChange change;
        change.name = it.key();
        change.after = it.value();
        if (const auto known = old.find(it.key()); known != old.end())
            change.before = *known;
        if (change.before == change.after)
            continue;
        change.line = lineOfScript(after, it.key());
        if (const QString file = fileRunBy(it.value(), after.files); !file.isEmpty())
            change.file = file;
        changes << change;
    }
    for (auto it = old.begin(); it != old.end(); ++it) {
        if (now.contains(it.key()))
            continue;
        InstallScriptChange change;
        change.name = it.key();
        change.before = it.value();
        changes << change;
    }
    return changes;
}

} // namespace gatehouse
