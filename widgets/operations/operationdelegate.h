// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Two lines of one operation: what and where, then state, progress, person and time.
class OperationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable TextCache m_cache;
};

//! The row as one sentence, for screen readers and tool tips.
QString operationSentence(const QModelIndex &index);

} // namespace gatehouse
