// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffmodel.h"

namespace gatehouse {

void DiffModel::setDiff(const FileDiff &diff)
{
    beginResetModel();
    m_diff = diff;
    m_rows.clear();
    for (int hunk = 0; hunk < int(m_diff.hunks.size()); ++hunk) {
        m_rows.push_back({hunk, -1});
        for (int line = 0; line < int(m_diff.hunks.at(hunk).lines.size()); ++line)
            m_rows.push_back({hunk, line});
    }
    endResetModel();
}

int DiffModel::nextHunk(int row) const
{
    for (int next = row + 1; next < int(m_rows.size()); ++next) {
        if (m_rows[size_t(next)].line < 0)
            return next;
    }
    return -1;
}

int DiffModel::previousHunk(int row) const
{
    for (int before = std::min(row, int(m_rows.size())) - 1; before >= 0; --before) {
        if (m_rows[size_t(before)].line < 0)
            return before;
    }
    return -1;
}

int DiffModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant DiffModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row row = m_rows[size_t(index.row())];
    const DiffHunk &hunk = m_diff.hunks.at(row.hunk);
    if (role == IsHunkRole)
        return row.line < 0;
    if (row.line < 0)
        return role == TextRole || role == Qt::DisplayRole ? QVariant(hunk.header) : QVariant();
    const DiffLine &line = hunk.lines.at(row.line);
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return line.text;
    case SignRole:
        return line.sign.isEmpty() ? QChar(u' ') : line.sign.at(0);
    case OldLineRole:
        return line.oldLine;
    case NewLineRole:
        return line.newLine;
    default:
        return {};
    }
}

} // namespace gatehouse
