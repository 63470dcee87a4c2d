// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/controls/tabbar.h"

#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QLocale>
#include <QPainter>

namespace gatehouse {

namespace {

constexpr int tabGap = 20;
constexpr int pillGap = 6;
constexpr int pillHeight = 16;
constexpr int pillPadding = 6;

int pillWidth(int count)
{
    const QFontMetrics words(textFont(TextStyle::Caption));
    return qMax(20, words.horizontalAdvance(QLocale().toString(count)) + 2 * pillPadding);
}

} // namespace

TabBar::TabBar(QWidget *parent)
    : QTabBar(parent)
{
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(false);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
}

void TabBar::setCount(int index, int count)
{
    setTabData(index, count < 0 ? QVariant() : QVariant(count));
    setTabText(index, tabText(index));
}

int TabBar::count(int index) const
{
    const QVariant number = tabData(index);
    return number.isValid() ? number.toInt() : -1;
}

QSize TabBar::sizeHint() const
{
    return {QTabBar::sizeHint().width(), scaled(metrics::tabsHeight)};
}

QSize TabBar::tabSizeHint(int index) const
{
    const QFontMetrics words(textFont(TextStyle::BodyMedium));
    int width = words.horizontalAdvance(tabText(index)) + 1;
    if (count(index) >= 0)
        width += pillGap + pillWidth(count(index));
    return {width + tabGap, scaled(metrics::tabsHeight)};
}

void TabBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int index = 0; index < count(); ++index)
        paintTab(painter, index);
}

void TabBar::paintTab(QPainter &painter, int index) const
{
    const Theme &theme = themeOf(this);
    const bool selected = index == currentIndex();
    const bool hovered = underMouse() && tabRect(index).contains(mapFromGlobal(QCursor::pos()));
    const QRect box = tabRect(index).adjusted(0, 0, -tabGap, 0);
    painter.setFont(textFont(TextStyle::BodyMedium));
    painter.setPen(!isTabEnabled(index) ? theme.disabled
            : selected || hovered       ? theme.text
                                        : theme.muted);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, tabText(index));
    if (const int number = count(index); number >= 0) {
        const int width = pillWidth(number);
        const QRectF pill(
            box.right() + 1 - width, box.center().y() - pillHeight / 2.0 + 0.5, width, pillHeight);
        paintBox(painter, pill, metrics::radiusPill, theme.neutralTint);
        painter.setFont(textFont(TextStyle::Caption));
        painter.setPen(theme.muted);
        painter.drawText(pill, Qt::AlignCenter, QLocale().toString(number));
    }
    if (selected)
        painter.fillRect(
            QRect(box.left(), height() - metrics::tabUnderline, box.width(), metrics::tabUnderline),
            theme.selLine);
}

} // namespace gatehouse
