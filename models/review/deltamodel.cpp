// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/deltamodel.h"

namespace gatehouse {

QVariant DeltaModel::value(const DeltaItem &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SummaryRole:
        return item.summary;
    case DimensionRole:
        return item.dimension;
    case VerdictRole:
        return int(item.verdict);
    case AddedRole:
        return item.added;
    case RemovedRole:
        return item.removed;
    case ChangedRole:
        return item.changed;
    default:
        return {};
    }
}

} // namespace gatehouse
