// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/paint/badgelook.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace gatehouse {

namespace {

constexpr int badgePadding = 6;
constexpr int badgeGap = 4;

bool hasSymbol(const BadgeLook &look)
{
    return look.icon != IconName::None || look.riskBars > 0
        || look.environment != Environment::Unknown;
}

void paintBadgeSymbol(
    QPainter &painter, const QRectF &rect, const BadgeLook &look, const QColor &color)
{
    if (look.riskBars > 0)
        paintRiskBars(painter, rect, look.riskBars, color);
    else if (look.environment != Environment::Unknown)
        paintEnvironmentMark(painter, rect, look.environment, color);
    else
        paintIcon(painter, look.icon, rect, color);
}

} // namespace

int badgeWidth(const BadgeLook &look)
{
    const QFontMetricsF words(textFont(TextStyle::SmallMedium));
    return badgeFrameWidth(look) + int(std::ceil(words.horizontalAdvance(look.text)));
}

int badgeFrameWidth(const BadgeLook &look)
{
    const int symbol = hasSymbol(look) ? metrics::iconBadgeSize : 0;
    const int gap = hasSymbol(look) && !look.text.isEmpty() ? badgeGap : 0;
    return 2 * badgePadding + symbol + gap;
}

QRectF paintBadgeFrame(
    QPainter &painter, const QRectF &rect, const BadgeLook &look, const Theme &theme)
{
    const ToneColors colors = toneColors(theme, look.tone);
    if (look.outline)
        paintBox(painter, rect, metrics::radiusBadge, theme.pane, theme.lineStrong);
    else
        paintBox(painter, rect, metrics::radiusBadge, colors.tint);
    qreal left = rect.left() + badgePadding;
    if (hasSymbol(look)) {
        paintBadgeSymbol(painter, QRectF(left, rect.top(), metrics::iconBadgeSize, rect.height()),
            look, colors.text);
        left += metrics::iconBadgeSize + badgeGap;
    }
    return {left, rect.top(), rect.right() - badgePadding - left, rect.height()};
}

void paintBadge(QPainter &painter, const QRectF &rect, const BadgeLook &look, const Theme &theme)
{
    const QFont font = textFont(TextStyle::SmallMedium);
    const QRectF box(
        rect.left(), rect.top(), qMin<qreal>(badgeWidth(look), rect.width()), rect.height());
    const QRectF words = paintBadgeFrame(painter, box, look, theme).adjusted(0, 0, 1, 0);
    painter.setFont(font);
    painter.setPen(toneColors(theme, look.tone).text);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetricsF(font).elidedText(look.text, Qt::ElideRight, words.width()));
}

} // namespace gatehouse
