// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/paint/rowpainter.h"

#include <QStyledItemDelegate>

#include <functional>

namespace gatehouse {

//! One row of the Evidence and Timeline tabs: a marked word, a title, a faint end.
struct FactRow
{
    IconName icon = IconName::None;
    Tone tone = Tone::Neutral;
    QString word; //!< In the tone's colour.
    QString title;
    QString detail; //!< After the title, muted.
    QString end; //!< At the right, faint.
};

//! Draws rows of 32 px from what \a read makes of an index.
class FactDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using Read = std::function<FactRow(const QModelIndex &)>;
    FactDelegate(int wordWidth, Read read, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! The row in one sentence, for screen readers and tool tips.
    static QString spoken(const FactRow &row);
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index) override;

private:
    int m_wordWidth;
    Read m_read;
    mutable TextCache m_cache;
};

} // namespace gatehouse
