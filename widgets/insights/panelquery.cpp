// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/panelquery.h"

#include "core/base/async.h"

#include <limits>

namespace gatehouse {

namespace {
constexpr int scrapeSeconds = 2;

//! The distance of the points of an answer, whatever it was asked with.
int stepOf(const QList<TargetAnswer> &answers, int least)
{
    qint64 smallest = std::numeric_limits<qint64>::max();
    for (const TargetAnswer &answer : answers) {
        for (const Series &series : answer.series) {
            for (qsizetype i = 1; i < series.times.size(); ++i)
                smallest = qMin(smallest, series.times.at(i) - series.times.at(i - 1));
        }
    }
    return smallest == std::numeric_limits<qint64>::max() ? least : qMax(least, int(smallest / 1000));
}

} // namespace

PanelQuery::PanelQuery(InsightsService &insights, QString dashboard, Panel panel, QObject *parent)
    : QObject(parent)
    , m_insights(insights)
    , m_dashboard(std::move(dashboard))
    , m_panel(std::move(panel))
{
}

void PanelQuery::run(const TimeRange &range, int widthPx)
{
    if (m_missing > 0 && range == m_range)
        return;
    m_range = range;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_to = range.to(now);
    m_from = range.from(now);
    m_step = stepSeconds(range.length(now), widthPx, scrapeSeconds);
    m_asOf = {};
    m_isKept = false;
    m_answers.clear();
    const int round = ++m_round;
    m_missing = int(m_panel.targets.size());
    for (qsizetype i = 0; i < m_panel.targets.size(); ++i) {
        const Panel::Target &target = m_panel.targets.at(i);
        m_answers.append({target, {}});
        deliver(m_insights.queryRange({m_dashboard, target.id, m_from, m_to, m_step}, this), this,
            [this, round, i](const Result<RangeAnswer> &answer) { take(round, i, answer); });
    }
}

void PanelQuery::take(int round, qsizetype target, const Result<RangeAnswer> &answer)
{
    if (round != m_round)
        return;
    if (!answer) {
        m_missing = 0;
        ++m_round;
        Q_EMIT failed(answer.error());
        return;
    }
    m_answers[target].series = answer->series;
    if (!m_asOf.isValid() || answer->asOf < m_asOf)
        m_asOf = answer->asOf;
    m_isKept = m_isKept || answer->isKept;
    if (--m_missing > 0)
        return;
    if (m_isKept && m_asOf < m_to) {
        m_from = m_from.addMSecs(m_to.msecsTo(m_asOf));
        m_to = m_asOf;
        m_step = stepOf(m_answers, m_step);
    }
    Q_EMIT answered(m_answers, m_asOf, m_isKept);
}

} // namespace gatehouse
