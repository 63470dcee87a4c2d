// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartlegend.h"

#include "widgets/charts/scale.h"
#include "widgets/charts/seriesstyle.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int sample = 16;
constexpr int gap = 14;

qreal advance(const QString &text, TextStyle style)
{
    return QFontMetricsF(textFont(style)).horizontalAdvance(text);
}
}

ChartLegend::ChartLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChartLegend::setSeries(const QList<PlotSeries> &series, const QString &unit)
{
    m_series = series;
    m_unit = unit;
    QStringList words;
    for (const PlotSeries &one : series)
        words.append(one.label + u' ' + quantity(one.last, unit).text());
    setAccessibleName(words.join(u", "_s));
    updateGeometry();
    update();
}

QSize ChartLegend::sizeHint() const
{
    qreal width = 0;
    for (const PlotSeries &series : m_series) {
        width += sample + 6 + advance(series.label, TextStyle::Small) + 5
            + advance(quantity(series.last, m_unit).text(), TextStyle::SmallStrong) + gap;
    }
    return {qCeil(width), scaled(20)};
}

void ChartLegend::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = 0;
    for (const PlotSeries &series : std::as_const(m_series)) {
        QPen pen = seriesPen(theme, series.colour);
        pen.setWidthF(2);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + sample, height() / 2.0));
        x += sample + 6;
        const auto word = [&](const QString &text, TextStyle style, const QColor &ink, qreal after) {
            painter.setFont(textFont(style));
            painter.setPen(ink);
            painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text);
            x += advance(text, style) + after;
        };
        word(series.label, TextStyle::Small, theme.muted, 5);
        word(quantity(series.last, m_unit).text(), TextStyle::SmallStrong, theme.text, gap);
    }
}

} // namespace gatehouse
