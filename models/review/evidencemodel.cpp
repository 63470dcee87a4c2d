// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/evidencemodel.h"

namespace gatehouse {

QVariant EvidenceModel::value(const Evidence &evidence, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case SummaryRole:
        return evidence.summary;
    case KindRole:
        return int(evidence.kind);
    case VerdictRole:
        return int(evidence.verdict);
    case ToolRole:
        return evidence.toolVersion.isEmpty() ? evidence.tool : QString(evidence.tool + u' ' + evidence.toolVersion);
    case RanAtRole:
        return evidence.ranAt;
    case FindingCountRole:
        return int(evidence.findings.size());
    case FactsRole:
        return evidence.facts.toVariantMap();
    default:
        return {};
    }
}

} // namespace gatehouse
