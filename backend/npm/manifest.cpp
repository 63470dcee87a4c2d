// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/manifest.h"

#include <QJsonArray>
#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QList<Dependency> dependenciesOf(const QJsonObject &manifest)
{
    static const QList<std::pair<QString, QString>> fields = {{u"dependencies"_s, u"direct"_s},
        {u"optionalDependencies"_s, u"optional"_s}, {u"peerDependencies"_s, u"peer"_s}};
    QList<Dependency> list;
    const QJsonObject optional = manifest.value("optionalDependencies"_L1).toObject();
    for (const auto &[field, kind] : fields) {
        const QJsonObject entries = manifest.value(field).toObject();
        for (auto it = entries.begin(); it != entries.end(); ++it) {
            // The registry lists optional ones twice.
            if (kind == u"direct"_s && optional.contains(it.key()))
                continue;
            list << Dependency{it.key(), it.value().toString(), kind};
        }
    }
    return list;
}

QMap<QString, QString> installScriptsOf(const QJsonObject &manifest)
{
    QMap<QString, QString> scripts;
    const QJsonObject all = manifest.value("scripts"_L1).toObject();
    for (const auto &name : {u"preinstall"_s, u"install"_s, u"postinstall"_s}) {
        if (const QString command = all.value(name).toString(); !command.isEmpty())
            scripts.insert(name, command);
    }
    return scripts;
}

QString declaredLicence(const QJsonObject &manifest)
{
    const QJsonValue licence = manifest.value("license"_L1);
    if (licence.isString())
        return licence.toString().trimmed();
    if (licence.isObject())
        return licence["type"_L1].toString().trimmed();
    QStringList names;
    const QJsonArray list = manifest.value("licenses"_L1).toArray();
    for (const QJsonValue &entry : list) {
        const QString name = entry.isObject() ? entry["type"_L1].toString() : entry.toString();
        if (!name.isEmpty())
            names << name.trimmed();
    }
    return names.join(u" OR "_s);
}

QString repositoryOf(const QJsonObject &manifest)
{
    const QJsonValue repository = manifest.value("repository"_L1);
    QString url = repository.isObject() ? repository["url"_L1].toString() : repository.toString();
    if (url.startsWith(u"git+"_s))
        url.remove(0, 4);
    if (url.endsWith(u".git"_s))
        url.chop(4);
    return url;
}

} // namespace gatehouse
