// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/policy.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! Past decisions that a draft would have met with another answer, as the portal gave them: blocked
//! ones first, and of these those that run in production.
class BacktestModel final : public ValueListModel<BacktestItem>
{
    Q_OBJECT

public:
    enum Role {
        RequestRole = Qt::UserRole, //!< Id.
        NumberRole, //!< "REQ-2417"
        PluginRole,
        VersionRole,
        EnvironmentRole, //!< int: Environment
        StatusRole, //!< int: RequestStatus
        DecidedAtRole, //!< QDateTime
        EffectRole, //!< blocked, let_through, stricter, milder
        BeforeRole, //!< int: Enforcement
        AfterRole, //!< int: Enforcement
        InProductionRole, //!< bool
        RememberedRole, //!< bool: judged on what was known then
        ReasonsRole //!< QStringList: "policy: message", line by line
    };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const BacktestItem &a, const BacktestItem &b) const override { return a.requestId == b.requestId; }
    QVariant value(const BacktestItem &item, int column, int role) const override;
};

} // namespace gatehouse
