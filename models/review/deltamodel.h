// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What moved between two versions, a dimension a row.
class DeltaModel final : public ValueListModel<DeltaItem>
{
    Q_OBJECT

public:
    enum Role {
        DimensionRole = Qt::UserRole, //!< QString: code, dependencies, install_scripts, ...
        SummaryRole,
        VerdictRole, //!< int: Verdict; pass = nothing to look at
        AddedRole,
        RemovedRole,
        ChangedRole
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const DeltaItem &a, const DeltaItem &b) const override { return a.dimension == b.dimension; }
    QVariant value(const DeltaItem &item, int column, int role) const override;
};

} // namespace gatehouse
