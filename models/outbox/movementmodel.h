// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! One thing an intent relied on, beside what it is now once that was read.
struct ReliedOn
{
    Movement movement;
    bool checked = false;
    bool moved() const { return checked && movement.moved(); }
    bool operator==(const ReliedOn &) const = default;
};

//! What an intent relied on, then and now. What moved comes first, else in the order of the intent.
class MovementModel final : public ValueListModel<ReliedOn>
{
    Q_OBJECT

public:
    enum Column { Name, Then, Now, ColumnCount };
    enum Role {
        NameRole = Qt::UserRole, //!< QString, the machine name: "evidence"
        ValueRole, //!< QString, of Then and Now: what is compared
        MovedRole,
        CheckedRole,
        WhoRole, //!< QString, may be empty
        WhenRole //!< QDateTime, may be invalid
    };
    using ValueListModel::ValueListModel;

    void setIntent(const Intent &intent);
    int movedCount() const;

private:
    int columns() const override { return ColumnCount; }
    bool isSame(const ReliedOn &a, const ReliedOn &b) const override { return a.movement.then.name == b.movement.then.name; }
    QVariant value(const ReliedOn &item, int column, int role) const override;
};

} // namespace gatehouse
