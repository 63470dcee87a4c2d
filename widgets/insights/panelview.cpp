// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/panelview.h"

#include "core/insights/decimate.h"
#include "widgets/insights/statpanelview.h"
#include "widgets/insights/tablepanelview.h"
#include "widgets/insights/timeseriespanelview.h"

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QDateTime firstPoint(const QList<TargetAnswer> &answers)
{
    std::optional<qint64> first;
    for (const TargetAnswer &answer : answers) {
        for (const Series &series : answer.series) {
            if (!series.labels.isEmpty() && !series.times.isEmpty())
                first = qMin(first.value_or(series.times.first()), series.times.first());
        }
    }
    return first ? QDateTime::fromMSecsSinceEpoch(*first, Qt::UTC) : QDateTime();
}

} // namespace

PanelView::PanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent)
    : QWidget(parent)
    , m_query(insights, dashboard, panel)
{
    setObjectName(u"panel-"_s + panel.id);
    connect(&m_query, &PanelQuery::answered, this, [this](const QList<TargetAnswer> &answers, const QDateTime &asOf, bool isKept) {
        m_asOf = asOf;
        m_dataSince = firstPoint(answers);
        m_lost = isKept;
        m_settled = true;
        show(answers);
        if (isKept)
            showLost({tr("No answer"), tr("The portal cannot be reached: this is its last answer.")});
        Q_EMIT stateChanged();
    });
    connect(&m_query, &PanelQuery::failed, this, [this](const Error &error) {
        m_lost = true;
        m_settled = true;
        showLost({tr("Source lost"), error.message});
        Q_EMIT stateChanged();
    });
}

void PanelView::ask(const TimeRange &range)
{
    m_range = range;
    m_query.run(range, width());
}

QList<PlotSeries> PanelView::lines(const QList<TargetAnswer> &answers, int columns) const
{
    QList<PlotSeries> all;
    for (const TargetAnswer &answer : answers) {
        for (const Series &series : answer.series) {
            PlotSeries line;
            line.label = legendText(answer.target.legend, series);
            line.colour = int(all.size());
            const auto segments = decimated(series, query().from().toMSecsSinceEpoch(), query().to().toMSecsSinceEpoch(),
                columns, qint64(query().step()) * 1000);
            for (const Segment &segment : segments) {
                QList<QPointF> points;
                points.reserve(segment.times.size());
                for (qsizetype i = 0; i < segment.times.size(); ++i)
                    points.append({double(segment.times.at(i)), segment.values.at(i)});
                line.segments.append(std::move(points));
            }
            if (!line.segments.isEmpty())
                line.last = line.segments.last().last().y();
            all.append(std::move(line));
        }
    }
    return all;
}

PanelView *makePanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent)
{
    if (panel.type == "stat"_L1 || panel.type == "gauge"_L1)
        return new StatPanelView(insights, dashboard, panel, parent);
    if (panel.type == "table"_L1)
        return new TablePanelView(insights, dashboard, panel, parent);
    return new TimeSeriesPanelView(insights, dashboard, panel, parent);
}

} // namespace gatehouse
