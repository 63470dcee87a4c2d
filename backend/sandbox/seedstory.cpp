// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sandbox/seedstory.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>
#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::sandbox {

namespace {

Result<QJsonValue> readJsonFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(inputError(u"no_file"_s, u"%1 cannot be read"_s.arg(path)));
    return parseJson(file.readAll());
}

QStringList texts(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue value : json.toArray())
        list.append(value.toString());
    return list;
}

//! An entry is a name, or an object with "name" or "package".
SeedPackage packageOf(const QJsonValue &entry)
{
    if (entry.isString())
        return {entry.toString(), {}, {}, {}};
    const QString name = entry["name"_L1].toString(entry["package"_L1].toString());
    return {name, entry["category"_L1].toString(), entry["owner"_L1].toString(), texts(entry["tags"_L1])};
}

//! Leaves out what is about packages that are not listed, and what follows from it.
QList<SeedAct> actsAbout(const QList<SeedPackage> &packages, const QList<SeedAct> &acts)
{
    QSet<QString> known;
    for (const SeedPackage &package : packages)
        known.insert(package.name);
    QList<SeedAct> kept;
    QSet<QString> told;
    for (const SeedAct &act : acts) {
        const QString package = act.details["package"_L1].toString();
        const QString request = act.details["request"_L1].toString();
        const QString revision = act.details["revision"_L1].toString();
        const bool fits = (package.isEmpty() || known.contains(package))
            && (request.isEmpty() || told.contains(request)) && (revision.isEmpty() || told.contains(revision));
        if (!fits)
            continue;
        told.insert(act.id);
        kept.append(act);
    }
    return kept;
}

} // namespace

QStringList SeedStory::leadingNames() const
{
    QSet<QString> spokenOf;
    for (const SeedAct &act : acts)
        spokenOf.insert(act.details["package"_L1].toString());
    QStringList names;
    for (const SeedPackage &package : packages) {
        if (spokenOf.contains(package.name))
            names.append(package.name);
    }
    return names;
}

QStringList SeedStory::otherNames() const
{
    const QStringList leading = leadingNames();
    QStringList names;
    for (const SeedPackage &package : packages) {
        if (!leading.contains(package.name))
            names.append(package.name);
    }
    return names;
}

Result<SeedStory> readSeedStory(const QString &packagesFile)
{
    const auto packages = readJsonFile(packagesFile.isEmpty() ? u":/sandbox/packages.json"_s : packagesFile);
    const auto acts = readJsonFile(u":/sandbox/story.json"_s);
    if (!packages || !acts)
        return fail(packages ? acts.error() : packages.error());
    SeedStory story;
    for (const QJsonValue entry : packages->toArray())
        story.packages.append(packageOf(entry));
    for (const QJsonValue entry : acts->toArray()) {
        story.acts.append({entry["id"_L1].toString(), entry["verb"_L1].toString(), entry["as"_L1].toString(),
            entry.toObject()});
    }
    story.acts = actsAbout(story.packages, story.acts);
    if (story.packages.isEmpty())
        return fail(inputError(u"no_packages"_s, u"The list of packages is empty"_s));
    return story;
}

} // namespace gatehouse::sandbox
