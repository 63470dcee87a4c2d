// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/plotview.h"

#include "widgets/charts/plotmark.h"
#include "widgets/charts/seriesstyle.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"

#include <QAccessible>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int insetLeft = 46;
constexpr int insetTop = 26;
constexpr int insetBottom = 22;
constexpr int insetRight = 8;
constexpr int tickGapPx = 88;
constexpr int labelPitch = 14;
constexpr qreal markPitch = 17; // half of the widest sign: marks nearer than that to another sign share it

struct DirectLabel
{
    qreal y;
    const PlotSeries *series;
};

//! Pushes labels that would touch apart, in their order, and back up from the lower edge; those
//! that have no room at all are left out, the smallest values first.
void spreadLabels(QList<DirectLabel> &labels, qreal top, qreal bottom)
{
    const auto room = qsizetype((bottom - top) / labelPitch) + 1;
    if (labels.size() > room) {
        std::sort(labels.begin(), labels.end(), [](const DirectLabel &a, const DirectLabel &b) { return a.series->last > b.series->last; });
        labels.resize(room);
    }
    std::stable_sort(labels.begin(), labels.end(), [](const DirectLabel &a, const DirectLabel &b) { return a.y < b.y; });
    for (qsizetype i = 1; i < labels.size(); ++i)
        labels[i].y = qMax(labels.at(i).y, labels.at(i - 1).y + labelPitch);
    qreal limit = bottom;
    for (qsizetype i = labels.size() - 1; i >= 0; --i, limit -= labelPitch)
        labels[i].y = qMin(labels.at(i).y, limit);
}

QString markRange(const PlotMark &mark, const QString &lastLetter)
{
    return mark.letter + u'–' + lastLetter;
}

} // namespace

PlotView::PlotView(QWidget *parent)
    : QChartView(parent)
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(110);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis *axis : {m_x, m_y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(false);
    }
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
}

void PlotView::setData(const PlotData &data)
{
    m_data = data;
    rebuild();
}

void PlotView::rebuild()
{
    const Theme &theme = themeOf(this);
    const auto [low, high] = valueRange(m_data);
    m_scale = niceScale(m_data.min.value_or(low), m_data.max.value_or(high), 4, !m_data.min.has_value());
    m_x->setRange(double(m_data.from), double(qMax(m_data.to, m_data.from + 1)));
    m_y->setRange(m_scale.min, m_scale.max);
    chart()->removeAllSeries();
    for (const PlotSeries &series : std::as_const(m_data.series)) {
        for (const auto &segment : series.segments) {
            auto *line = new QLineSeries;
            line->setPen(seriesPen(theme, series.colour));
            line->replace(segment);
            chart()->addSeries(line);
            line->attachAxis(m_x);
            line->attachAxis(m_y);
        }
    }
    layoutPlot();
    announce();
    viewport()->update();
}

qreal PlotView::directLabelWidth() const
{
    if (!hasDirectLabels())
        return 0;
    const QFontMetricsF fm(textFont(TextStyle::Small));
    qreal width = 0;
    for (const PlotSeries &series : m_data.series)
        width = qMax(width, fm.horizontalAdvance(series.label) + 44);
    return qMin(width, viewport()->width() * 0.35);
}

void PlotView::layoutPlot()
{
    chart()->resize(viewport()->size());
    chart()->setPlotArea(QRectF(insetLeft, insetTop, qMax(10.0, viewport()->width() - insetLeft - insetRight - directLabelWidth()),
        qMax(10.0, qreal(viewport()->height() - insetTop - insetBottom))));
}

QRectF PlotView::plot() const
{
    return chart()->plotArea();
}

qreal PlotView::xOf(double time) const
{
    const QRectF area = plot();
    return area.left() + (time - m_x->min()) / (m_x->max() - m_x->min()) * area.width();
}

qreal PlotView::yOf(double value) const
{
    const QRectF area = plot();
    return area.bottom() - (value - m_scale.min) / (m_scale.max - m_scale.min) * area.height();
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layoutPlot();
}

void PlotView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        rebuild();
}

