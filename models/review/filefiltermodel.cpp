// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/filefiltermodel.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

FileFilterModel::FileFilterModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void FileFilterModel::setWanted(const QString &text)
{
    if (m_wanted == text)
        return;
    m_wanted = text;
    invalidateFilter();
}

void FileFilterModel::setSourceMapsShown(bool shown)
{
    if (m_sourceMaps == shown)
        return;
    m_sourceMaps = shown;
    invalidateFilter();
}

bool FileFilterModel::isSourceMap(const FileChange &file)
{
    return file.reasons.contains("source_map"_L1);
}

QVariant FileFilterModel::data(const QModelIndex &index, int role) const
{
    if (role == FileListModel::CountRole && index.isValid() && !index.parent().isValid())
        return rowCount(index);
    return QSortFilterProxyModel::data(index, role);
}

bool FileFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    // Groups come with their files.
    if (!parent.isValid())
        return false;
    const QModelIndex file = sourceModel()->index(row, 0, parent);
    if (!m_sourceMaps && file.data(FileListModel::ReasonsRole).toStringList().contains("source_map"_L1))
        return false;
    return m_wanted.isEmpty() || file.data(FileListModel::PathRole).toString().contains(m_wanted, Qt::CaseInsensitive);
}

} // namespace gatehouse
