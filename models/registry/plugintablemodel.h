// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/registry/pluginindex.h"
#include "models/common/storemodel.h"

#include <QSet>

#include <memory>
#include <optional>

namespace gatehouse {

//! The registry's table over the replica: filter, sort, ticks for acting on many. Thousands of rows that
//! come at once are indexed beside the GUI thread and shown when that is done.
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

    //! Nothing for an index that is none.
    std::optional<Plugin> plugin(const QModelIndex &index) const;
    QModelIndex indexOf(const PluginId &id) const;
    int totalCount() const { return m_plugins.count(); }
    //! How many would match \a query: "Remove risk:critical to see 31."
    int countFor(const PluginQuery &query) const;
    const PluginIndex &searchIndex() const { return *m_index; }

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
    //! False while it is built beside this thread.
    bool isIndexed();
    void takeIndex(std::shared_ptr<const PluginIndex> index);
    void dropGoneTicks();

    const PluginStore &m_plugins;
    std::shared_ptr<const PluginIndex> m_index = std::make_shared<PluginIndex>();
    PluginQuery m_query;
    QSet<QString> m_ticked;
    Column m_sortColumn = Name;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_indexing = false;
};

} // namespace gatehouse
