// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/style/stylepainters.h"
#include "widgets/common/textstyle.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>

namespace gatehouse::stylepaint {

namespace {

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

//! The surface a scroll bar lies on: that of the view it belongs to.
QColor scrollSurface(const QWidget *bar, const QStyleOption &option)
{
    for (const QWidget *widget = bar; widget != nullptr; widget = widget->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(widget)) {
            const QWidget *viewport = area->viewport();
            return viewport->palette().color(viewport->backgroundRole());
        }
    }
    return option.palette.color(QPalette::Window);
}

} // namespace

void scrollBar(
    QPainter &painter, const QStyleOptionSlider &option, const QRect &thumb, const QWidget *widget)
{
    const Theme &theme = themeOf(option.palette);
    painter.fillRect(option.rect, scrollSurface(widget, option));
    if (option.maximum <= option.minimum || !has(option, QStyle::State_Enabled))
        return;
    const bool held = has(option, QStyle::State_Sunken) || has(option, QStyle::State_MouseOver);
    QRectF bar(thumb);
    if (option.orientation == Qt::Vertical)
        bar = QRectF(bar.center().x() - metrics::scrollThumb / 2.0, bar.top() + 2,
            metrics::scrollThumb, bar.height() - 4);
    else
        bar = QRectF(bar.left() + 2, bar.center().y() - metrics::scrollThumb / 2.0, bar.width() - 4,
            metrics::scrollThumb);
    paintBox(painter, bar, metrics::scrollThumb / 2.0, held ? theme.faint : theme.lineStrong);
}

void splitter(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = themeOf(option.palette);
    const QRect &rect = option.rect;
    if (has(option, QStyle::State_Horizontal))
        paintVLine(painter, rect.center().x(), rect.top(), rect.bottom() + 1, theme.line);
    else
        paintHLine(painter, rect.left(), rect.right() + 1, rect.center().y(), theme.line);
}

void menuPanel(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = themeOf(option.palette);
    paintBox(painter, option.rect, metrics::radiusPopup, theme.raised, theme.lineStrong);
}

void menuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Theme &theme = themeOf(option.palette);
    const QRect &rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        paintHLine(painter, rect.left() + 8, rect.right() - 8, rect.center().y(), theme.line);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && enabled)
        paintBox(painter, rect.adjusted(4, 0, -4, 0), metrics::radiusBadge, theme.sel);
    const QColor color = enabled ? theme.text : theme.disabled;
    const QRect symbol(
        rect.left() + 12, rect.center().y() - 7, metrics::iconSize, metrics::iconSize);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintIcon(painter, IconName::Check, symbol, theme.accentText);
    else if (!option.icon.isNull())
        option.icon.paint(
            &painter, symbol, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    const QStringList parts = option.text.split(u'\t');
    painter.setFont(option.font);
    painter.setPen(color);
    const QRect text = rect.adjusted(36, 0, -16, 0);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, parts.first());
    if (parts.size() > 1) {
        painter.setPen(theme.faint);
        painter.setFont(textFont(TextStyle::Small));
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignRight, parts.at(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, IconName::ChevronRight,
            QRectF(rect.right() - 22, rect.center().y() - 6.5, 14, 14), theme.muted);
}

void toolTipPanel(QPainter &painter, const QStyleOption &option)
{
    const Theme &theme = themeOf(option.palette);
    painter.fillRect(option.rect, theme.raised);
    paintBox(painter, option.rect, 0, theme.raised, theme.lineStrong);
}

void headerSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const Theme &theme = themeOf(option.palette);
    painter.fillRect(option.rect, theme.sunken);
    paintHLine(painter, option.rect.left(), option.rect.right() + 1,
        option.rect.bottom() + 1 - hairline(painter), theme.line);
}

void headerLabel(QPainter &painter, const QStyleOptionHeader &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    QRect area = option.rect;
    const QFont font = textFont(sorted ? TextStyle::SmallStrong : TextStyle::SmallMedium);
    const QFontMetrics fontMetrics(font);
    const int arrowRoom = sorted ? 18 : 0;
    const QString text
        = fontMetrics.elidedText(option.text, Qt::ElideRight, area.width() - arrowRoom);
    const int used = fontMetrics.horizontalAdvance(text);
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    const int left = right ? area.right() + 1 - used - arrowRoom : area.left();
    painter.setFont(font);
    painter.setPen(sorted ? theme.text : theme.muted);
    painter.drawText(QRect(left, area.top(), used + 1, area.height()), Qt::AlignVCenter, text);
    if (sorted)
        paintIcon(painter,
            option.sortIndicator == QStyleOptionHeader::SortDown ? IconName::ArrowUp
                                                                 : IconName::ArrowDown,
            QRectF(left + used + 4, area.center().y() - 6.5, 14, 14), theme.text);
}

void itemRow(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Theme &theme = themeOf(option.palette);
    const bool active = has(option, QStyle::State_Active);
    if (has(option, QStyle::State_Selected)) {
        painter.fillRect(option.rect, active ? theme.sel : theme.selInactive);
        // The bar stands at the edge of the view, left of any indentation.
        if (option.rect.left() <= 0)
            paintSelectionBar(painter, option.rect, active ? theme.selLine : theme.lineStrong);
    } else if (has(option, QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, theme.hover);
    }
}

void branch(QPainter &painter, const QStyleOption &option)
{
    if (!has(option, QStyle::State_Children))
        return;
    const Theme &theme = themeOf(option.palette);
    const QRectF box(option.rect.right() - 16, option.rect.center().y() - 6.5, 14, 14);
    paintIcon(painter,
        has(option, QStyle::State_Open) ? IconName::ChevronDown : IconName::ChevronRight, box,
        theme.muted);
}

} // namespace gatehouse::stylepaint
