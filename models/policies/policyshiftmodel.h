// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What each policy says of one version, by the active text and by the draft.
class PolicyShiftModel final : public ValueListModel<PolicyShift>
{
    Q_OBJECT

public:
    enum Role {
        PolicyRole = Qt::UserRole, //!< Id.
        BeforeRole, //!< int: Enforcement; Unknown where the active text has no such policy.
        AfterRole, //!< int: Enforcement; Unknown where the draft has no such policy.
        RuleRole, //!< Id of the rule that answers by the draft, else by the active text.
        MessageRole, //!< Of that rule.
        ChangedRole //!< bool
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const PolicyShift &a, const PolicyShift &b) const override { return a.policyId == b.policyId; }
    QVariant value(const PolicyShift &item, int column, int role) const override;
};

} // namespace gatehouse
