// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QAbstractListModel>

#include <vector>

namespace gatehouse {

//! A unified diff of one file: hunk headers and lines, a row each.
class DiffModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsHunkRole = Qt::UserRole, //!< bool
        TextRole, //!< QString: the header, or the line without its sign
        SignRole, //!< QChar: blank, + or -
        OldLineRole, //!< int; 0 when the line is not on that side
        NewLineRole //!< int
    };

    using QAbstractListModel::QAbstractListModel;

    //! Another file: the model is reset.
    void setDiff(const FileDiff &diff);
    const FileDiff &diff() const { return m_diff; }
    //! Row of the hunk header after (or before) \a row; -1 when there is none.
    int nextHunk(int row) const;
    int previousHunk(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        int hunk = 0;
        int line = -1; //!< -1 is the hunk's header.
    };
    FileDiff m_diff;
    std::vector<Row> m_rows;
};

} // namespace gatehouse
