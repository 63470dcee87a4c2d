// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/filelistmodel.h"

#include <algorithm>
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

//! The most urgent reason first, none last.
int urgencyOf(const FileChange &file)
{
    static const QStringList reasons {
        u"manifest"_s, u"install_script"_s, u"new_binary"_s, u"compiled"_s, u"finding"_s, u"config_schema"_s, u"script"_s};
    qsizetype urgency = reasons.size();
    for (const QString &reason : file.reasons) {
        if (const qsizetype at = reasons.indexOf(reason); at >= 0)
            urgency = std::min(urgency, at);
    }
    return int(urgency);
}

} // namespace

void FileListModel::setFiles(const QList<FileChange> &files)
{
    beginResetModel();
    m_groups = {};
    for (const FileChange &file : files)
        m_groups[groupOf(file)].append(file);
    for (QList<FileChange> &group : m_groups)
        std::stable_sort(group.begin(), group.end(), [](const FileChange &a, const FileChange &b) { return urgencyOf(a) < urgencyOf(b); });
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

QList<FileChange> FileListModel::files() const
{
    QList<FileChange> all;
    for (const QList<FileChange> &group : m_groups)
        all += group;
    return all;
}

void FileListModel::setReviewed(const QSet<QString> &paths)
{
    const QSet<QString> moved = (paths - m_reviewed) + (m_reviewed - paths);
    m_reviewed = paths;
    announce(moved, {ReviewedRole});
}

int FileListModel::reviewedCount() const
{
    return std::accumulate(m_groups.begin(), m_groups.end(), 0, [this](int sum, const QList<FileChange> &files) { return sum + reviewedIn(files); });
}

void FileListModel::setRemarks(const QHash<QString, FileRemarks> &remarks)
{
    QSet<QString> moved;
    for (auto it = remarks.cbegin(); it != remarks.cend(); ++it) {
        if (m_remarks.value(it.key()) != it.value())
            moved.insert(it.key());
    }
    for (auto it = m_remarks.cbegin(); it != m_remarks.cend(); ++it) {
        if (!remarks.contains(it.key()))
            moved.insert(it.key());
    }
    m_remarks = remarks;
    announce(moved, {FindingsRole, CommentsRole});
}

void FileListModel::announce(const QSet<QString> &paths, const QList<int> &roles)
{
    if (paths.isEmpty())
        return;
    for (size_t group = 0; group < m_groups.size(); ++group) {
        bool any = false;
        for (int row = 0; row < int(m_groups[group].size()); ++row) {
            if (!paths.contains(m_groups[group].at(row).path))
                continue;
            any = true;
            const QModelIndex changed = createIndex(row, 0, quintptr(group));
            Q_EMIT dataChanged(changed, changed, roles);
        }
        const QModelIndex header = createIndex(int(group), 0, groupId);
        if (any)
            Q_EMIT dataChanged(header, header, roles);
    }
}

int FileListModel::reviewedIn(const QList<FileChange> &files) const
{
    return int(std::count_if(files.begin(), files.end(), [this](const FileChange &file) { return m_reviewed.contains(file.path); }));
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
    case ReasonsRole:
        return change->reasons;
    case ReviewedRole:
        return m_reviewed.contains(change->path);
    case FindingsRole:
        return m_remarks.value(change->path).findings;
    case CommentsRole:
        return m_remarks.value(change->path).comments;
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
    case ReviewedRole:
        return reviewedIn(files);
    default:
        return {};
    }
}

} // namespace gatehouse
