// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/candidatemodel.h"

namespace gatehouse {

QVariant CandidateModel::value(const DelegationCandidate &candidate, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return candidate.person.name;
    case IdRole:
        return candidate.person.id.text();
    case StagesRole:
        return candidate.stages;
    case BarredRole:
        return candidate.barred;
    default:
        return {};
    }
}

} // namespace gatehouse
