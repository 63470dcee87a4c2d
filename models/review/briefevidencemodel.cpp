// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/briefevidencemodel.h"

#include "models/review/evidencemodel.h"

namespace gatehouse {

BriefEvidenceModel::BriefEvidenceModel(EvidenceModel &evidence, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSourceModel(&evidence);
    // One row more or less decides about the others, too.
    connect(&evidence, &QAbstractItemModel::rowsInserted, this, &BriefEvidenceModel::judgeAgain);
    connect(&evidence, &QAbstractItemModel::rowsRemoved, this, &BriefEvidenceModel::judgeAgain);
    connect(&evidence, &QAbstractItemModel::rowsMoved, this, &BriefEvidenceModel::judgeAgain);
    connect(&evidence, &QAbstractItemModel::dataChanged, this, &BriefEvidenceModel::judgeAgain);
    connect(&evidence, &QAbstractItemModel::modelReset, this, &BriefEvidenceModel::judgeAgain);
}

bool BriefEvidenceModel::passed(int row) const
{
    return Verdict(sourceModel()->index(row, 0).data(EvidenceModel::VerdictRole).toInt()) == Verdict::Pass;
}

bool BriefEvidenceModel::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (!passed(row))
        return true;
    const int rows = sourceModel()->rowCount();
    int others = 0;
    int passedBefore = 0;
    for (int other = 0; other < rows; ++other) {
        if (!passed(other))
            ++others;
        else if (other < row)
            ++passedBefore;
    }
    return others + passedBefore < mostRows;
}

void BriefEvidenceModel::judgeAgain()
{
    invalidateFilter();
    Q_EMIT leftOutChanged(leftOut());
}

} // namespace gatehouse
