// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/registry/pluginwords.h"

#include "models/registry/plugintablemodel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {

struct PluginWords
{
    Q_DECLARE_TR_FUNCTIONS(PluginWords)
};

QString spokenVersion(const QModelIndex &index)
{
    const QString version = index.data(PluginTableModel::InstalledVersionRole).toString();
    if (version.isEmpty())
        return PluginWords::tr("not installed");
    if (index.data(PluginTableModel::BlockedRole).toBool())
        return PluginWords::tr("%1, blocked").arg(version);
    return index.data(PluginTableModel::UpdateAvailableRole).toBool() ? PluginWords::tr("%1, an update is there").arg(version) : version;
}

} // namespace

QString spokenPluginCell(const QModelIndex &index)
{
    const QVariant value = index.data(PluginTableModel::ValueRole);
    switch (PluginTableModel::Column(index.column())) {
    case PluginTableModel::Status:
        return term(PluginStatus(value.toInt())).word;
    case PluginTableModel::Risk:
        return PluginWords::tr("Risk: %1").arg(term(Risk(value.toInt())).word);
    case PluginTableModel::Development:
    case PluginTableModel::Staging:
    case PluginTableModel::Production:
        return spokenVersion(index);
    case PluginTableModel::Updated:
        return momentText(value.toDateTime(), QDateTime::currentDateTimeUtc());
    case PluginTableModel::Owner:
        return value.toString().isEmpty() ? PluginWords::tr("no owner") : value.toString();
    case PluginTableModel::Name:
    case PluginTableModel::ColumnCount:
        break;
    }
    return value.toString();
}

} // namespace gatehouse
