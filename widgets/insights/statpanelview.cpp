// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/statpanelview.h"

#include "widgets/charts/stattile.h"
#include "widgets/common/csv.h"
#include "widgets/common/timetext.h"

#include <QVBoxLayout>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

StatTile::Look lookOf(const Panel &panel)
{
    return panel.type == "gauge"_L1 ? StatTile::Look::Gauge : StatTile::Look::Sparkline;
}

//! The values in a row, a NaN where a gap was.
QList<double> courseOf(const PlotSeries &series)
{
    QList<double> values;
    for (const auto &segment : series.segments) {
        if (!values.isEmpty())
            values.append(qQNaN());
        for (const QPointF &point : segment)
            values.append(point.y());
    }
    return values;
}

} // namespace

StatPanelView::StatPanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent)
    : PanelView(insights, dashboard, panel, parent)
    , m_tile(new StatTile(panel.title, lookOf(panel), this))
{
    m_tile->setObjectName(u"tile-"_s + panel.id);
    m_tile->setJudgement(Tone::Neutral, IconName::None, {}, panel.description);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tile);
    double warnBelow = 0;
    double okFrom = 0;
    for (const Panel::Threshold &threshold : panel.thresholds) {
        if (threshold.level == "warn"_L1)
            warnBelow = threshold.value;
        if (threshold.level == "ok"_L1)
            okFrom = threshold.value;
    }
    if (lookOf(panel) == StatTile::Look::Gauge)
        m_tile->setLimits(warnBelow, okFrom);
}

void StatPanelView::show(const QList<TargetAnswer> &answers)
{
    const QList<PlotSeries> all = lines(answers, 120);
    m_value = all.isEmpty() ? qQNaN() : all.first().last;
    m_tile->setValue(m_value, panel().unit);
    m_tile->setToolTip({});
    m_tile->setCourse(all.isEmpty() ? QList<double>() : courseOf(all.first()));
    judge(m_value);
}

void StatPanelView::judge(double value)
{
    const Panel::Threshold *best = nullptr;
    for (const Panel::Threshold &threshold : panel().thresholds) {
        if (value >= threshold.value && (!best || threshold.value > best->value))
            best = &threshold;
    }
    if (std::isnan(value)) {
        m_tile->setJudgement(Tone::Neutral, IconName::None, {}, tr("Nothing was measured yet"));
    } else if (!best) {
        m_tile->setJudgement(Tone::Neutral, IconName::None, {}, panel().description);
    } else if (best->level == "bad"_L1) {
        m_tile->setJudgement(Tone::Bad, IconName::CircleX, best->label, panel().description);
    } else if (best->level == "warn"_L1) {
        m_tile->setJudgement(Tone::Warn, IconName::TriangleAlert, best->label, panel().description);
    } else {
        m_tile->setJudgement(Tone::Ok, IconName::CircleCheck, best->label, panel().description);
    }
}

void StatPanelView::showLost(const PanelLoss &loss)
{
    m_tile->setToolTip(loss.why);
    //: Why it is old: "Source lost"; then a time.
    m_tile->setStale(asOf().isValid() ? tr("%1, last good %2").arg(loss.lead, momentText(asOf(), QDateTime::currentDateTimeUtc())) : loss.lead);
}

QStringList StatPanelView::csvLines() const
{
    if (!asOf().isValid())
        return {};
    return {u"%1,,%2,%3"_s.arg(csvField(panel().title), asOf().toUTC().toString(Qt::ISODateWithMs), QString::number(m_value, 'g', 12))};
}

} // namespace gatehouse
