// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/timeseriespanelview.h"

#include "widgets/charts/chartpanel.h"
#include "widgets/charts/plotview.h"
#include "widgets/common/csv.h"

#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

TimeSeriesPanelView::TimeSeriesPanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent)
    : PanelView(insights, dashboard, panel, parent)
    , m_chart(new ChartPanel(panel.title, panel.description, this))
{
    m_chart->setWaiting(tr("Asking the metrics source…"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
    connect(m_chart->plot(), &PlotView::crosshairMoved, this, &TimeSeriesPanelView::crosshairMoved);
    connect(m_chart, &ChartPanel::retryRequested, this, &PanelView::retryRequested);
}

void TimeSeriesPanelView::show(const QList<TargetAnswer> &answers)
{
    PlotData plotData;
    plotData.series = lines(answers, m_chart->plot()->width());
    plotData.unit = panel().unit;
    plotData.from = query().from().toMSecsSinceEpoch();
    plotData.to = query().to().toMSecsSinceEpoch();
    plotData.min = panel().min;
    plotData.max = panel().max;
    plotData.marks = m_marks;
    plotData.area = plotData.series.size() == 1;
    for (const Panel::Threshold &threshold : panel().thresholds)
        plotData.thresholds.append({threshold.value, threshold.label, threshold.level});
    m_chart->setToolTip({});
    m_chart->setSourceBack();
    m_chart->setData(plotData);
}

void TimeSeriesPanelView::showLost(const PanelLoss &loss)
{
    m_chart->setToolTip(loss.why);
    m_chart->setSourceLost(loss.lead, asOf(), QDateTime::currentDateTimeUtc());
}

void TimeSeriesPanelView::setMarks(const QList<PlotMark> &marks)
{
    m_marks = marks;
}

void TimeSeriesPanelView::setCrosshair(qint64 time)
{
    m_chart->plot()->setCrosshair(time);
}

void TimeSeriesPanelView::setRetryIn(int seconds)
{
    m_chart->setRetryIn(seconds);
}

void TimeSeriesPanelView::toggleTable()
{
    m_chart->setTableShown(!m_chart->isTableShown());
}

QStringList TimeSeriesPanelView::csvLines() const
{
    QStringList rows;
    for (const PlotSeries &series : m_chart->plot()->data().series) {
        for (const auto &segment : series.segments) {
            for (const QPointF &point : segment) {
                rows.append(u"%1,%2,%3,%4"_s.arg(csvField(panel().title), csvField(series.label),
                    QDateTime::fromMSecsSinceEpoch(qint64(point.x()), Qt::UTC).toString(Qt::ISODateWithMs), QString::number(point.y(), 'g', 12)));
            }
        }
    }
    return rows;
}

} // namespace gatehouse
