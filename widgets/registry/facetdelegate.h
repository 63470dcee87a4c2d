// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/textcache.h"

#include <QStyledItemDelegate>

namespace gatehouse {

//! One value of a facet: tick, mark, word, count; the first of a facet carries its title above.
class FacetDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    mutable TextCache m_cache;
};

//! The word of a facet value: the vocabulary's for statuses and risks, a readable form otherwise.
QString facetWord(const QString &field, const QString &value);
QString facetTitle(const QString &field);

} // namespace gatehouse
