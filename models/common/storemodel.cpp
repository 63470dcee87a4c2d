// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/storemodel.h"

#include "core/sync/recordstore.h"

#include <algorithm>

namespace gatehouse {

namespace {

//! internalId of group rows; rows inside a group carry the group's number.
constexpr quintptr groupId = ~quintptr(0);
constexpr int mostSteps = 400;

int placesOfChange(const std::vector<int> &present, const std::vector<bool> &wanted)
{
    int places = 0;
    bool before = true;
    for (const int row : present) {
        const bool stays = size_t(row) < wanted.size() && wanted[size_t(row)];
        if (!stays && before)
            ++places;
        before = stays;
    }
    return places;
}

std::vector<bool> asSet(const std::vector<int> &rows, int size)
{
    std::vector<bool> set(size_t(size), false);
    for (const int row : rows)
        set[size_t(row)] = true;
    return set;
}

} // namespace

StoreModel::StoreModel(RecordSignals &store, int groups, QObject *parent)
    : QAbstractItemModel(parent)
    , m_store(store)
    , m_rows(size_t(groups))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &StoreModel::rearrange);
    connect(&store, &RecordSignals::inserted, this, &StoreModel::rearrangeSoon);
    connect(&store, &RecordSignals::aboutToRemove, this, &StoreModel::onAboutToRemove);
    connect(&store, &RecordSignals::removed, this, &StoreModel::onRemoved);
    connect(&store, &RecordSignals::changed, this, &StoreModel::onChanged);
}

int StoreModel::storeRow(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return -1;
    return m_rows[isGrouped() ? size_t(index.internalId()) : 0][size_t(index.row())];
}

QModelIndex StoreModel::indexOfStoreRow(int row) const
{
    for (size_t group = 0; group < m_rows.size(); ++group) {
        const auto found = std::find(m_rows[group].begin(), m_rows[group].end(), row);
        if (found != m_rows[group].end())
            return createIndex(int(found - m_rows[group].begin()), 0, quintptr(group));
    }
    return {};
}

bool StoreModel::isGroup(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == groupId;
}

int StoreModel::shownCount() const
{
    int count = 0;
    for (const auto &rows : m_rows)
        count += int(rows.size());
    return count;
}

QModelIndex StoreModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!isGrouped())
        return createIndex(row, column, quintptr(0));
    return parent.isValid() ? createIndex(row, column, quintptr(parent.row())) : createIndex(row, column, groupId);
}

QModelIndex StoreModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || !isGrouped() || isGroup(child))
        return {};
    return groupIndex(int(child.internalId()));
}

int StoreModel::rowCount(const QModelIndex &parent) const
{
    if (!isGrouped())
        return parent.isValid() ? 0 : int(m_rows[0].size());
    if (!parent.isValid())
        return int(m_rows.size());
    return isGroup(parent) && parent.column() == 0 ? int(m_rows[size_t(parent.row())].size()) : 0;
}

int StoreModel::columnCount(const QModelIndex &) const
{
    return columns();
}

QVariant StoreModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (isGroup(index))
        return groupValue(index.row(), role);
    return value(storeRow(index), index.column(), role);
}

void StoreModel::rearrange()
{
    m_soon.stop();
    Arrangement wanted = arrange();
    const int size = m_store.count();
    // Rows leave their old groups before any enters a new one, so no row is shown twice.
    int places = 0;
    for (size_t group = 0; group < m_rows.size(); ++group) {
        places += placesOfChange(m_rows[group], asSet(wanted[group], size));
        places += placesOfChange(wanted[group], asSet(m_rows[group], size));
    }
    if (places > mostSteps) {
        beginResetModel();
        m_rows = std::move(wanted);
        endResetModel();
        Q_EMIT rearranged();
        return;
    }
    for (size_t group = 0; group < m_rows.size(); ++group)
        dropMissing(int(group), asSet(wanted[group], size));
    for (size_t group = 0; group < m_rows.size(); ++group)
        applyGroup(int(group), std::move(wanted[group]));
    Q_EMIT rearranged();
}

