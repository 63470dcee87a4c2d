// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Cells of the audit table: words for actions and outcomes, times in the computer's zone, a mark
//! where a hash does not hold.
class AuditDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable TextCache m_cache;
};

//! A cell of the audit table as a screen reader says it. Never empty.
QString spokenAuditCell(const QModelIndex &index);
//! "Request decided" for request.decide; unknown ones keep their name.
QString auditActionWords(const QString &action);

} // namespace gatehouse
