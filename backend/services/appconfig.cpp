// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/appconfig.h"

#include "backend/services/configmerge.h"
#include "backend/services/configstore.h"
#include "backend/services/configyaml.h"
#include "backend/services/versionfacts.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! What one overlay of all plugins comes to.
struct AppConfigLayer
{
    OverlayRef overlay;
    QJsonObject root;
    QStringList revisions; //!< "@scope/plugin r41"
};

Result<AppConfigLayer> layerOf(store::UnitOfWork &work, const OverlayRef &overlay)
{
    const auto active = activeRevisions(work, overlay);
    if (!active)
        return fail(active.error());
    AppConfigLayer layer{overlay, {}, {}};
    for (const RevisionRecord &record : *active) {
        layer.root = mergeConfig(layer.root, parseYaml(record.head.yaml.toUtf8()).root);
        layer.revisions.append(u"%1 r%2"_s.arg(record.head.pluginName).arg(record.head.number));
    }
    return layer;
}

Result<QList<AppConfigLayer>> layersOf(store::UnitOfWork &work, Environment environment)
{
    const auto tenants = overlayTenants(work, environment);
    if (!tenants)
        return fail(tenants.error());
    QList<OverlayRef> overlays{{Environment::Global, {}}, {environment, {}}};
    for (const QString &tenant : *tenants)
        overlays.append({environment, tenant});
    QList<AppConfigLayer> layers;
    for (const OverlayRef &overlay : std::as_const(overlays)) {
        const auto layer = layerOf(work, overlay);
        if (!layer)
            return fail(layer.error());
        layers.append(*layer);
    }
    return layers;
}

QByteArray textOf(const AppConfigLayer &layer)
{
    QByteArray text = "# Written by Gatehouse; edits are lost with the next deployment.\n";
    for (const QString &revision : layer.revisions)
        text += "# " + revision.toUtf8() + '\n';
    return text + writeYaml(layer.root);
}

Status writeFile(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    const bool written
        = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    if (!written)
        return fail(storageError(u"%1 cannot be written"_s.arg(path), file.errorString()));
    return {};
}

Status verifyFile(const QString &path, const QJsonObject &expected)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(storageError(u"%1 cannot be read back"_s.arg(path), file.errorString()));
    const YamlDocument document = parseYaml(file.readAll());
    if (!document.problems.isEmpty() || document.root != expected)
        return fail(storageError(u"%1 does not say what was written"_s.arg(path)));
    return {};
}

} // namespace

QString appConfigName(const OverlayRef &overlay)
{
    QString name = u"app-config."_s + toWire(overlay.environment);
    if (!overlay.tenant.isEmpty())
        name += u'.' + overlay.tenant;
    return name + u".yaml"_s;
}

Status writeAppConfig(store::UnitOfWork &work, Environment environment, const QString &directory)
{
    const auto layers = layersOf(work, environment);
    if (!layers)
        return fail(layers.error());
    if (!QDir().mkpath(directory))
        return fail(storageError(u"%1 cannot be made"_s.arg(directory)));
    for (const AppConfigLayer &layer : *layers) {
        GATEHOUSE_TRY(
            writeFile(QDir(directory).filePath(appConfigName(layer.overlay)), textOf(layer)));
    }
    return verifyAppConfig(work, environment, directory);
}

Status verifyAppConfig(store::UnitOfWork &work, Environment environment, const QString &directory)
{
    const auto layers = layersOf(work, environment);
    if (!layers)
        return fail(layers.error());
    for (const AppConfigLayer &layer : *layers)
        GATEHOUSE_TRY(
            verifyFile(QDir(directory).filePath(appConfigName(layer.overlay)), layer.root));
    return {};
}

} // namespace gatehouse::services
