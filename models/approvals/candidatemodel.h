// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/delegation.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! Who could stand in for the caller.
class CandidateModel final : public ValueListModel<DelegationCandidate>
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        StagesRole, //!< int: of the caller's, that wait
        BarredRole //!< int: of these, that the candidate may not take
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const DelegationCandidate &a, const DelegationCandidate &b) const override { return a.person.id == b.person.id; }
    QVariant value(const DelegationCandidate &candidate, int column, int role) const override;
};

} // namespace gatehouse
