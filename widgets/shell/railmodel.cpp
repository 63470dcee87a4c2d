// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/railmodel.h"

namespace gatehouse {

void RailModel::append(RailItem item)
{
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append({std::move(item)});
    endInsertRows();
}

void RailModel::setCount(const QString &id, int count, RailCount kind)
{
    const int row = rowOf(id);
    if (row < 0 || (m_rows[row].count == count && m_rows[row].kind == kind))
        return;
    m_rows[row].count = count;
    m_rows[row].kind = kind;
    Q_EMIT dataChanged(index(row), index(row));
}

int RailModel::rowOf(const QString &id) const
{
    for (int i = 0; i < int(m_rows.size()); ++i) {
        if (m_rows[i].item.id == id)
            return i;
    }
    return -1;
}

int RailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QString RailModel::accessibleText(const Row &row) const
{
    if (row.count == 0)
        return row.item.title;
    return row.kind == RailCount::ForMe ? tr("%1, %n need you", nullptr, row.count).arg(row.item.title)
                                        : tr("%1, %n", nullptr, row.count).arg(row.item.title);
}

QVariant RailModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.item.title;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return accessibleText(row);
    case IdRole:
        return row.item.id;
    case IconRole:
        return int(row.item.icon);
    case CountRole:
        return row.count;
    case CountKindRole:
        return int(row.kind);
    default:
        return {};
    }
}

} // namespace gatehouse
