// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"

#include <QAbstractItemModel>
#include <QSet>

#include <array>

namespace gatehouse {

//! What stands beside lines of one file.
struct FileRemarks
{
    int findings = 0;
    int comments = 0; //!< Drafts, too.
    bool operator==(const FileRemarks &) const = default;
};

//! The files that differ between two versions, in three groups: what to look at first (scripts,
//! manifests, binaries, findings), code, and text. Groups are top-level rows and always there. What is
//! most urgent stands first in its group.
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
        SizeRole, //!< qint64: new size in bytes
        ReasonsRole, //!< QStringList: FileChange::reasons
        ReviewedRole, //!< bool; of a group: int, how many are
        FindingsRole, //!< int
        CommentsRole //!< int
    };

    using QAbstractItemModel::QAbstractItemModel;

    //! Another pair of versions: the model is reset.
    void setFiles(const QList<FileChange> &files);
    const FileChange *file(const QModelIndex &index) const;
    QModelIndex indexOf(const QString &path) const;
    int fileCount() const;
    //! All files in the order of the rows.
    QList<FileChange> files() const;

    void setReviewed(const QSet<QString> &paths);
    int reviewedCount() const;
    void setRemarks(const QHash<QString, FileRemarks> &remarks);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QVariant groupData(int group, int role) const;
    //! The rows of \a paths, and their groups, have news.
    void announce(const QSet<QString> &paths, const QList<int> &roles);
    int reviewedIn(const QList<FileChange> &files) const;

    std::array<QList<FileChange>, GroupCount> m_groups;
    QSet<QString> m_reviewed;
    QHash<QString, FileRemarks> m_remarks;
};

} // namespace gatehouse
