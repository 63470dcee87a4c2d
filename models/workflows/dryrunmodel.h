// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What each request would be by a draft; those that would change first, as the portal gave them.
class DryRunModel final : public ValueListModel<DryRunItem>
{
    Q_OBJECT

public:
    enum Role {
        RequestRole = Qt::UserRole, //!< Id.
        NumberRole,
        PluginRole,
        EnvironmentRole, //!< int: Environment
        RiskRole, //!< int: Risk
        StatusRole, //!< int: RequestStatus
        BeforeRole,
        AfterRole,
        StuckRole, //!< bool
        SentencesRole, //!< QStringList; empty when it would be the same.
        KindsRole //!< QStringList: what each sentence is about.
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const DryRunItem &a, const DryRunItem &b) const override { return a.requestId == b.requestId; }
    QVariant value(const DryRunItem &item, int column, int role) const override;
};

} // namespace gatehouse
