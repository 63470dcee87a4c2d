// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/raildelegate.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/shell/railmodel.h"

#include <QPainter>

namespace gatehouse {

namespace {
constexpr int inset = 8; // between the rail's edge and a cell
constexpr int gap = 2; // between cells
}

QSize RailDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {m_thin ? metrics::navThin : metrics::navWide, scaled(metrics::navItem) + gap};
}

void RailDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF cell = QRectF(option.rect).adjusted(inset, 0, -inset, -gap);
    const bool current = option.state & QStyle::State_Selected;
    if (current)
        paintBox(*painter, cell, metrics::radiusControl, theme.pane, theme.line, hairline(*painter));
    else if (option.state & QStyle::State_MouseOver)
        paintBox(*painter, cell, metrics::radiusControl, theme.hover);
    if (option.state & QStyle::State_HasFocus)
        paintBox(*painter, cell.adjusted(1, 1, -1, -1), metrics::radiusControl, {}, theme.selLine, metrics::focusRing);

    const qreal size = metrics::iconSize;
    const QRectF iconRect(m_thin ? cell.center().x() - size / 2 : cell.left() + 10,
        cell.center().y() - size / 2, size, size);
    paintIcon(*painter, IconName(index.data(RailModel::IconRole).toInt()), iconRect,
        current ? theme.accentText : theme.muted);
    if (!m_thin) {
        painter->setFont(textFont(TextStyle::BodyMedium));
        painter->setPen(current ? theme.text : theme.muted);
        painter->drawText(cell.adjusted(34, 0, -34, 0), Qt::AlignVCenter | Qt::AlignLeft,
            index.data(Qt::DisplayRole).toString());
    }
    paintCount(*painter, cell, index, option.widget);
    painter->restore();
}

void RailDelegate::paintCount(QPainter &painter, const QRectF &cell, const QModelIndex &index, const QWidget *widget) const
{
    const int count = index.data(RailModel::CountRole).toInt();
    if (count == 0)
        return;
    const Theme &theme = themeOf(widget);
    const auto kind = RailCount(index.data(RailModel::CountKindRole).toInt());
    const QString text = count > 999 ? QStringLiteral("999+") : QString::number(count);
    const QFont font = textFont(TextStyle::CaptionStrong);
    const qreal height = m_thin ? 15 : 18;
    const qreal width = qMax(m_thin ? 15.0 : 22.0, QFontMetricsF(font).horizontalAdvance(text) + (m_thin ? 6 : 12));
    const QRectF pill = m_thin ? QRectF(cell.right() - width + 5, cell.top() - 2, width, height)
                               : QRectF(cell.right() - 8 - width, cell.center().y() - height / 2, width, height);
    QColor fill = theme.neutralTint;
    QColor pen = theme.muted;
    if (kind == RailCount::ForMe) {
        fill = theme.accent;
        pen = theme.onAccent;
    } else if (kind == RailCount::Alarm) {
        fill = theme.badTint;
        pen = theme.bad;
    }
    paintBox(painter, pill, height / 2, fill);
    painter.setFont(font);
    painter.setPen(pen);
    painter.drawText(pill, Qt::AlignCenter, text);
}

} // namespace gatehouse
