// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/operations.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The phases of one operation, in order.
class OperationStepModel final : public ValueListModel<OperationStep>
{
    Q_OBJECT

public:
    enum Role { NameRole = Qt::UserRole, StatusRole, StartedAtRole, FinishedAtRole, MessageRole };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const OperationStep &a, const OperationStep &b) const override { return a.name == b.name; }
    QVariant value(const OperationStep &step, int column, int role) const override;
};

} // namespace gatehouse
