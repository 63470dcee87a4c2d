// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The workflows, in the order in which they are asked whether they apply.
class WorkflowListModel final : public ValueListModel<WorkflowTemplate>
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        NameRole,
        AppliesToRole,
        VersionRole, //!< int
        ActiveRole, //!< bool
        DraftVersionRole, //!< int; 0 for none
        StageCountRole, //!< int
        EmergencyRole //!< bool
    };
    using ValueListModel::ValueListModel;

    //! -1 when there is none.
    int rowOf(const QString &id) const;

private:
    bool isSame(const WorkflowTemplate &a, const WorkflowTemplate &b) const override { return a.id == b.id; }
    QVariant value(const WorkflowTemplate &workflow, int column, int role) const override;
};

} // namespace gatehouse
