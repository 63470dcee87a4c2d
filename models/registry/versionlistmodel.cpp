// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry/versionlistmodel.h"

namespace gatehouse {

void VersionListModel::setInstallations(const QList<InstalledIn> &installations)
{
    if (installations == m_installations)
        return;
    m_installations = installations;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, Environments), index(rowCount() - 1, Environments));
}

QVariant VersionListModel::value(const PluginVersion &version, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return column == Version ? version.version : QVariant();
    case IdRole:
        return version.id.text();
    case DigestRole:
        return version.digest;
    case DeprecatedRole:
        return version.deprecated.value_or(QString());
    case EnvironmentsRole:
        return QVariant::fromValue(environmentsOf(version));
    case ValueRole:
        break;
    default:
        return {};
    }
    switch (column) {
    case Version:
        return version.version;
    case Published:
        return version.publishedAt;
    case Risk:
        return int(version.risk);
    case Size:
        return version.unpackedSize;
    default:
        return QVariant::fromValue(environmentsOf(version));
    }
}

QList<int> VersionListModel::environmentsOf(const PluginVersion &version) const
{
    QList<int> environments;
    for (const InstalledIn &installed : m_installations) {
        if (installed.versionId == version.id)
            environments += int(installed.environment);
    }
    return environments;
}

} // namespace gatehouse
