// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/health/healthcells.h"

#include "widgets/charts/plotmark.h"
#include "widgets/charts/scale.h"
#include "widgets/charts/seriesstyle.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/health/healthwords.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int narrowest = 150; // of a cell
constexpr int cellHeight = 104;
constexpr int padding = 12;
constexpr int titleHeight = 28;
constexpr int signRoom = 16;
constexpr int sign = 12;
constexpr int nearPx = 6;

qreal advance(const QString &text, TextStyle style)
{
    return QFontMetricsF(textFont(style)).horizontalAdvance(text);
}

} // namespace

void HealthCells::setHealth(const PluginHealth &health)
{
    m_cells.clear();
    m_legend.clear();
    for (const HealthMetric &metric : health.metrics) {
        Cell cell {healthwords::metricTitle(metric), metric.unit, healthwords::lines(health, metric), healthwords::silence(health, metric)};
        for (const PlotSeries &line : std::as_const(cell.lines)) {
            if (std::none_of(m_legend.begin(), m_legend.end(), [&](const PlotSeries &known) { return known.label == line.label; }))
                m_legend.append(line);
        }
        m_cells.append(std::move(cell));
    }
    std::stable_sort(m_legend.begin(), m_legend.end(), [](const PlotSeries &a, const PlotSeries &b) { return a.colour < b.colour; });
    m_marks = healthwords::marks(health);
    m_from = health.from.toMSecsSinceEpoch();
    m_to = qMax(m_from + 1, health.to.toMSecsSinceEpoch());
}

int HealthCells::columns(int width) const
{
    const int count = std::max(1, int(m_cells.size()));
    const int fitting = std::clamp(width / scaled(narrowest), 1, count);
    // No row is emptier than it has to be: four in three columns would be three and one.
    const int rows = (count + fitting - 1) / fitting;
    return (count + rows - 1) / rows;
}

int HealthCells::legendHeight() const
{
    return m_legend.isEmpty() ? 0 : scaled(24);
}

int HealthCells::heightForWidth(int width) const
{
    const int across = columns(width);
    const int rows = (int(m_cells.size()) + across - 1) / across;
    return rows * scaled(cellHeight) + legendHeight();
}

QSize HealthCells::sizeHint() const
{
    const int width = 4 * scaled(narrowest);
    return {width, heightForWidth(width)};
}

QSize HealthCells::minimumSize()
{
    return {scaled(narrowest), scaled(cellHeight)};
}

QRectF HealthCells::cellAt(int index, int width) const
{
    const int across = columns(width);
    const qreal wide = qreal(width) / across;
    return {(index % across) * wide, qreal(index / across) * scaled(cellHeight), wide, qreal(scaled(cellHeight))};
}

QRectF HealthCells::plotIn(const QRectF &cell)
{
    return cell.adjusted(padding, scaled(titleHeight) + signRoom, -padding, -padding);
}

qreal HealthCells::xOf(const QRectF &plot, double time) const
{
    return plot.left() + (time - double(m_from)) / double(m_to - m_from) * plot.width();
}

void HealthCells::paint(QPainter &painter, const QSize &size, int chosenMark, const Theme &theme) const
{
    const int across = columns(size.width());
    for (int i = 0; i < int(m_cells.size()); ++i) {
        const QRectF area = cellAt(i, size.width());
        paintCell(painter, m_cells.at(i), area, chosenMark, theme);
        if (i % across > 0)
            paintVLine(painter, area.left(), area.top(), area.bottom(), theme.line);
        if (i >= across)
            paintHLine(painter, area.left(), area.right(), area.top(), theme.line);
    }
    paintLegend(painter, size, theme);
}

void HealthCells::paintCell(QPainter &painter, const Cell &cell, const QRectF &area, int chosenMark, const Theme &theme) const
{
    const QRectF head = area.adjusted(padding, 4, -padding, 0).toRect();
    const QRectF line(head.left(), head.top(), head.width(), scaled(titleHeight) - 4);
    const Quantity newest = quantity(cell.lines.isEmpty() ? qQNaN() : cell.lines.first().last, cell.unit);
    const qreal unitWidth = newest.unit.isEmpty() ? 0 : advance(newest.unit, TextStyle::Small) + 3;
    const qreal numberWidth = advance(newest.number, TextStyle::BodyStrong);
    painter.setFont(textFont(TextStyle::Small));
    painter.setPen(theme.muted);
    const QString title = QFontMetricsF(painter.font()).elidedText(cell.title, Qt::ElideRight, qMax(0.0, line.width() - unitWidth - numberWidth - 8));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, newest.unit);
    painter.setFont(textFont(TextStyle::BodyStrong));
    painter.setPen(theme.text);
    painter.drawText(line.adjusted(0, 0, -unitWidth, 0), Qt::AlignRight | Qt::AlignVCenter, newest.number);
    const QRectF plot = plotIn(area);
    paintHLine(painter, plot.left(), plot.right(), plot.bottom(), theme.line);
    if (cell.lines.isEmpty()) {
        painter.setFont(textFont(TextStyle::Small));
        painter.setPen(theme.muted);
        painter.drawText(plot, Qt::AlignLeft | Qt::AlignVCenter, QFontMetricsF(painter.font()).elidedText(tr("Not measured"), Qt::ElideRight, plot.width()));
        return;
    }
    paintLines(painter, cell, plot, theme);
    paintMarks(painter, plot, chosenMark, theme);
}

