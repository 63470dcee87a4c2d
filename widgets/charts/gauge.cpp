// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/gauge.h"

#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QLocale>
#include <QPainter>

#include <cmath>

namespace gatehouse {

void paintGauge(QPainter &painter, const QRectF &rect, double value, double warnBelow, double okFrom, const Theme &theme)
{
    const auto x = [&](double share) { return rect.left() + share * rect.width(); };
    const QRectF bar(rect.left(), rect.top(), rect.width(), 8);
    painter.fillRect(QRectF(x(0), bar.top(), x(warnBelow) - x(0), bar.height()), theme.badLine);
    painter.fillRect(QRectF(x(warnBelow), bar.top(), x(okFrom) - x(warnBelow), bar.height()), theme.warnLine);
    painter.fillRect(QRectF(x(okFrom), bar.top(), x(1) - x(okFrom), bar.height()), theme.okSolid);
    if (std::isfinite(value))
        painter.fillRect(QRectF(x(qBound(0.0, value, 1.0)) - 1, bar.top() - 4, 2, bar.height() + 8), theme.text);
    painter.setFont(textFont(TextStyle::Caption));
    painter.setPen(theme.muted);
    for (const double limit : {warnBelow, okFrom}) {
        QString text = QLocale::c().toString(limit, 'f', 1);
        text.remove(0, text.startsWith(u'0') ? 1 : 0);
        painter.drawText(QRectF(x(limit) - 12, bar.bottom() + 3, 24, 14), Qt::AlignCenter, text);
    }
}

} // namespace gatehouse
