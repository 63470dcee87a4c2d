// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowlistmodel.h"

namespace gatehouse {

int WorkflowListModel::rowOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).id == id)
            return row;
    }
    return -1;
}

QVariant WorkflowListModel::value(const WorkflowTemplate &workflow, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return workflow.name;
    case IdRole:
        return workflow.id;
    case AppliesToRole:
        return workflow.appliesTo;
    case VersionRole:
        return workflow.version;
    case ActiveRole:
        return workflow.active;
    case DraftVersionRole:
        return workflow.draftVersion.value_or(0);
    case StageCountRole:
        return int(workflow.stages.size());
    case EmergencyRole:
        return workflow.reviewWithinHours.has_value();
    default:
        return {};
    }
}

} // namespace gatehouse
