// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/plotmark.h"

#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QPolygonF markShape(const QString &kind, const QRectF &box)
{
    const qreal x = box.center().x();
    if (kind == "rollout"_L1)
        return QPolygonF({QPointF(x, box.top() - 1), QPointF(box.right() + 1, box.bottom()), QPointF(box.left() - 1, box.bottom())});
    if (kind == "decision"_L1)
        return QPolygonF({QPointF(x, box.top() - 1), QPointF(box.right() + 1, box.center().y()), QPointF(x, box.bottom() + 1), QPointF(box.left() - 1, box.center().y())});
    return QPolygonF(box);
}

} // namespace

void paintMarkSign(QPainter &painter, const QRectF &box, const QString &kind, const QString &letter, const Theme &theme)
{
    painter.setFont(textFont(TextStyle::CaptionStrong));
    painter.setPen(QPen(theme.text, 1));
    painter.setBrush(theme.pane);
    painter.drawPolygon(markShape(kind, box));
    const bool triangle = kind == "rollout"_L1;
    painter.drawText(box.adjusted(-2, triangle ? 3 : 0, 2, triangle ? 1 : 0), Qt::AlignCenter, letter);
}

} // namespace gatehouse
