// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of FileListModel: groups with their count; files by name first, folder faint, lines added
//! and removed.
class FileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static QString groupName(int group);

private:
    void paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintFile(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable TextCache m_cache;
};

} // namespace gatehouse
