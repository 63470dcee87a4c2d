// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The versions of one workflow, newest first.
class WorkflowVersionModel final : public ValueListModel<WorkflowTemplateVersion>
{
    Q_OBJECT

public:
    enum Role {
        VersionRole = Qt::UserRole, //!< int
        StateRole, //!< draft, active, retired
        WhoRole, //!< Who activated it, or wrote it; empty for what Gatehouse ships.
        WhenRole, //!< QDateTime
        ReasonRole
    };
    using ValueListModel::ValueListModel;

    //! Null when there is none.
    const WorkflowTemplateVersion *version(int number) const;

private:
    bool isSame(const WorkflowTemplateVersion &a, const WorkflowTemplateVersion &b) const override
    {
        return a.templateId == b.templateId && a.version == b.version;
    }
    QVariant value(const WorkflowTemplateVersion &version, int column, int role) const override;
};

} // namespace gatehouse
