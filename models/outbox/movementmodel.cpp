// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outbox/movementmodel.h"

#include <algorithm>

namespace gatehouse {

void MovementModel::setIntent(const Intent &intent)
{
    QList<ReliedOn> rows;
    for (const Reliance &relied : intent.relied) {
        const auto found = std::find_if(intent.movements.begin(), intent.movements.end(),
            [&](const Movement &movement) { return movement.then.name == relied.name; });
        rows.append(found == intent.movements.end() ? ReliedOn {{relied, {}, {}, {}}, false} : ReliedOn {*found, true});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ReliedOn &a, const ReliedOn &b) { return a.moved() && !b.moved(); });
    setItems(rows);
}

int MovementModel::movedCount() const
{
    return int(std::count_if(items().begin(), items().end(), [](const ReliedOn &row) { return row.moved(); }));
}

QVariant MovementModel::value(const ReliedOn &item, int column, int role) const
{
    const Reliance &side = column == Now ? item.movement.now : item.movement.then;
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? side.name : side.value;
    case NameRole:
        return item.movement.then.name;
    case ValueRole:
        return side.value;
    case MovedRole:
        return item.moved();
    case CheckedRole:
        return item.checked;
    case WhoRole:
        return item.movement.who;
    case WhenRole:
        return item.movement.when.value_or(QDateTime());
    default:
        return {};
    }
}

} // namespace gatehouse
