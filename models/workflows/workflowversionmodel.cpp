// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/workflowversionmodel.h"

#include <algorithm>

namespace gatehouse {

const WorkflowTemplateVersion *WorkflowVersionModel::version(int number) const
{
    const auto found = std::find_if(
        items().begin(), items().end(), [number](const WorkflowTemplateVersion &version) { return version.version == number; });
    return found == items().end() ? nullptr : &*found;
}

QVariant WorkflowVersionModel::value(const WorkflowTemplateVersion &version, int, int role) const
{
    const std::optional<PersonRef> &who = version.activatedBy ? version.activatedBy : version.author;
    switch (role) {
    case Qt::DisplayRole:
    case VersionRole:
        return version.version;
    case StateRole:
        return version.state;
    case WhoRole:
        return who ? who->name : QString();
    case WhenRole:
        return version.activatedAt.value_or(version.changedAt);
    case ReasonRole:
        return version.reason;
    default:
        return {};
    }
}

} // namespace gatehouse
