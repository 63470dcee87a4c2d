// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/revisionlistmodel.h"

namespace gatehouse {

QVariant RevisionListModel::value(const ConfigRevision &revision, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NumberRole:
        return revision.number;
    case StateRole:
        return int(revision.state);
    case ReasonRole:
        return revision.reason;
    case AuthorRole:
        return revision.createdBy.name;
    case CreatedAtRole:
        return revision.createdAt;
    default:
        return {};
    }
}

} // namespace gatehouse
