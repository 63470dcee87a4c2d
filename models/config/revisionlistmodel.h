// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! Revisions of one overlay, newest first.
class RevisionListModel final : public ValueListModel<ConfigRevision>
{
    Q_OBJECT

public:
    enum Role {
        NumberRole = Qt::UserRole, //!< int
        StateRole, //!< int: RevisionState
        ReasonRole,
        AuthorRole, //!< QString
        CreatedAtRole //!< QDateTime
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const ConfigRevision &a, const ConfigRevision &b) const override { return a.id == b.id; }
    QVariant value(const ConfigRevision &revision, int column, int role) const override;
};

} // namespace gatehouse