void PlotView::drawBackground(QPainter *painter, const QRectF &)
{
    const Theme &theme = themeOf(this);
    painter->fillRect(viewport()->rect(), theme.pane);
    for (const double tick : m_scale.ticks())
        paintHLine(*painter, plot().left(), plot().right(), yOf(tick), theme.grid);
    if (m_data.lostSince > 0) {
        const qreal left = xOf(double(m_data.lostSince));
        paintHatch(*painter, QRectF(left, plot().top(), plot().right() - left, plot().height()), theme.warnLine);
        paintVLine(*painter, left, plot().top(), plot().bottom(), theme.warnSolid);
    }
    if (m_data.area && !m_data.series.isEmpty()) {
        QColor fill = seriesColor(theme, m_data.series.first().colour);
        fill.setAlphaF(0.08F);
        for (const auto &segment : m_data.series.first().segments) {
            QPolygonF shape;
            for (const QPointF &point : segment)
                shape << QPointF(xOf(point.x()), yOf(point.y()));
            shape << QPointF(shape.last().x(), plot().bottom()) << QPointF(shape.first().x(), plot().bottom());
            painter->setPen(Qt::NoPen);
            painter->setBrush(fill);
            painter->drawPolygon(shape);
        }
    }
}

void PlotView::drawForeground(QPainter *painter, const QRectF &)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintAxes(*painter);
    paintThresholds(*painter);
    paintMarks(*painter);
    paintDirectLabels(*painter);
    paintCrosshair(*painter);
    painter->restore();
}

