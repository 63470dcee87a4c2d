// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/filelistmodel.h"

#include <numeric>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! internalId of group rows; files carry their group's number.
constexpr quintptr groupId = ~quintptr(0);

size_t groupOf(const FileChange &file)
{
    if (file.group == "look_first"_L1)
        return FileListModel::LookFirst;
    return file.group == "text"_L1 ? FileListModel::Text : FileListModel::Code;
}

} // namespace

void FileListModel::setFiles(const QList<FileChange> &files)
{
    beginResetModel();
    m_groups = {};
    for (const FileChange &file : files)
        m_groups[groupOf(file)].append(file);
    endResetModel();
}

const FileChange *FileListModel::file(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return nullptr;
    return &m_groups[size_t(index.internalId())].at(index.row());
}

QModelIndex FileListModel::indexOf(const QString &path) const
{
    for (size_t group = 0; group < m_groups.size(); ++group) {
        for (qsizetype row = 0; row < m_groups[group].size(); ++row) {
            if (m_groups[group].at(row).path == path)
                return createIndex(int(row), 0, quintptr(group));
        }
    }
    return {};
}

int FileListModel::fileCount() const
{
    return std::accumulate(m_groups.begin(), m_groups.end(), 0,
        [](int sum, const QList<FileChange> &files) { return sum + int(files.size()); });
}

QModelIndex FileListModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : groupId);
}

QModelIndex FileListModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupId)
        return {};
    return createIndex(int(child.internalId()), 0, groupId);
}

int FileListModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return GroupCount;
    return parent.internalId() == groupId && parent.column() == 0 ? int(m_groups[size_t(parent.row())].size()) : 0;
}

int FileListModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant FileListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileChange *change = file(index);
    if (!change)
        return groupData(index.row(), role);
    switch (role) {
    case Qt::DisplayRole:
    case PathRole:
        return change->path;
    case GroupRole:
        return int(index.internalId());
    case OldPathRole:
        return change->oldPath.value_or(QString());
    case KindRole:
        return int(change->kind);
    case AddedRole:
        return change->added;
    case RemovedRole:
        return change->removed;
    case BinaryRole:
        return change->binary;
    case SizeRole:
        return change->newSize;
    default:
        return {};
    }
}

QVariant FileListModel::groupData(int group, int role) const
{
    const QList<FileChange> &files = m_groups[size_t(group)];
    const auto sum = [&](int FileChange::*lines) {
        return std::accumulate(files.begin(), files.end(), 0, [lines](int total, const FileChange &file) { return total + file.*lines; });
    };
    switch (role) {
    case GroupRole:
        return group;
    case CountRole:
        return int(files.size());
    case AddedRole:
        return sum(&FileChange::added);
    case RemovedRole:
        return sum(&FileChange::removed);
    default:
        return {};
    }
}

} // namespace gatehouse
