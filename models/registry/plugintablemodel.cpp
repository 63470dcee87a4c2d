// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry/plugintablemodel.h"

#include "core/base/async.h"
#include "core/base/heap.h"

#include <QtConcurrentRun>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! So many rows are read in about three milliseconds.
constexpr int mostRowsAtOnce = 2048;

PluginOrder orderOf(PluginTableModel::Column column)
{
    switch (column) {
    case PluginTableModel::Status:
        return PluginOrder::ByStatus;
    case PluginTableModel::Risk:
        return PluginOrder::ByRisk;
    case PluginTableModel::Owner:
        return PluginOrder::ByOwner;
    case PluginTableModel::Development:
        return PluginOrder::ByDevelopment;
    case PluginTableModel::Staging:
        return PluginOrder::ByStaging;
    case PluginTableModel::Production:
        return PluginOrder::ByProduction;
    case PluginTableModel::Updated:
        return PluginOrder::ByUpdated;
    case PluginTableModel::Name:
    case PluginTableModel::ColumnCount:
        break;
    }
    return PluginOrder::ByName;
}

Environment environmentOf(int column)
{
    switch (column) {
    case PluginTableModel::Development:
        return Environment::Development;
    case PluginTableModel::Staging:
        return Environment::Staging;
    case PluginTableModel::Production:
        return Environment::Production;
    default:
        return Environment::Unknown;
    }
}

const InstalledIn *installedIn(const Plugin &plugin, Environment environment)
{
    for (const InstalledIn &installed : plugin.installations) {
        if (installed.environment == environment)
            return &installed;
    }
    return nullptr;
}

QVariant columnValue(const Plugin &plugin, int column)
{
    switch (column) {
    case PluginTableModel::Name:
        return plugin.name;
    case PluginTableModel::Status:
        return int(plugin.status);
    case PluginTableModel::Risk:
        return int(plugin.risk);
    case PluginTableModel::Owner:
        return plugin.owner;
    case PluginTableModel::Updated:
        return plugin.updatedAt;
    default:
        return {};
    }
}

} // namespace

PluginTableModel::PluginTableModel(const PluginStore &store, QObject *parent)
    : StoreModel(const_cast<PluginStore &>(store), 1, parent)
    , m_plugins(store)
{
    startUp();
}

void PluginTableModel::setQuery(const PluginQuery &query)
{
    if (query == m_query)
        return;
    m_query = query;
    rearrange();
}

void PluginTableModel::setSort(Column column, Qt::SortOrder order)
{
    if (column == m_sortColumn && order == m_order)
        return;
    m_sortColumn = column;
    m_order = order;
    rearrange();
}

void PluginTableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < ColumnCount)
        setSort(Column(column), order);
}

std::optional<Plugin> PluginTableModel::plugin(const QModelIndex &index) const
{
    const int row = storeRow(index);
    return row < 0 ? std::nullopt : std::optional(m_plugins.at(row));
}

QModelIndex PluginTableModel::indexOf(const PluginId &id) const
{
    const int row = m_plugins.indexOf(id.text());
    return row < 0 ? QModelIndex() : indexOfStoreRow(row);
}

int PluginTableModel::countFor(const PluginQuery &query) const
{
    return int(m_index->search(query).size());
}

QList<PluginId> PluginTableModel::ticked() const
{
    QList<PluginId> ids;
    for (const QString &id : m_ticked)
        ids.append(PluginId(id));
    std::sort(ids.begin(), ids.end());
    return ids;
}

void PluginTableModel::setTicked(const PluginId &id, bool ticked)
{
    if (m_ticked.contains(id.text()) == ticked)
        return;
    if (ticked)
        m_ticked.insert(id.text());
    else
        m_ticked.remove(id.text());
    if (const QModelIndex shown = indexOf(id); shown.isValid())
        Q_EMIT dataChanged(shown, shown.siblingAtColumn(ColumnCount - 1), {TickedRole, Qt::CheckStateRole});
    Q_EMIT tickedChanged();
}