void StoreModel::rearrangeSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
}

QModelIndex StoreModel::groupIndex(int group) const
{
    return isGrouped() ? createIndex(group, 0, groupId) : QModelIndex();
}

QVariant StoreModel::groupValue(int, int) const
{
    return {};
}

void StoreModel::onAboutToRemove(int first, int last)
{
    std::vector<bool> stays(size_t(m_store.count()), true);
    std::fill(stays.begin() + first, stays.begin() + last + 1, false);
    for (size_t group = 0; group < m_rows.size(); ++group)
        dropMissing(int(group), stays);
}

void StoreModel::onRemoved(int first, int last)
{
    const int gone = last - first + 1;
    for (auto &rows : m_rows) {
        for (int &row : rows) {
            if (row > last)
                row -= gone;
        }
    }
    rearrangeSoon();
}

void StoreModel::onChanged(int row)
{
    const QModelIndex shown = indexOfStoreRow(row);
    if (shown.isValid())
        Q_EMIT dataChanged(shown, shown.siblingAtColumn(columns() - 1));
    rearrangeSoon();
}

void StoreModel::applyGroup(int group, std::vector<int> wanted)
{
    const bool sameCount = m_rows[size_t(group)].size() == wanted.size();
    reorder(group, wanted);
    insertMissing(group, wanted);
    if (!sameCount)
        announceGroup(group);
}

void StoreModel::dropMissing(int group, const std::vector<bool> &wanted)
{
    std::vector<int> &rows = m_rows[size_t(group)];
    bool dropped = false;
    for (int last = int(rows.size()) - 1; last >= 0; --last) {
        if (wanted[size_t(rows[size_t(last)])])
            continue;
        int first = last;
        while (first > 0 && !wanted[size_t(rows[size_t(first - 1)])])
            --first;
        beginRemoveRows(groupIndex(group), first, last);
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        endRemoveRows();
        dropped = true;
        last = first;
    }
    if (dropped)
        announceGroup(group);
}

void StoreModel::reorder(int group, const std::vector<int> &wanted)
{
    std::vector<int> &rows = m_rows[size_t(group)];
    const std::vector<bool> present = asSet(rows, m_store.count());
    std::vector<int> order;
    order.reserve(rows.size());
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(order), [&](int row) { return present[size_t(row)]; });
    if (order == rows)
        return;
    const QList<QPersistentModelIndex> parents {QPersistentModelIndex(groupIndex(group))};
    Q_EMIT layoutAboutToBeChanged(parents);
    std::vector<int> places(size_t(m_store.count()), -1);
    for (size_t i = 0; i < order.size(); ++i)
        places[size_t(order[i])] = int(i);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before) {
        const bool mine = !isGroup(index) && (!isGrouped() || int(index.internalId()) == group);
        after += mine ? createIndex(places[size_t(rows[size_t(index.row())])], index.column(), index.internalId()) : index;
    }
    rows = std::move(order);
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged(parents);
}

void StoreModel::insertMissing(int group, const std::vector<int> &wanted)
{
    std::vector<int> &rows = m_rows[size_t(group)];
    size_t at = 0;
    while (at < wanted.size()) {
        if (at < rows.size() && rows[at] == wanted[at]) {
            ++at;
            continue;
        }
        size_t end = at;
        const int next = at < rows.size() ? rows[at] : -1;
        while (end < wanted.size() && wanted[end] != next)
            ++end;
        beginInsertRows(groupIndex(group), int(at), int(end) - 1);
        rows.insert(rows.begin() + qsizetype(at), wanted.begin() + qsizetype(at), wanted.begin() + qsizetype(end));
        endInsertRows();
        at = end;
    }
}

void StoreModel::announceGroup(int group)
{
    if (isGrouped())
        Q_EMIT dataChanged(groupIndex(group), groupIndex(group));
}

} // namespace gatehouse
