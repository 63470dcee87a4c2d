// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/dynamicplugins.h"

#include "backend/services/configyaml.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

QString pathIn(const QString &directory)
{
    return directory + u"/dynamic-plugins.yaml";
}

QByteArray textOf(const QList<DynamicPlugin> &plugins)
{
    QJsonArray list;
    for (const DynamicPlugin &plugin : plugins) {
        list.append(QJsonObject{{u"package"_s, plugin.package}, {u"disabled"_s, plugin.disabled},
            {u"integrity"_s, plugin.integrity}});
    }
    return "# Written by Gatehouse; changes made here are lost.\n"
        + writeYaml({{u"plugins"_s, list}});
}

} // namespace

Status writeDynamicPlugins(const QString &directory, QList<DynamicPlugin> plugins)
{
    std::sort(plugins.begin(), plugins.end(),
        [](const DynamicPlugin &a, const DynamicPlugin &b) { return a.package < b.package; });
    if (!QDir().mkpath(directory))
        return fail(storageError(u"The environment's directory cannot be created"_s, directory));
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile::setPermissions(directory, ownerOnly | QFileDevice::ExeOwner);
    const QByteArray bytes = textOf(plugins);
    QSaveFile file(pathIn(directory));
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        return fail(storageError(u"dynamic-plugins.yaml cannot be written"_s, file.errorString()));
    return {};
}

Result<QList<DynamicPlugin>> readDynamicPlugins(const QString &directory)
{
    QFile file(pathIn(directory));
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            storageError(u"dynamic-plugins.yaml cannot be read back"_s, file.errorString()));
    const YamlDocument document = parseYaml(file.readAll());
    if (!document.problems.isEmpty() || !document.root.value("plugins"_L1).isArray())
        return fail(storageError(u"dynamic-plugins.yaml cannot be read back"_s));
    QList<DynamicPlugin> plugins;
    const QJsonArray list = document.root.value("plugins"_L1).toArray();
    for (const QJsonValue &entry : list) {
        plugins << DynamicPlugin{entry["package"_L1].toString(), entry["integrity"_L1].toString(),
            entry["disabled"_L1].toBool()};
    }
    return plugins;
}

} // namespace gatehouse::services
