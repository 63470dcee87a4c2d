// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/dryrunmodel.h"

namespace gatehouse {

namespace {

QStringList sentencesOf(const DryRunItem &item)
{
    QStringList sentences;
    for (const DryRunItem::Change &change : item.changes)
        sentences.append(change.sentence);
    return sentences;
}

QStringList kindsOf(const DryRunItem &item)
{
    QStringList kinds;
    for (const DryRunItem::Change &change : item.changes)
        kinds.append(change.kind);
    return kinds;
}

} // namespace

QVariant DryRunModel::value(const DryRunItem &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NumberRole:
        return item.number;
    case RequestRole:
        return item.requestId.text();
    case PluginRole:
        return item.pluginName;
    case EnvironmentRole:
        return int(item.environment);
    case RiskRole:
        return int(item.risk);
    case StatusRole:
        return int(item.status);
    case BeforeRole:
        return item.before;
    case AfterRole:
        return item.after;
    case StuckRole:
        return item.stuck;
    case SentencesRole:
        return sentencesOf(item);
    case KindsRole:
        return kindsOf(item);
    default:
        return {};
    }
}

} // namespace gatehouse
