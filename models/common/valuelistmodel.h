// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace gatehouse {

//! The plumbing of a flat model over values a page was given. A new list is taken as a diff, so
//! selection and scroll survive. Derived models say how items are told apart and what they show.
template <typename T>
class ValueListModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    const T &at(int row) const { return m_items.at(row); }
    const QList<T> &items() const { return m_items; }

    void setItems(const QList<T> &items)
    {
        qsizetype head = 0;
        const qsizetype shorter = std::min(items.size(), m_items.size());
        while (head < shorter && isSame(items.at(head), m_items.at(head)))
            ++head;
        qsizetype tail = 0;
        while (tail < shorter - head && isSame(items.at(items.size() - 1 - tail), m_items.at(m_items.size() - 1 - tail)))
            ++tail;
        removeMiddle(head, m_items.size() - head - tail);
        insertMiddle(items, head, items.size() - head - tail);
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (i < head || i >= items.size() - tail)
                replace(i, items.at(i));
        }
    }
    void clear() { setItems({}); }

    int rowCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : int(m_items.size()); }
    int columnCount(const QModelIndex &parent = {}) const final { return parent.isValid() ? 0 : columns(); }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        return value(m_items.at(index.row()), index.column(), role);
    }

private:
    virtual int columns() const { return 1; }
    //! Whether both are the same thing, perhaps with other contents.
    virtual bool isSame(const T &a, const T &b) const = 0;
    virtual QVariant value(const T &item, int column, int role) const = 0;

    void removeMiddle(qsizetype first, qsizetype count)
    {
        if (count == 0)
            return;
        beginRemoveRows({}, int(first), int(first + count - 1));
        m_items.remove(first, count);
        endRemoveRows();
    }
    void insertMiddle(const QList<T> &from, qsizetype first, qsizetype count)
    {
        if (count == 0)
            return;
        beginInsertRows({}, int(first), int(first + count - 1));
        for (qsizetype i = first; i < first + count; ++i)
            m_items.insert(i, from.at(i));
        endInsertRows();
    }
    void replace(qsizetype row, const T &item)
    {
        if (m_items.at(row) == item)
            return;
        m_items[row] = item;
        Q_EMIT dataChanged(index(int(row), 0), index(int(row), columns() - 1));
    }

    QList<T> m_items;
};

} // namespace gatehouse
