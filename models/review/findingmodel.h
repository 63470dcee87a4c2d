// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/evidence.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! A finding with the check that made it and the suppression that stands about it; or the heading of
//! a check's findings.
struct CheckedFinding
{
    EvidenceKind check = EvidenceKind::Unknown;
    QString tool; //!< Of a report; empty for a built-in check.
    int headed = 0; //!< Findings below this heading; 0 for a finding.
    Finding finding;
    std::optional<Suppression> suppression; //!< Proposed or approved; else the last one that ended.
    bool operator==(const CheckedFinding &) const = default;
};

//! The findings of all checks of a version, by check: the check with the worst first, and within it
//! what counts before what is held back, worst first.
class FindingModel final : public ValueListModel<CheckedFinding>
{
    Q_OBJECT

public:
    enum Role {
        CheckRole = Qt::UserRole, //!< int: EvidenceKind
        SeverityRole, //!< int: Severity
        TitleRole,
        PlaceRole, //!< QString: file:line; may be empty
        HeadingRole, //!< bool: a heading; has only CheckRole, ToolRole and CountRole
        CountRole, //!< int: findings below a heading
        ToolRole,
        FileRole,
        LineRole, //!< int; 0 when there is none
        PackageRole,
        RuleRole,
        DetailRole,
        FixRole,
        SuppressedRole, //!< bool: it does not count
        SuppressionStateRole //!< int: SuppressionState; Unknown when there is none
    };
    using ValueListModel::ValueListModel;
    void setEvidence(const EvidenceSet &set);
    //! How many there are, without the headings.
    int findingCount() const;

private:
    bool isSame(const CheckedFinding &a, const CheckedFinding &b) const override;
    QVariant value(const CheckedFinding &item, int column, int role) const override;
    static QVariant findingValue(const CheckedFinding &item, int role);
};

} // namespace gatehouse