void PlotView::paintAxes(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    painter.setFont(textFont(TextStyle::Caption));
    painter.setPen(theme.muted);
    for (const double tick : m_scale.ticks()) {
        painter.drawText(QRectF(0, yOf(tick) - 8, insetLeft - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
            tickLabel(tick, m_scale.max, m_data.unit));
    }
    const qint64 range = m_data.to - m_data.from;
    const auto ticks = timeTicks(m_data.from, m_data.to, int(plot().width()), tickGapPx);
    const QFontMetricsF fm(painter.font());
    for (const qint64 tick : ticks) {
        const QString text = timeLabel(tick, range);
        const qreal width = fm.horizontalAdvance(text);
        const qreal left = std::clamp(xOf(double(tick)) - width / 2, plot().left(), qMax(plot().left(), plot().right() - width));
        painter.drawText(QRectF(left, plot().bottom() + 5, width + 1, 16), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void PlotView::paintThresholds(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    for (const PlotThreshold &threshold : m_data.thresholds) {
        const qreal y = yOf(threshold.value);
        if (y < plot().top() - 1 || y > plot().bottom() + 1)
            continue;
        const QColor ink = threshold.level == "bad"_L1 ? theme.bad : threshold.level == "ok"_L1 ? theme.ok : theme.warn;
        QPen pen(ink, 1);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(plot().left(), y), QPointF(plot().right(), y));
        painter.setFont(textFont(TextStyle::Caption));
        painter.drawText(QRectF(plot().left() + 4, y - 17, 200, 16), Qt::AlignLeft | Qt::AlignVCenter, threshold.label);
    }
}

void PlotView::paintMarks(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const QList<PlotMark> &marks = m_data.marks;
    const auto lastOf = [&marks](qsizetype first, qsizetype end) { return end - first > 1 ? marks.at(end - 1).letter : QString(); };
    for (qsizetype first = 0; first < marks.size();) {
        const qreal x = xOf(double(marks.at(first).time));
        qsizetype next = first + 1;
        // What would touch the sign belongs to it, which makes it wider.
        while (next < marks.size() && xOf(double(marks.at(next).time)) - markPitch < markBox(x, marks.at(first), lastOf(first, next)).right())
            ++next;
        if (x >= plot().left() && x <= plot().right())
            paintMark(painter, x, marks.at(first), lastOf(first, next), theme);
        first = next;
    }
}

QRectF PlotView::markBox(qreal x, const PlotMark &mark, const QString &lastLetter) const
{
    constexpr qreal side = 14;
    const qreal top = plot().top() - 20;
    if (lastLetter.isEmpty())
        return {x - side / 2, top, side, side};
    const qreal width = QFontMetricsF(textFont(TextStyle::CaptionStrong)).horizontalAdvance(markRange(mark, lastLetter)) + 8;
    return {std::clamp(x - width / 2, plot().left(), qMax(plot().left(), plot().right() - width)), top, width, side};
}

void PlotView::paintMark(QPainter &painter, qreal x, const PlotMark &mark, const QString &lastLetter, const Theme &theme) const
{
    QPen dotted(theme.muted, 1);
    dotted.setDashPattern({2, 3});
    painter.setPen(dotted);
    painter.drawLine(QPointF(x, plot().top()), QPointF(x, plot().bottom()));
    const QRectF box = markBox(x, mark, lastLetter);
    if (lastLetter.isEmpty()) {
        paintMarkSign(painter, box, mark.kind, mark.letter, theme);
        return;
    }
    painter.setFont(textFont(TextStyle::CaptionStrong));
    painter.setPen(QPen(theme.text, 1));
    painter.setBrush(theme.pane);
    painter.drawRect(box);
    painter.drawText(box.adjusted(-2, 0, 2, 0), Qt::AlignCenter, markRange(mark, lastLetter));
}

void PlotView::paintDirectLabels(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    QList<DirectLabel> labels;
    for (const PlotSeries &series : m_data.series) {
        if (series.segments.isEmpty())
            continue;
        const QPointF end(xOf(series.segments.last().last().x()), yOf(series.segments.last().last().y()));
        paintDot(painter, end, 5, seriesColor(theme, series.colour));
        labels.append({end.y(), &series});
    }
    if (!hasDirectLabels())
        return;
    spreadLabels(labels, plot().top(), viewport()->height() - 10);
    const QFont word = textFont(TextStyle::Small);
    const QFont strong = textFont(TextStyle::SmallStrong);
    for (const DirectLabel &label : std::as_const(labels)) {
        const qreal left = plot().right() + 8;
        const qreal room = viewport()->width() - left - 4;
        const QString value = quantity(label.series->last, m_data.unit).text();
        const qreal valueWidth = QFontMetricsF(strong).horizontalAdvance(value);
        const QString name = QFontMetricsF(word).elidedText(label.series->label, Qt::ElideRight, room - valueWidth - 6);
        painter.setFont(word);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(left, label.y - 8, room, 16), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setFont(strong);
        painter.setPen(theme.text);
        painter.drawText(QRectF(left + QFontMetricsF(word).horizontalAdvance(name) + 5, label.y - 8, valueWidth + 2, 16), Qt::AlignLeft | Qt::AlignVCenter, value);
    }
}

void PlotView::setCrosshair(qint64 time)
{
    if (m_crosshair == time)
        return;
    m_crosshair = time;
    viewport()->update();
}

void PlotView::paintCrosshair(QPainter &painter) const
{
    if (m_crosshair <= m_data.from || m_crosshair > m_data.to)
        return;
    const Theme &theme = themeOf(this);
    const qreal x = xOf(double(m_crosshair));
    paintVLine(painter, x, plot().top(), plot().bottom(), theme.lineStrong);
    QStringList parts {timeLabel(m_crosshair, 0)};
    for (const PlotSeries &series : m_data.series) {
        for (const auto &segment : series.segments) {
            const auto near = std::lower_bound(segment.begin(), segment.end(), double(m_crosshair),
                [](const QPointF &point, double time) { return point.x() < time; });
            if (near != segment.end() && segment.first().x() <= double(m_crosshair)) {
                paintDot(painter, QPointF(xOf(near->x()), yOf(near->y())), 5, seriesColor(theme, series.colour));
                parts.append(series.label + u' ' + quantity(near->y(), m_data.unit).text());
            }
        }
    }
    const QString text = parts.join(u"   "_s);
    const QFont font = textFont(TextStyle::Caption);
    const qreal width = QFontMetricsF(font).horizontalAdvance(text) + 12;
    const qreal left = std::clamp(x + 6, plot().left(), qMax(plot().left(), viewport()->width() - width - 4));
    const QRectF box(left, plot().top() + 2, width, 18);
    paintBox(painter, box, metrics::radiusBadge, theme.raised, theme.lineStrong, hairline(painter));
    painter.setFont(font);
    painter.setPen(theme.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    const double share = (event->position().x() - plot().left()) / plot().width();
    Q_EMIT crosshairMoved(share < 0 || share > 1 ? 0 : m_data.from + qint64(share * double(m_data.to - m_data.from)));
}

void PlotView::leaveEvent(QEvent *event)
{
    Q_EMIT crosshairMoved(0);
    QChartView::leaveEvent(event);
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    const qint64 step = qMax<qint64>(1, (m_data.to - m_data.from) / 60);
    if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right) {
        QChartView::keyPressEvent(event);
        return;
    }
    const qint64 at = m_crosshair > 0 ? m_crosshair : m_data.to;
    Q_EMIT crosshairMoved(std::clamp(event->key() == Qt::Key_Left ? at - step : at + step, m_data.from, m_data.to));
    announce();
}

void PlotView::announce()
{
    QStringList parts;
    for (const PlotSeries &series : std::as_const(m_data.series))
        parts.append(series.label + u' ' + quantity(series.last, m_data.unit).text());
    setAccessibleDescription(parts.isEmpty() ? tr("No data") : parts.join(u", "_s));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

} // namespace gatehouse
