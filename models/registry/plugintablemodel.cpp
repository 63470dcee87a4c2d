// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/registry/plugintablemodel.h"

namespace gatehouse {

namespace {

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

//! The part people scan: after the scope.
QStringView bareName(const QString &name)
{
    return QStringView(name).mid(name.indexOf(u'/') + 1);
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
    connect(&store, &RecordSignals::inserted, this, &PluginTableModel::markStale);
    connect(&store, &RecordSignals::removed, this, &PluginTableModel::markStale);
    connect(&store, &RecordSignals::changed, this, &PluginTableModel::markStale);
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

const Plugin *PluginTableModel::plugin(const QModelIndex &index) const
{
    const int row = storeRow(index);
    return row < 0 ? nullptr : &m_plugins.at(row);
}

QModelIndex PluginTableModel::indexOf(const PluginId &id) const
{
    const int row = m_plugins.indexOf(id.text());
    return row < 0 ? QModelIndex() : indexOfStoreRow(row);
}

int PluginTableModel::countFor(const PluginQuery &query) const
{
    return int(m_index.search(query).size());
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
        const QString &id = plugin(index(row, 0))->id.text();
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
    setTicked(plugin(index)->id, value.toInt() == Qt::Checked);
    return true;
}

StoreModel::Arrangement PluginTableModel::arrange()
{
    if (m_stale) {
        m_index = PluginIndex(m_plugins);
        m_stale = false;
        m_nameRanks.clear();
        dropGoneTicks();
        Q_EMIT reindexed();
    }
    if (m_sortColumn == Name && m_nameRanks.empty())
        rankNames();
    Arrangement shown(1);
    shown[0] = m_index.search(m_query);
    std::stable_sort(shown[0].begin(), shown[0].end(), [this](int a, int b) {
        return m_order == Qt::AscendingOrder ? isBefore(a, b) : isBefore(b, a);
    });
    return shown;
}

QVariant PluginTableModel::value(int storeRow, int column, int role) const
{
    const Plugin &plugin = m_plugins.at(storeRow);
    switch (role) {
    case Qt::DisplayRole:
        return column == Name ? plugin.name : column == Owner ? plugin.owner : QVariant();
    case ValueRole:
        return columnValue(plugin, column);
    case IdRole:
        return plugin.id.text();
    case PluginRole:
        return QVariant::fromValue(static_cast<const void *>(&plugin));
    case TickedRole:
        return m_ticked.contains(plugin.id.text());
    case Qt::CheckStateRole:
        return column == Name ? QVariant(m_ticked.contains(plugin.id.text()) ? Qt::Checked : Qt::Unchecked) : QVariant();
    default:
        return installedValue(plugin, column, role);
    }
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

bool PluginTableModel::isBefore(int a, int b) const
{
    if (m_sortColumn == Name)
        return m_nameRanks[size_t(a)] < m_nameRanks[size_t(b)];
    return isBeforeByValue(m_plugins.at(a), m_plugins.at(b));
}

bool PluginTableModel::isBeforeByValue(const Plugin &a, const Plugin &b) const
{
    switch (m_sortColumn) {
    case Status:
        return a.status < b.status;
    case Risk:
        return a.riskScore < b.riskScore;
    case Owner:
        return a.owner.compare(b.owner, Qt::CaseInsensitive) < 0;
    case Updated:
        return a.updatedAt < b.updatedAt;
    case Development:
    case Staging:
    case Production: {
        const InstalledIn *left = installedIn(a, environmentOf(m_sortColumn));
        const InstalledIn *right = installedIn(b, environmentOf(m_sortColumn));
        return (left ? left->version : QString()) < (right ? right->version : QString());
    }
    default:
        return false;
    }
}

void PluginTableModel::rankNames()
{
    std::vector<std::pair<QString, int>> names;
    names.reserve(size_t(m_plugins.count()));
    for (int row = 0; row < m_plugins.count(); ++row)
        names.emplace_back(bareName(m_plugins.at(row).name).toString().toCaseFolded(), row);
    std::sort(names.begin(), names.end());
    m_nameRanks.resize(names.size());
    for (size_t place = 0; place < names.size(); ++place)
        m_nameRanks[size_t(names[place].second)] = int(place);
}

void PluginTableModel::dropGoneTicks()
{
    const qsizetype before = m_ticked.size();
    m_ticked.removeIf([this](const QString &id) { return m_plugins.indexOf(id) < 0; });
    if (m_ticked.size() != before)
        Q_EMIT tickedChanged();
}

} // namespace gatehouse
