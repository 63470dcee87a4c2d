// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QAbstractItemModel>

#include <array>

namespace gatehouse {

//! The files that differ between two versions, in three groups: what to look at first (scripts,
//! manifests, binaries), code, and text. Groups are top-level rows and always there.
class FileListModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Group { LookFirst, Code, Text, GroupCount };
    Q_ENUM(Group)
    enum Role {
        GroupRole = Qt::UserRole, //!< int: Group
        CountRole, //!< int, of a group: files in it
        PathRole, //!< QString
        OldPathRole, //!< QString; empty when it was not renamed
        KindRole, //!< int: FileChangeKind
        AddedRole, //!< int, lines; of a group: the sum
        RemovedRole, //!< int, lines; of a group: the sum
        BinaryRole, //!< bool
        SizeRole //!< qint64: new size in bytes
    };

    using QAbstractItemModel::QAbstractItemModel;

    //! Another pair of versions: the model is reset.
    void setFiles(const QList<FileChange> &files);
    const FileChange *file(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &path) const;
    int fileCount() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant groupData(int group, int role) const;

    std::array<QList<FileChange>, GroupCount> m_groups;
};

} // namespace gatehouse
