// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/factdelegate.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

FactDelegate::FactDelegate(int wordWidth, Read read, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_wordWidth(wordWidth)
    , m_read(std::move(read))
{
}

QSize FactDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {200, scaled(metrics::rowList)};
}

void FactDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Theme &theme = row.theme();
    row.background(option);
    const FactRow fact = m_read(index);
    QRect area = option.rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    row.text(area, Side::Right, fact.end, TextStyle::Small, theme.muted);
    const QColor color = fact.tone == Tone::Neutral ? theme.muted : toneColors(theme, fact.tone).text;
    QRect word = area;
    word.setWidth(scaled(m_wordWidth));
    area.setLeft(word.right() + 1);
    row.icon(word, Side::Left, fact.icon, metrics::iconSmallSize, color, 6);
    row.text(word, Side::Left, fact.word, TextStyle::SmallMedium, color, 0);
    row.text(area, Side::Left, fact.title, TextStyle::Body, theme.text);
    row.text(area, Side::Left, fact.detail, TextStyle::Small, theme.muted, 0);
}

QString FactDelegate::spoken(const FactRow &row)
{
    QStringList parts {row.word, row.title, row.detail, row.end};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

bool FactDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return false;
    QToolTip::showText(event->globalPos(), spoken(m_read(index)).toHtmlEscaped(), view);
    return true;
}

} // namespace gatehouse
