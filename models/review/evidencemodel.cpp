// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/evidencemodel.h"

namespace gatehouse {

bool EvidenceModel::isSame(const Evidence &a, const Evidence &b) const
{
    return a.kind == b.kind && a.report.has_value() == b.report.has_value() && (!a.report || a.tool == b.tool);
}

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
    case CheckVersionRole:
        return evidence.checkVersion;
    case DurationRole:
        return evidence.durationMs;
    case DigestRole:
        return evidence.subjectDigest;
    default:
        return reportValue(evidence.report, role);
    }
}

QVariant EvidenceModel::reportValue(const std::optional<EvidenceReport> &report, int role)
{
    if (role == IsReportRole)
        return report.has_value();
    if (!report)
        return {};
    switch (role) {
    case FileNameRole:
        return report->fileName;
    case AttachedByRole:
        return report->uploadedBy.name;
    case ExpiresAtRole:
        return report->expiresAt;
    case BoundByRole:
        return report->boundBy;
    default:
        return {};
    }
}

} // namespace gatehouse
