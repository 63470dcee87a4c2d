// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outbox/outboxmodel.h"
#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of the Outbox: a group header of 28 px, what is still to be sent in three lines of 84 px,
//! what is over in one line of 32 px.
class OutboxDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OutboxDelegate(QObject *parent);

    void setNow(const QDateTime &now) { m_now = now; }
    const QDateTime &now() const { return m_now; }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGroup(RowPainter &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintWaiting(RowPainter &row, const QStyleOptionViewItem &option, const Intent &intent) const;
    void paintMarks(RowPainter &row, QRect &line, const Intent &intent) const;
    void paintOver(RowPainter &row, const QStyleOptionViewItem &option, const Intent &intent) const;
    QString note(const QModelIndex &index) const;

    mutable TextCache m_cache;
    QDateTime m_now;
};

} // namespace gatehouse
