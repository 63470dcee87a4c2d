// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The rules of one policy in the order in which they are asked; its answer to evidence that erred or
//! did not run stands last.
class PolicyRuleModel final : public ValueListModel<PolicyRule>
{
    Q_OBJECT

public:
    enum Role {
        RuleRole = Qt::UserRole, //!< Id.
        WhenRole, //!< QVariantMap: the condition as it stands in the text; empty: it always holds.
        EnforcementRole, //!< int: Enforcement
        MessageRole,
        NoEvidenceRole //!< bool: the answer to evidence that erred or did not run
    };
    using ValueListModel::ValueListModel;

    void setPolicy(const Policy &policy);

private:
    bool isSame(const PolicyRule &a, const PolicyRule &b) const override { return a.id == b.id; }
    QVariant value(const PolicyRule &rule, int column, int role) const override;
};

} // namespace gatehouse
