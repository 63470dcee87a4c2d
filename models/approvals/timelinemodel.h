// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! What happened to a request, oldest first.
class TimelineModel final : public ValueListModel<TimelineEntry>
{
    Q_OBJECT

public:
    enum Role { KindRole = Qt::UserRole, SentenceRole, PersonRole, AtRole, DecisionIdRole };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const TimelineEntry &a, const TimelineEntry &b) const override
    {
        return a.kind == b.kind && a.at == b.at && a.sentence == b.sentence;
    }
    QVariant value(const TimelineEntry &entry, int column, int role) const override;
};

} // namespace gatehouse
