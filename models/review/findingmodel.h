// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! A finding with the check that made it.
struct CheckedFinding
{
    EvidenceKind check = EvidenceKind::Unknown;
    Finding finding;
    bool operator==(const CheckedFinding &) const = default;
};

//! The findings of all checks of a version, worst first.
class FindingModel final : public ValueListModel<CheckedFinding>
{
    Q_OBJECT

public:
    enum Role {
        CheckRole = Qt::UserRole, //!< int: EvidenceKind
        SeverityRole, //!< int: Severity
        TitleRole,
        PlaceRole //!< QString: file:line; may be empty
    };
    using ValueListModel::ValueListModel;
    void setEvidence(const QList<Evidence> &evidence);

private:
    bool isSame(const CheckedFinding &a, const CheckedFinding &b) const override { return a == b; }
    QVariant value(const CheckedFinding &item, int column, int role) const override;
};

} // namespace gatehouse
