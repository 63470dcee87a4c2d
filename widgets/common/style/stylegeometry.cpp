// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style/stylegeometry.h"

#include <QStyleOption>

namespace gatehouse::stylegeometry {

QRect scrollThumb(const QStyleOptionSlider &option)
{
    const bool vertical = option.orientation == Qt::Vertical;
    const int length = vertical ? option.rect.height() : option.rect.width();
    const qint64 range = qint64(option.maximum) - option.minimum;
    int thumb = length;
    if (range > 0)
        thumb = qBound(qMin(shortestThumb, length),
            int(qint64(length) * option.pageStep / (range + option.pageStep)), length);
    const int start = QStyle::sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - thumb, option.upsideDown);
    return vertical ? QRect(option.rect.left(), option.rect.top() + start, scrollExtent, thumb)
                    : QRect(option.rect.left() + start, option.rect.top(), thumb, scrollExtent);
}

QRect scrollPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const QRect thumb = scrollThumb(option);
    const bool vertical = option.orientation == Qt::Vertical;
    QRect rect = option.rect;
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return thumb;
    case QStyle::SC_ScrollBarGroove:
        return rect;
    case QStyle::SC_ScrollBarSubPage:
        vertical ? rect.setBottom(thumb.top() - 1) : rect.setRight(thumb.left() - 1);
        return rect;
    case QStyle::SC_ScrollBarAddPage:
        vertical ? rect.setTop(thumb.bottom() + 1) : rect.setLeft(thumb.right() + 1);
        return rect;
    default:
        return {};
    }
}

QRect spinPart(const QStyleOption &option, QStyle::SubControl part)
{
    const QRect &rect = option.rect;
    const QRect arrows(rect.right() - 20, rect.top() + 2, 18, rect.height() - 4);
    switch (part) {
    case QStyle::SC_SpinBoxUp:
        return arrows.adjusted(0, 0, 0, -arrows.height() / 2);
    case QStyle::SC_SpinBoxDown:
        return arrows.adjusted(0, arrows.height() / 2, 0, 0);
    case QStyle::SC_SpinBoxEditField:
        return rect.adjusted(8, 1, -24, -1);
    default:
        return rect;
    }
}

} // namespace gatehouse::stylegeometry
