// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of DeltaModel: icon, dimension, what moved, count or badge.
class DeltaDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! The whole sentence, where the row had to cut it.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;
    //! "Install scripts" for install_scripts.
    static QString dimensionName(const QString &dimension);

private:
    void paintBadges(RowPainter &row, QRect &area, Verdict verdict, const QModelIndex &index) const;

    mutable TextCache m_cache;
};

} // namespace gatehouse
