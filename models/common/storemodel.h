// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QTimer>

#include <vector>

namespace gatehouse {

class RecordSignals;

//! The plumbing of a model over a store: which store rows are shown, in which order, in which
//! group. It holds row numbers, no values. New data is taken as a diff; only a change of more than
//! a few hundred separate places resets.
//!
//! Grouped models are two-level trees: groups are top-level rows, told apart by internalId. Flat
//! models show the rows of group 0 at top level.
class StoreModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    //! Rows of the store, by group, in order.
    using Arrangement = std::vector<std::vector<int>>;

    StoreModel(RecordSignals &store, int groups, QObject *parent);

    //! -1 for groups and invalid indexes.
    int storeRow(const QModelIndex &index) const;
    QModelIndex indexOfStoreRow(int row) const;
    bool isGroup(const QModelIndex &index) const;
    int shownCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &child) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;

public Q_SLOTS:
    //! Asks arrange() again, now.
    void rearrange();
    //! The same, once, when the event loop is next idle.
    void rearrangeSoon();

Q_SIGNALS:
    void rearranged();

protected:
    //! To be called at the end of the constructor of the derived class.
    void startUp() { rearrange(); }
    //! For an arrange() that cannot say anything new yet.
    const Arrangement &shown() const { return m_rows; }
    bool isGrouped() const { return m_rows.size() > 1; }
    QModelIndex groupIndex(int group) const;

private:
    virtual int columns() const { return 1; }
    virtual Arrangement arrange() = 0;
    virtual QVariant value(int storeRow, int column, int role) const = 0;
    virtual QVariant groupValue(int group, int role) const;

    void onAboutToRemove(int first, int last);
    void onRemoved(int first, int last);
    void onChanged(int row);
    void applyGroup(int group, std::vector<int> wanted);
    void dropMissing(int group, const std::vector<bool> &wanted);
    void reorder(int group, const std::vector<int> &wanted);
    void insertMissing(int group, const std::vector<int> &wanted);
    void announceGroup(int group);

    RecordSignals &m_store;
    Arrangement m_rows;
    QTimer m_soon;
};

} // namespace gatehouse
