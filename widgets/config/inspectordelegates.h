// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! Rows of ProvenanceModel: overlay, its value, its revision; the winner is bold and tinted.
class ProvenanceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable TextCache m_cache;
};

//! A row of ProvenanceModel as a screen reader says it.
QString spokenProvenance(const QModelIndex &index);

//! Rows of RevisionListModel: number, when, why, "Diff".
class RevisionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    //! The revision the text in the editor stands on.
    void setBase(int number) { m_base = number; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index) override;

Q_SIGNALS:
    //! "Diff" of the row was clicked.
    void diffRequested(const QModelIndex &index);

private:
    mutable TextCache m_cache;
    int m_base = 0;
};

} // namespace gatehouse
