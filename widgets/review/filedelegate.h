// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of FileListModel: groups with their count; files by tick (reviewed), name first, folder faint,
//! remarks, findings, lines added and removed.
class FileDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    //! The tick of a file was clicked.
    void reviewedToggled(const QString &path);

private:
    static QRect tickRect(const QRect &row);
    void paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintFile(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable TextCache m_cache;
};

} // namespace gatehouse
