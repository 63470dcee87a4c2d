// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/config/configtreestore.h"

#include <QAbstractItemModel>

#include <vector>

namespace gatehouse {

//! Plugins that have a configuration or a schema, by name, and below each its overlays: global,
//! environments, tenants.
class ConfigTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        IsPluginRole = Qt::UserRole, //!< bool
        PluginIdRole, //!< QString, on both levels
        PluginNameRole, //!< QString, on both levels
        HasSchemaRole, //!< bool, plugins
        EnvironmentRole, //!< int: Environment, overlays
        TenantRole, //!< QString, overlays; may be empty
        ActiveRevisionRole, //!< int, overlays; 0 = nothing is deployed
        LatestRevisionRole, //!< int, overlays
        PendingRequestRole, //!< QString, overlays; may be empty
        KeyCountRole //!< int, overlays
    };

    explicit ConfigTreeModel(const ConfigTreeStore &store, QObject *parent = nullptr);

    void setFilter(const QString &text);
    QModelIndex indexOf(const PluginId &id) const;
    QModelIndex indexOf(const PluginId &id, const OverlayRef &overlay) const;
    //! Empty for plugins and invalid indexes.
    std::optional<OverlayRef> overlay(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void takeOver();
    std::vector<ConfigTreeNode> wanted() const;
    void updateNode(int row, const ConfigTreeNode &node);
    void insertNode(int row, const ConfigTreeNode &node);
    void removeNodes(size_t first, size_t last);
    void renumber(size_t first);
    const ConfigTreeNode &nodeOf(const QModelIndex &index) const;
    QVariant overlayData(const ConfigTreeNode &node, int row, int role) const;

    //! Overlays point to their plugin by a number that stays when rows above come and go.
    struct Shown
    {
        quintptr key = 0;
        ConfigTreeNode node;
    };
    const ConfigTreeStore &m_store;
    QString m_filter;
    std::vector<Shown> m_nodes; //!< In the order shown.
    QHash<quintptr, int> m_rowOfKey;
    quintptr m_lastKey = 0;
};

} // namespace gatehouse
