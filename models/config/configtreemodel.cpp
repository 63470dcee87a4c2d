// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/configtreemodel.h"

namespace gatehouse {

namespace {

//! internalId of plugins; overlays carry their plugin's key.
constexpr quintptr pluginLevel = 0;

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
    const auto found = std::find_if(m_nodes.begin(), m_nodes.end(), [&](const Shown &shown) { return shown.node.pluginId == id; });
    return found == m_nodes.end() ? QModelIndex() : createIndex(int(found - m_nodes.begin()), 0, pluginLevel);
}

QModelIndex ConfigTreeModel::indexOf(const PluginId &id, const OverlayRef &overlay) const
{
    const QModelIndex plugin = indexOf(id);
    if (!plugin.isValid())
        return {};
    const Shown &shown = m_nodes[size_t(plugin.row())];
    for (qsizetype row = 0; row < shown.node.overlays.size(); ++row) {
        if (shown.node.overlays.at(row).ref == overlay)
            return createIndex(int(row), 0, shown.key);
    }
    return {};
}

std::optional<OverlayRef> ConfigTreeModel::overlay(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == pluginLevel)
        return std::nullopt;
    return nodeOf(index).overlays.at(index.row()).ref;
}

QModelIndex ConfigTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? m_nodes[size_t(parent.row())].key : pluginLevel);
}

QModelIndex ConfigTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == pluginLevel)
        return {};
    return createIndex(m_rowOfKey.value(child.internalId()), 0, pluginLevel);
}

int ConfigTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_nodes.size());
    return parent.internalId() == pluginLevel && parent.column() == 0 ? int(m_nodes[size_t(parent.row())].node.overlays.size()) : 0;
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
    const ConfigTreeNode &node = nodeOf(index);
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
        while (row < m_nodes.size() && isBefore(m_nodes[row].node, node))
            removeNodes(row, row);
        if (row < m_nodes.size() && m_nodes[row].node.pluginId == node.pluginId)
            updateNode(int(row), node);
        else
            insertNode(int(row), node);
        ++row;
    }
    if (row < m_nodes.size())
        removeNodes(row, m_nodes.size() - 1);
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
    ConfigTreeNode &present = m_nodes[size_t(row)].node;
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
        present.overlays += node.overlays.mid(before);
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
    m_nodes.insert(m_nodes.begin() + row, {++m_lastKey, node});
    renumber(size_t(row));
    endInsertRows();
}

void ConfigTreeModel::removeNodes(size_t first, size_t last)
{
    beginRemoveRows({}, int(first), int(last));
    for (size_t row = first; row <= last; ++row)
        m_rowOfKey.remove(m_nodes[row].key);
    m_nodes.erase(m_nodes.begin() + qsizetype(first), m_nodes.begin() + qsizetype(last) + 1);
    renumber(first);
    endRemoveRows();
}

void ConfigTreeModel::renumber(size_t first)
{
    for (size_t row = first; row < m_nodes.size(); ++row)
        m_rowOfKey.insert(m_nodes[row].key, int(row));
}

const ConfigTreeNode &ConfigTreeModel::nodeOf(const QModelIndex &index) const
{
    const int row = index.internalId() == pluginLevel ? index.row() : m_rowOfKey.value(index.internalId());
    return m_nodes[size_t(row)].node;
}

} // namespace gatehouse
