// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! A policy of the text in the editor, beside the one that is active.
struct ListedPolicy
{
    enum class Change { Same, Added, Changed, Removed };
    Policy policy;
    Change change = Change::Same;
    bool operator==(const ListedPolicy &) const = default;
};

//! The policies of a text in their order, then those that only the active text has.
class PolicyListModel final : public ValueListModel<ListedPolicy>
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        TitleRole,
        VersionRole, //!< int
        EvidenceRole, //!< int: EvidenceKind
        EnvironmentsRole, //!< QVariantList of int: Environment; empty: everywhere
        RuleCountRole, //!< int
        ChangeRole //!< int: ListedPolicy::Change
    };
    using ValueListModel::ValueListModel;

    void setPolicies(const QList<Policy> &text, const QList<Policy> &active);
    //! -1 when there is none.
    int rowOf(const QString &id) const;
    //! How many are not as the active text has them.
    int changedCount() const;

private:
    bool isSame(const ListedPolicy &a, const ListedPolicy &b) const override { return a.policy.id == b.policy.id; }
    QVariant value(const ListedPolicy &item, int column, int role) const override;
};

} // namespace gatehouse
