// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace gatehouse {

//! Draws a destination: 32 px, radius 6, wide with its name and count or thin with the icon alone.
class RailDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setThin(bool thin) { m_thin = thin; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCount(QPainter &painter, const QRectF &cell, const QModelIndex &index, const QWidget *widget) const;
    bool m_thin = false;
};

} // namespace gatehouse