void HealthCells::paintLines(QPainter &painter, const Cell &cell, const QRectF &plot, const Theme &theme) const
{
    PlotData shown;
    shown.series = cell.lines;
    const auto [low, high] = valueRange(shown);
    const double bottom = qMin(0.0, low);
    const double span = high > bottom ? high - bottom : 1;
    for (const PlotSeries &series : cell.lines) {
        for (const QList<QPointF> &segment : series.segments) {
            QPolygonF line;
            for (const QPointF &point : segment)
                line << QPointF(xOf(plot, point.x()), plot.bottom() - 1 - (point.y() - bottom) / span * (plot.height() - 2));
            if (line.size() == 1) {
                paintDot(painter, line.first(), 4, seriesColor(theme, series.colour));
                continue;
            }
            painter.setBrush(Qt::NoBrush);
            painter.setPen(seriesPen(theme, series.colour));
            painter.drawPolyline(line);
        }
    }
}

void HealthCells::paintMarks(QPainter &painter, const QRectF &plot, int chosenMark, const Theme &theme) const
{
    qreal signsUpTo = plot.left() - sign;
    for (int i = 0; i < int(m_marks.size()); ++i) {
        const PlotMark &mark = m_marks.at(i);
        const qreal x = xOf(plot, double(mark.time));
        if (x < plot.left() || x > plot.right())
            continue;
        const bool chosen = i == chosenMark;
        QPen pen(chosen ? theme.accent : theme.muted, chosen ? 2 : 1);
        if (!chosen)
            pen.setDashPattern({2, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        // Where two stand too close for both signs the chosen one has it, else the first.
        const bool hidden = x - sign / 2.0 < signsUpTo || (chosenMark > i && xOf(plot, double(m_marks.at(chosenMark).time)) - x < sign + 3);
        if (hidden && !chosen)
            continue;
        paintMarkSign(painter, QRectF(x - sign / 2.0, plot.top() - sign - 2, sign, sign), mark.kind, mark.letter, theme);
        signsUpTo = x + sign / 2.0 + 3;
    }
}

void HealthCells::paintLegend(QPainter &painter, const QSize &size, const Theme &theme) const
{
    const qreal top = size.height() - legendHeight();
    qreal x = padding;
    painter.setFont(textFont(TextStyle::Small));
    for (const PlotSeries &series : m_legend) {
        QPen pen = seriesPen(theme, series.colour);
        pen.setWidthF(2);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, top + legendHeight() / 2.0 - 3), QPointF(x + 16, top + legendHeight() / 2.0 - 3));
        painter.setPen(theme.muted);
        const qreal room = size.width() - x - 22 - padding;
        const QString label = QFontMetricsF(painter.font()).elidedText(series.label, Qt::ElideRight, qMax(0.0, room));
        painter.drawText(QRectF(x + 22, top - 3, room, legendHeight()), Qt::AlignLeft | Qt::AlignVCenter, label);
        x += 22 + advance(label, TextStyle::Small) + 16;
    }
}

int HealthCells::markNear(const QPointF &position, int width) const
{
    int nearest = -1;
    qreal best = nearPx + 1;
    for (int cell = 0; cell < int(m_cells.size()); ++cell) {
        if (m_cells.at(cell).lines.isEmpty() || !cellAt(cell, width).contains(position))
            continue;
        const QRectF plot = plotIn(cellAt(cell, width));
        for (int i = 0; i < int(m_marks.size()); ++i) {
            const qreal distance = std::abs(xOf(plot, double(m_marks.at(i).time)) - position.x());
            if (distance < best) {
                best = distance;
                nearest = i;
            }
        }
    }
    return nearest;
}

QString HealthCells::silenceAt(const QPointF &position, int width) const
{
    for (int i = 0; i < int(m_cells.size()); ++i) {
        if (cellAt(i, width).contains(position) && !m_cells.at(i).silence.isEmpty())
            return m_cells.at(i).silence;
    }
    return {};
}

QStringList HealthCells::sentences() const
{
    QStringList all;
    for (const Cell &cell : m_cells) {
        if (cell.lines.isEmpty())
            all.append(cell.title + u": "_s + cell.silence);
        for (const PlotSeries &line : cell.lines)
            all.append(u"%1, %2: %3"_s.arg(cell.title, line.label, quantity(line.last, cell.unit).text()));
    }
    return all;
}

} // namespace gatehouse
