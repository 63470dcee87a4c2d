// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! How each policy judged a version.
class PolicyModel final : public ValueListModel<PolicyEvaluation>
{
    Q_OBJECT

public:
    enum Role {
        PolicyRole = Qt::UserRole, //!< QString: id
        VerdictRole, //!< int: Verdict
        EnforcementRole, //!< int: Enforcement
        RuleRole,
        MessageRole
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const PolicyEvaluation &a, const PolicyEvaluation &b) const override { return a.policyId == b.policyId && a.rule == b.rule; }
    QVariant value(const PolicyEvaluation &item, int column, int role) const override;
};

} // namespace gatehouse
