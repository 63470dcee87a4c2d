// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/seriesstyle.h"

#include "widgets/common/theme.h"

namespace gatehouse {

QColor seriesColor(const Theme &theme, int index)
{
    const QColor colors[] = {theme.c1, theme.c2, theme.c3, theme.c4, theme.c5};
    return colors[size_t(index) % std::size(colors)];
}

QPen seriesPen(const Theme &theme, int index)
{
    static const QList<QList<qreal>> dashes {{}, {6, 2}, {2, 2}, {8, 3, 2, 3}, {3, 3}};
    // Width 1: a wider antialiased line goes through the stroker and costs a hundred times more.
    QPen pen(seriesColor(theme, index), 1);
    pen.setCosmetic(true);
    const auto &dash = dashes.at(index % dashes.size());
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

} // namespace gatehouse
