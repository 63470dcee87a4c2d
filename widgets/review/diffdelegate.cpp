// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffdelegate.h"

#include "models/review/diffmodel.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int hunkHeight = 24;

//! Tabs as four blanks; nothing else of the text is touched.
QString shown(QString text)
{
    return text.replace(u'\t', u"    "_s);
}

} // namespace

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool hunk = index.data(DiffModel::IsHunkRole).toBool();
    const int letters = QFontMetrics(textFont(TextStyle::Code)).horizontalAdvance(u'0') * m_longest;
    return {scaled(2 * numberWidth + signWidth) + letters + metrics::spaceLg, scaled(hunk ? hunkHeight : metrics::codeLine)};
}

void DiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    RowPainter row(*painter, themeOf(option.palette), m_cache);
    const Theme &theme = row.theme();
    if (index.data(DiffModel::IsHunkRole).toBool()) {
        paintHunk(row, option.rect, index.data(DiffModel::TextRole).toString());
        return;
    }
    const QChar sign = index.data(DiffModel::SignRole).toChar();
    const QColor fill = sign == u'+' ? theme.addBg : sign == u'-' ? theme.delBg : theme.pane;
    painter->fillRect(option.rect, fill);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintSelectionBar(*painter, option.rect, theme.selLine);
    QRect area = option.rect;
    paintNumber(row, QRect(area.left(), area.top(), scaled(numberWidth) - 8, area.height()), index.data(DiffModel::OldLineRole).toInt());
    area.setLeft(area.left() + scaled(numberWidth));
    paintNumber(row, QRect(area.left(), area.top(), scaled(numberWidth) - 8, area.height()), index.data(DiffModel::NewLineRole).toInt());
    area.setLeft(area.left() + scaled(numberWidth));
    const QFont font = textFont(TextStyle::Code);
    painter->setFont(font);
    painter->setPen(sign == u'+' ? theme.ok : sign == u'-' ? theme.bad : theme.faint);
    painter->drawText(QRect(area.left(), area.top(), scaled(signWidth), area.height()), Qt::AlignVCenter, sign == u' ' ? QString() : QString(sign));
    area.setLeft(area.left() + scaled(signWidth));
    painter->setPen(theme.text);
    painter->drawText(area, Qt::AlignVCenter | Qt::TextSingleLine, shown(index.data(DiffModel::TextRole).toString()));
}

void DiffDelegate::paintHunk(RowPainter &row, const QRect &rect, const QString &header) const
{
    const Theme &theme = row.theme();
    row.painter().fillRect(rect, theme.sunken);
    paintHLine(row.painter(), rect.left(), rect.right() + 1, rect.bottom(), theme.line);
    QRect area = rect.adjusted(metrics::spaceMd, 0, -metrics::spaceMd, 0);
    row.icon(area, Side::Left, IconName::Unfold, metrics::iconSmallSize, theme.faint, 8);
    row.text(area, Side::Left, header, TextStyle::CodeSmall, theme.muted, 0);
}

void DiffDelegate::paintNumber(RowPainter &row, const QRect &rect, int number) const
{
    if (number <= 0)
        return;
    row.painter().setFont(textFont(TextStyle::CodeSmall));
    row.painter().setPen(row.theme().faint);
    row.painter().drawText(rect, Qt::AlignVCenter | Qt::AlignRight, QString::number(number));
}

} // namespace gatehouse
