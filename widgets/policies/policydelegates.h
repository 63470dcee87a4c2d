// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! A policy: title and version, what evidence it looks at, and how it differs from the active one.
class PolicyDelegate final : public QStyledItemDelegate
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

//! A rule of a policy: its answer, when it holds, and what it says.
class RuleDelegate final : public QStyledItemDelegate
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

//! What a policy says of a version by the draft, and what it says now when that is something else.
class ShiftDelegate final : public QStyledItemDelegate
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
