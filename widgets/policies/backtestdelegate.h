// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! A past decision that a draft would have met with another answer: what it was about and what would
//! have come of it, when it was decided, and below that why, policy by policy.
class BacktestDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! What the row says to a screen reader.
    static QString sentence(const QModelIndex &index);

private:
    mutable TextCache m_cache;
};

} // namespace gatehouse
