// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/packagedelta.h"

#include "backend/npm/manifest.h"
#include "core/base/counted.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

DeltaItem unchanged(const QString &dimension, const QString &summary)
{
    DeltaItem item;
    item.dimension = dimension;
    item.summary = summary;
    item.verdict = Verdict::Pass;
    return item;
}

QString listed(QStringList names)
{
    constexpr qsizetype Shown = 4;
    const qsizetype more = names.size() - Shown;
    names = names.mid(0, Shown);
    return more > 0 ? names.join(u", "_s) + u" and %1 more"_s.arg(more) : names.join(u", "_s);
}

// Compares two maps of name to value and says what moved.
DeltaItem compareMaps(const QString &dimension, const QString &noun,
    const QMap<QString, QString> &before, const QMap<QString, QString> &after, Verdict whenChanged)
{
    DeltaItem item = unchanged(dimension, u"No change of %1"_s.arg(noun));
    QStringList moved;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const auto old = before.find(it.key());
        if (old != before.end() && *old == *it)
            continue;
        ++(old == before.end() ? item.added : item.changed);
        moved << it.key();
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key())) {
            ++item.removed;
            moved << it.key();
        }
    }
    if (!moved.isEmpty()) {
        item.verdict = whenChanged;
        item.summary = listed(moved);
    }
    return item;
}

QMap<QString, QString> dependencyMap(const QJsonObject &manifest)
{
    QMap<QString, QString> map;
    const QList<Dependency> dependencies = dependenciesOf(manifest);
    for (const Dependency &dependency : dependencies)
        map.insert(dependency.name, dependency.kind + u' ' + dependency.range);
    const QJsonObject engines = manifest.value("engines"_L1).toObject();
    for (auto it = engines.begin(); it != engines.end(); ++it)
        map.insert(it.key() + u" (engine)", it.value().toString());
    return map;
}

DeltaItem configDelta(const Result<QList<ConfigKeyChange>> &changes)
{
    DeltaItem item = unchanged(u"config_keys"_s, u"No change of configuration keys"_s);
    if (!changes) {
        item.verdict = Verdict::Error;
        item.summary = changes.error().message;
        return item;
    }
    QStringList moved;
    for (const ConfigKeyChange &change : *changes) {
        ++(!change.before ? item.added : !change.after ? item.removed : item.changed);
        moved << (change.asksForValue ? change.key + u" (required)" : change.key);
    }
    if (!moved.isEmpty()) {
        item.verdict = Verdict::Warn;
        item.summary = listed(moved);
    }
    return item;
}

QMap<QString, QString> findingMap(const PackageState &state)
{
    QMap<QString, QString> map;
    for (const Evidence &item : state.evidence) {
        for (const Finding &finding : item.findings) {
            const QString place = finding.file.isEmpty() ? toWire(item.kind) : finding.file;
            map.insert(finding.title + u" (" + place + u')', toWire(finding.severity));
        }
    }
    return map;
}

QMap<QString, QString> backstageMap(const QJsonObject &manifest)
{
    const QJsonObject backstage = manifest.value("backstage"_L1).toObject();
    return {{u"role"_s, backstage.value("role"_L1).toString()},
        {u"pluginId"_s, backstage.value("pluginId"_L1).toString()}};
}

DeltaItem codeDelta(const QList<FileChange> &files)
{
    DeltaItem item = unchanged(u"code"_s, u"No file changed"_s);
    for (const FileChange &file : files) {
        item.added += file.added;
        item.removed += file.removed;
        if (file.kind == FileChangeKind::Modified)
            ++item.changed;
    }
    if (!files.isEmpty()) {
        item.verdict = Verdict::Warn;
        item.summary
            = u"%1, +%2 −%3 lines"_s.arg(counted(files.size(), u"file", u"files")).arg(item.added).arg(item.removed);
    }
    return item;
}

DeltaItem wordDelta(
    const QString &dimension, const QString &before, const QString &after, Verdict whenChanged)
{
    DeltaItem item = unchanged(dimension, after);
    if (before != after) {
        item.changed = 1;
        item.verdict = whenChanged;
        item.summary = u"%1 → %2"_s.arg(
            before.isEmpty() ? u"none"_s : before, after.isEmpty() ? u"none"_s : after);
    }
    return item;
}

DeltaItem publisherDelta(const PackageState &before, const PackageState &after)
{
    DeltaItem item = wordDelta(u"publisher"_s, before.publisher, after.publisher, Verdict::Warn);
    if (before.publisher.isEmpty() || after.publisher.isEmpty()) {
        item = unchanged(u"publisher"_s, u"The registry does not tell who publishes"_s);
        item.verdict = Verdict::NotRun;
    }
    return item;
}

DeltaItem findingsDelta(const PackageState &before, const PackageState &after)
{
    DeltaItem item = compareMaps(
        u"findings"_s, u"findings"_s, findingMap(before), findingMap(after), Verdict::Warn);
    if (item.added == 0 && item.changed == 0 && item.removed > 0)
        item.verdict = Verdict::Pass;
    return item;
}

} // namespace

QList<DeltaItem> packageDelta(const PackageState &before, const PackageState &after, const QList<FileChange> &files,
    const Result<QList<ConfigKeyChange>> &configKeys)
{
    return {codeDelta(files),
        compareMaps(u"dependencies"_s, u"dependencies"_s, dependencyMap(before.manifest),
            dependencyMap(after.manifest), Verdict::Warn),
        compareMaps(u"install_scripts"_s, u"install scripts"_s, installScriptsOf(before.manifest),
            installScriptsOf(after.manifest), Verdict::Fail),
        compareMaps(u"permissions"_s, u"Backstage role or id"_s, backstageMap(before.manifest),
            backstageMap(after.manifest), Verdict::Warn),
        configDelta(configKeys),
        findingsDelta(before, after),
        wordDelta(u"licence"_s, declaredLicence(before.manifest), declaredLicence(after.manifest),
            Verdict::Fail),
        publisherDelta(before, after)};
}

} // namespace gatehouse
