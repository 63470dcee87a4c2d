// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! A workflow: name and version, what it applies to, and whether it has a draft.
class WorkflowDelegate final : public QStyledItemDelegate
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

//! A request of a dry run: what it is, by which workflow now and then, and below it line by line what
//! would be different.
class DryRunDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    static QString sentence(const QModelIndex &index);

private:
    mutable TextCache m_cache;
};

} // namespace gatehouse
