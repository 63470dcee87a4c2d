// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of DiffModel as a unified diff: both line numbers, sign, text. Added and removed lines are
//! told by sign and colour.
class DiffDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    static constexpr int numberWidth = 44;
    static constexpr int signWidth = 16;

    //! Characters of the longest line, for the width of the rows.
    void setLongestLine(int characters) { m_longest = characters; }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintHunk(RowPainter &row, const QRect &rect, const QString &header) const;
    void paintNumber(RowPainter &row, const QRect &rect, int number) const;

    mutable TextCache m_cache;
    int m_longest = 80;
};

} // namespace gatehouse
