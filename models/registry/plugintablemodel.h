// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/registry/pluginindex.h"
#include "models/common/storemodel.h"

#include <QSet>

namespace gatehouse {

//! The registry's table over the replica: filter, sort, ticks for acting on many.
class PluginTableModel final : public StoreModel
{
    Q_OBJECT

public:
    enum Column { Name, Status, Risk, Owner, Development, Staging, Production, Updated, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        //! The raw value of the column: QString, PluginStatus, Risk, QDateTime as int or itself.
        ValueRole = Qt::UserRole,
        IdRole, //!< QString
        PluginRole, //!< const void *: the Plugin, valid until the store changes
        InstalledVersionRole, //!< QString, environment columns; empty when absent
        UpdateAvailableRole, //!< bool, environment columns
        BlockedRole, //!< bool, environment columns
        TickedRole //!< bool
    };

    explicit PluginTableModel(const PluginStore &store, QObject *parent = nullptr);

    void setQuery(const PluginQuery &query);
    const PluginQuery &query() const { return m_query; }
    void setSort(Column column, Qt::SortOrder order);
    Column sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_order; }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    const Plugin *plugin(const QModelIndex &index) const;
    QModelIndex indexOf(const PluginId &id) const;
    int totalCount() const { return m_plugins.count(); }
    //! How many would match \a query: "Remove risk:critical to see 31."
    int countFor(const PluginQuery &query) const;
    const PluginIndex &searchIndex() const { return m_index; }

    //! Ticks stay while the filter hides a row, and go with the plugin.
    QList<PluginId> ticked() const;
    void setTicked(const PluginId &id, bool ticked);
    void setAllShownTicked(bool ticked);
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void tickedChanged();
    //! The search index is of newer data: facets count anew.
    void reindexed();

private:
    int columns() const override { return ColumnCount; }
    Arrangement arrange() override;
    QVariant value(int storeRow, int column, int role) const override;
    QVariant installedValue(const Plugin &plugin, int column, int role) const;
    bool isBefore(int a, int b) const;
    bool isBeforeByValue(const Plugin &a, const Plugin &b) const;
    void rankNames();
    void markStale() { m_stale = true; }
    void dropGoneTicks();

    const PluginStore &m_plugins;
    PluginIndex m_index;
    PluginQuery m_query;
    std::vector<int> m_nameRanks; //!< Store row → place by name: folding names in every comparison costs most of a sort.
    QSet<QString> m_ticked;
    Column m_sortColumn = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_stale = true;
};

} // namespace gatehouse
