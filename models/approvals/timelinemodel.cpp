// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/timelinemodel.h"

namespace gatehouse {

QVariant TimelineModel::value(const TimelineEntry &entry, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SentenceRole:
        return entry.sentence;
    case KindRole:
        return entry.kind;
    case PersonRole:
        return entry.person ? entry.person->name : QString();
    case AtRole:
        return entry.at;
    case DecisionIdRole:
        return entry.decisionId ? entry.decisionId->text() : QString();
    default:
        return {};
    }
}

} // namespace gatehouse
