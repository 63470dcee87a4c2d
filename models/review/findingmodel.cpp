// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/findingmodel.h"

#include <algorithm>

namespace gatehouse {

namespace {

bool isOpen(const Suppression &suppression)
{
    return suppression.state == SuppressionState::Proposed || suppression.state == SuppressionState::Approved;
}

// They come newest first; one that stands goes before those that ended.
std::optional<Suppression> suppressionOf(const FindingId &id, const QList<Suppression> &all)
{
    std::optional<Suppression> ended;
    for (const Suppression &suppression : all) {
        if (suppression.findingId != id)
            continue;
        if (isOpen(suppression))
            return suppression;
        if (!ended)
            ended = suppression;
    }
    return ended;
}

auto order(const Finding &finding)
{
    return std::tuple(finding.suppressed, -int(finding.severity), finding.file, finding.line);
}

QList<CheckedFinding> groupOf(const Evidence &check, const QList<Suppression> &suppressions)
{
    QList<CheckedFinding> group;
    for (const Finding &finding : check.findings)
        group.append({check.kind, check.report ? check.tool : QString(), 0, finding, suppressionOf(finding.id, suppressions)});
    std::stable_sort(group.begin(), group.end(),
        [](const CheckedFinding &a, const CheckedFinding &b) { return order(a.finding) < order(b.finding); });
    return group;
}

} // namespace

void FindingModel::setEvidence(const EvidenceSet &set)
{
    QList<QList<CheckedFinding>> groups;
    for (const Evidence &check : set.items) {
        if (!check.findings.isEmpty())
            groups.append(groupOf(check, set.suppressions));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto &a, const auto &b) {
        const Finding &x = a.first().finding;
        const Finding &y = b.first().finding;
        return std::pair(x.suppressed, -int(x.severity)) < std::pair(y.suppressed, -int(y.severity));
    });
    QList<CheckedFinding> rows;
    for (const QList<CheckedFinding> &group : std::as_const(groups)) {
        rows.append({group.first().check, group.first().tool, int(group.size()), {}, {}});
        rows += group;
    }
    setItems(rows);
}

int FindingModel::findingCount() const
{
    return int(std::count_if(items().begin(), items().end(), [](const CheckedFinding &row) { return row.headed == 0; }));
}

bool FindingModel::isSame(const CheckedFinding &a, const CheckedFinding &b) const
{
    return a.check == b.check && a.tool == b.tool && (a.headed > 0) == (b.headed > 0) && a.finding.id == b.finding.id
        && (!a.finding.id.isEmpty() || a.finding == b.finding);
}

QVariant FindingModel::value(const CheckedFinding &item, int, int role) const
{
    switch (role) {
    case CheckRole:
        return int(item.check);
    case ToolRole:
        return item.tool;
    case HeadingRole:
        return item.headed > 0;
    case CountRole:
        return item.headed;
    default:
        return item.headed > 0 ? QVariant() : findingValue(item, role);
    }
}

QVariant FindingModel::findingValue(const CheckedFinding &item, int role)
{
    const Finding &finding = item.finding;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return finding.title;
    case SeverityRole:
        return int(finding.severity);
    case PlaceRole:
        return finding.line > 0 ? QString(finding.file + u':' + QString::number(finding.line)) : finding.file;
    case FileRole:
        return finding.file;
    case LineRole:
        return finding.line;
    case PackageRole:
        return finding.package;
    case RuleRole:
        return finding.ruleId;
    case DetailRole:
        return finding.detail;
    case FixRole:
        return finding.fix;
    case SuppressedRole:
        return finding.suppressed;
    case SuppressionStateRole:
        return int(item.suppression ? item.suppression->state : SuppressionState::Unknown);
    default:
        return {};
    }
}

} // namespace gatehouse
