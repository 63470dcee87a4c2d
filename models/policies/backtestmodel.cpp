// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policies/backtestmodel.h"

namespace gatehouse {

namespace {

QStringList reasonsOf(const BacktestItem &item)
{
    QStringList lines;
    for (const BacktestItem::Reason &reason : item.reasons)
        lines.append(reason.policyId + QStringLiteral(": ") + reason.message);
    return lines;
}

} // namespace

QVariant BacktestModel::value(const BacktestItem &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NumberRole:
        return item.number;
    case RequestRole:
        return item.requestId.text();
    case PluginRole:
        return item.pluginName;
    case VersionRole:
        return item.version;
    case EnvironmentRole:
        return int(item.environment);
    case StatusRole:
        return int(item.status);
    case DecidedAtRole:
        return item.decidedAt;
    case EffectRole:
        return item.effect;
    case BeforeRole:
        return int(item.before);
    case AfterRole:
        return int(item.after);
    case InProductionRole:
        return item.inProduction;
    case RememberedRole:
        return item.remembered;
    case ReasonsRole:
        return reasonsOf(item);
    default:
        return {};
    }
}

} // namespace gatehouse
