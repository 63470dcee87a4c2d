// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/findingmodel.h"

#include <algorithm>

namespace gatehouse {

void FindingModel::setEvidence(const QList<Evidence> &evidence)
{
    QList<CheckedFinding> all;
    for (const Evidence &check : evidence) {
        for (const Finding &finding : check.findings)
            all.append({check.kind, finding});
    }
    std::stable_sort(all.begin(), all.end(),
        [](const CheckedFinding &a, const CheckedFinding &b) { return a.finding.severity > b.finding.severity; });
    setItems(all);
}

QVariant FindingModel::value(const CheckedFinding &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return item.finding.title;
    case CheckRole:
        return int(item.check);
    case SeverityRole:
        return int(item.finding.severity);
    case PlaceRole:
        return item.finding.line > 0 ? QString(item.finding.file + u':' + QString::number(item.finding.line)) : item.finding.file;
    default:
        return {};
    }
}

} // namespace gatehouse
