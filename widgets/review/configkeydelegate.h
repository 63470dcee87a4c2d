// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of ConfigKeyModel in two lines: the key with how it moved, then what it is and what it is for.
class ConfigKeyDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;

    //! "integer to string, default 25 to 40, required now": what holds, and what held.
    static QString facts(const QModelIndex &index);
    //! The row in one sentence, for screen readers and tool tips.
    static QString spoken(const QModelIndex &index);

private:
    mutable TextCache m_cache;
};

} // namespace gatehouse