void PluginTableModel::setAllShownTicked(bool ticked)
{
    for (int row = 0; row < rowCount(); ++row) {
        const QString id = m_plugins.idAt(storeRow(index(row, 0)));
        if (ticked)
            m_ticked.insert(id);
        else
            m_ticked.remove(id);
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {TickedRole, Qt::CheckStateRole});
    Q_EMIT tickedChanged();
}

Qt::ItemFlags PluginTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = StoreModel::flags(index);
    if (index.isValid() && index.column() == Name)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool PluginTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || index.column() != Name)
        return false;
    setTicked(PluginId(m_plugins.idAt(storeRow(index))), value.toInt() == Qt::Checked);
    return true;
}

StoreModel::Arrangement PluginTableModel::arrange()
{
    if (!isIndexed())
        return shown();
    Arrangement wanted(1);
    wanted[0] = m_index->search(m_query);
    m_index->sort(wanted[0], orderOf(m_sortColumn), m_order);
    return wanted;
}

bool PluginTableModel::isIndexed()
{
    if (m_indexing)
        return false;
    const PluginIndex::Blocks &blocks = m_plugins.rows().blocks();
    if (m_index->isOf(blocks))
        return true;
    if (m_index->newRows(blocks) <= mostRowsAtOnce) {
        takeIndex(std::make_shared<PluginIndex>(*m_index, blocks));
        return true;
    }
    m_indexing = true;
    using Index = std::shared_ptr<const PluginIndex>;
    const QFuture<Index> building = QtConcurrent::run([earlier = m_index, blocks]() -> Index {
        const Index index = std::make_shared<PluginIndex>(*earlier, blocks);
        releaseFreedMemory();
        return index;
    });
    deliver(building, this, [this](const Index &index) {
        m_indexing = false;
        takeIndex(index);
        rearrange();
    });
    return false;
}

void PluginTableModel::takeIndex(std::shared_ptr<const PluginIndex> index)
{
    m_index = std::move(index);
    dropGoneTicks();
    Q_EMIT reindexed();
}

QVariant PluginTableModel::value(int storeRow, int column, int role) const
{
    static const pack::Fields<Plugin> shownFields({"name"_L1, "owner"_L1, "status"_L1, "risk"_L1, "installations"_L1, "updatedAt"_L1});
    switch (role) {
    case IdRole:
        return m_plugins.idAt(storeRow);
    case TickedRole:
        return m_ticked.contains(m_plugins.idAt(storeRow));
    case Qt::CheckStateRole:
        return column == Name ? QVariant(m_ticked.contains(m_plugins.idAt(storeRow)) ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        break;
    }
    const bool isInstalled = role == InstalledVersionRole || role == UpdateAvailableRole || role == BlockedRole;
    if (role != Qt::DisplayRole && role != ValueRole && !isInstalled)
        return {};
    const Plugin plugin = m_plugins.rows().at(storeRow, shownFields);
    if (isInstalled)
        return installedValue(plugin, column, role);
    if (role == ValueRole)
        return columnValue(plugin, column);
    return column == Name ? plugin.name : column == Owner ? plugin.owner : QVariant();
}

QVariant PluginTableModel::installedValue(const Plugin &plugin, int column, int role) const
{
    const InstalledIn *installed = installedIn(plugin, environmentOf(column));
    if (!installed)
        return {};
    switch (role) {
    case InstalledVersionRole:
        return installed->version;
    case UpdateAvailableRole:
        return installed->updateAvailable;
    case BlockedRole:
        return installed->blocked;
    default:
        return {};
    }
}

void PluginTableModel::dropGoneTicks()
{
    const qsizetype before = m_ticked.size();
    m_ticked.removeIf([this](const QString &id) { return m_plugins.indexOf(id) < 0; });
    if (m_ticked.size() != before)
        Q_EMIT tickedChanged();
}

} // namespace gatehouse
