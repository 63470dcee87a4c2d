// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/configtreemodel.h"

namespace gatehouse {

namespace {

//! internalId of plugins; overlays carry their plugin's row.
constexpr quintptr pluginLevel = ~quintptr(0);

bool isBefore(const ConfigTreeNode &a, const ConfigTreeNode &b)
{
    const int order = a.pluginName.compare(b.pluginName, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.pluginId < b.pluginId;
}

} // namespace

ConfigTreeModel::ConfigTreeModel(const ConfigTreeStore &store, QObject *parent)
    : QAbstractItemModel(parent)
    , m_store(store)
{
    connect(&store, &RecordSignals::inserted, this, &ConfigTreeModel::takeOver);
    connect(&store, &RecordSignals::removed, this, &ConfigTreeModel::takeOver);
    connect(&store, &RecordSignals::changed, this, &ConfigTreeModel::takeOver);
    takeOver();
}

void ConfigTreeModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    takeOver();
}

QModelIndex ConfigTreeModel::indexOf(const PluginId &id) const
{
    const auto found = std::find_if(m_nodes.begin(), m_nodes.end(), [&](const ConfigTreeNode &node) { return node.pluginId == id; });
    return found == m_nodes.end() ? QModelIndex() : createIndex(int(found - m_nodes.begin()), 0, pluginLevel);
}

QModelIndex ConfigTreeModel::indexOf(const PluginId &id, const OverlayRef &overlay) const
{
    const QModelIndex plugin = indexOf(id);
    if (!plugin.isValid())
        return {};
    const auto &overlays = m_nodes[size_t(plugin.row())].overlays;
    for (qsizetype row = 0; row < overlays.size(); ++row) {
        if (overlays.at(row).ref == overlay)
            return createIndex(int(row), 0, quintptr(plugin.row()));
    }
    return {};
}

std::optional<OverlayRef> ConfigTreeModel::overlay(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == pluginLevel)
        return std::nullopt;
    return m_nodes[size_t(index.internalId())].overlays.at(index.row()).ref;
}

QModelIndex ConfigTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : pluginLevel);
}

QModelIndex ConfigTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == pluginLevel)
        return {};
    return createIndex(int(child.internalId()), 0, pluginLevel);
}

int ConfigTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_nodes.size());
    return parent.internalId() == pluginLevel && parent.column() == 0 ? int(m_nodes[size_t(parent.row())].overlays.size()) : 0;
}

int ConfigTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ConfigTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isPlugin = index.internalId() == pluginLevel;
    const ConfigTreeNode &node = m_nodes[isPlugin ? size_t(index.row()) : size_t(index.internalId())];
    switch (role) {
    case IsPluginRole:
        return isPlugin;
    case PluginIdRole:
        return node.pluginId.text();
    case PluginNameRole:
        return node.pluginName;
    default:
        break;
    }
    if (!isPlugin)
        return overlayData(node, index.row(), role);
    if (role == Qt::DisplayRole)
        return node.pluginName;
    return role == HasSchemaRole ? QVariant(node.hasSchema) : QVariant();
}

QVariant ConfigTreeModel::overlayData(const ConfigTreeNode &node, int row, int role) const
{
    const ConfigTreeNode::Overlay &overlay = node.overlays.at(row);
    switch (role) {
    case Qt::DisplayRole:
        return overlay.ref.tenant.isEmpty() ? toWire(overlay.ref.environment) : overlay.ref.tenant;
    case EnvironmentRole:
        return int(overlay.ref.environment);
    case TenantRole:
        return overlay.ref.tenant;
    case ActiveRevisionRole:
        return overlay.activeRevision;
    case LatestRevisionRole:
        return overlay.latestRevision;
    case PendingRequestRole:
        return overlay.pendingRequest ? overlay.pendingRequest->text() : QString();
    case KeyCountRole:
        return overlay.keys;
    default:
        return {};
    }
}

//! Brings what is shown to what the store has now, a plugin at a time.
void ConfigTreeModel::takeOver()
{
    const std::vector<ConfigTreeNode> target = wanted();
    size_t row = 0;
    for (const ConfigTreeNode &node : target) {
        while (row < m_nodes.size() && isBefore(m_nodes[row], node)) {
            beginRemoveRows({}, int(row), int(row));
            m_nodes.erase(m_nodes.begin() + qsizetype(row));
            endRemoveRows();
        }
        if (row < m_nodes.size() && m_nodes[row].pluginId == node.pluginId)
            updateNode(int(row), node);
        else
            insertNode(int(row), node);
        ++row;
    }
    if (row < m_nodes.size()) {
        beginRemoveRows({}, int(row), int(m_nodes.size()) - 1);
        m_nodes.resize(row);
        endRemoveRows();
    }
}

std::vector<ConfigTreeNode> ConfigTreeModel::wanted() const
{
    std::vector<ConfigTreeNode> nodes;
    for (int row = 0; row < m_store.count(); ++row) {
        if (m_filter.isEmpty() || m_store.at(row).pluginName.contains(m_filter, Qt::CaseInsensitive))
            nodes.push_back(m_store.at(row));
    }
    std::sort(nodes.begin(), nodes.end(), isBefore);
    return nodes;
}

void ConfigTreeModel::updateNode(int row, const ConfigTreeNode &node)
{
    ConfigTreeNode &present = m_nodes[size_t(row)];
    if (present == node)
        return;
    const QModelIndex plugin = createIndex(row, 0, pluginLevel);
    const int before = int(present.overlays.size());
    const int after = int(node.overlays.size());
    if (after < before) {
        beginRemoveRows(plugin, after, before - 1);
        present.overlays.resize(after);
        endRemoveRows();
    }
    if (after > before) {
        beginInsertRows(plugin, before, after - 1);
        present = node;
        endInsertRows();
    }
    present = node;
    Q_EMIT dataChanged(plugin, plugin);
    if (after > 0)
        Q_EMIT dataChanged(index(0, 0, plugin), index(after - 1, 0, plugin));
}

void ConfigTreeModel::insertNode(int row, const ConfigTreeNode &node)
{
    beginInsertRows({}, row, row);
    m_nodes.insert(m_nodes.begin() + row, node);
    endInsertRows();
}

} // namespace gatehouse
