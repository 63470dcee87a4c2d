// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/sparkline.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>
#include <limits>

namespace gatehouse {

namespace {

struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool isEmpty() const { return low > high; }
};

Range rangeOf(const QList<double> &values, qsizetype first, qsizetype last)
{
    Range range;
    for (qsizetype i = first; i < last; ++i) {
        if (!std::isnan(values.at(i)))
            range.take(values.at(i));
    }
    return range;
}

//! The line in runs without gaps.
QList<QPolygonF> runsOf(const QRectF &rect, const QList<double> &values, int columns)
{
    const Range whole = rangeOf(values, 0, values.size());
    if (whole.isEmpty())
        return {};
    const double span = whole.high > whole.low ? whole.high - whole.low : 1.0;
    const auto y
        = [&](double value) { return rect.bottom() - (value - whole.low) / span * rect.height(); };
    const qsizetype count = std::min<qsizetype>(values.size(), columns);
    QList<QPolygonF> runs(1);
    for (qsizetype i = 0; i < count; ++i) {
        const Range column
            = rangeOf(values, i * values.size() / count, (i + 1) * values.size() / count);
        if (column.isEmpty()) {
            if (!runs.last().isEmpty())
                runs.append(QPolygonF());
            continue;
        }
        const double x
            = rect.left() + (count > 1 ? rect.width() * double(i) / double(count - 1) : 0);
        runs.last().append(QPointF(x, y(column.low)));
        if (column.high > column.low)
            runs.last().append(QPointF(x, y(column.high)));
    }
    return runs;
}

} // namespace

void paintSparkline(
    QPainter &painter, const QRectF &rect, const QList<double> &values, const QColor &color)
{
    const int columns = int(rect.width() * painter.device()->devicePixelRatioF());
    const QRectF inner = rect.adjusted(1, 2, -1, -2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const QPolygonF &run : runsOf(inner, values, std::max(2, columns)))
        painter.drawPolyline(run);
    painter.restore();
}

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
}

void Sparkline::setValues(const QList<double> &values, ColorRole role)
{
    m_values = values;
    m_role = role;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {80, 28};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(painter, rect(), m_values, themeOf(this)[m_role]);
}

} // namespace gatehouse
