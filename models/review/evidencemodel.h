// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The checks of one version.
class EvidenceModel final : public ValueListModel<Evidence>
{
    Q_OBJECT

public:
    enum Role {
        KindRole = Qt::UserRole, //!< int: EvidenceKind
        VerdictRole, //!< int: Verdict
        SummaryRole,
        ToolRole,
        RanAtRole,
        FindingCountRole,
        FactsRole //!< QVariantMap
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const Evidence &a, const Evidence &b) const override { return a.kind == b.kind; }
    QVariant value(const Evidence &evidence, int column, int role) const override;
};

} // namespace gatehouse
