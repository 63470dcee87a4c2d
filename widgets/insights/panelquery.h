// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/insights.h"
#include "core/insights/insightsservice.h"
#include "widgets/insights/timerange.h"

#include <QObject>

namespace gatehouse {

//! The answer of one target of a panel.
struct TargetAnswer
{
    Panel::Target target;
    QList<Series> series;
};

//! Asks everything one panel shows. One round at a time: a new one while the last is under way is
//! dropped, a changed range supersedes it.
class PanelQuery final : public QObject
{
    Q_OBJECT
public:
    PanelQuery(InsightsService &insights, QString dashboard, Panel panel, QObject *parent = nullptr);

    void run(const TimeRange &range, int widthPx);
    const Panel &panel() const { return m_panel; }
    int step() const { return m_step; }
    const QDateTime &from() const { return m_from; }
    const QDateTime &to() const { return m_to; }

Q_SIGNALS:
    //! \a isKept says that some of it comes from this computer, because nobody answers; from() and to()
    //! are then those of that time.
    void answered(const QList<gatehouse::TargetAnswer> &answers, const QDateTime &asOf, bool isKept);
    void failed(const gatehouse::Error &error);

private:
    void take(int round, qsizetype target, const Result<RangeAnswer> &answer);

    InsightsService &m_insights;
    QString m_dashboard;
    Panel m_panel;
    TimeRange m_range;
    QDateTime m_from;
    QDateTime m_to;
    int m_step = 5;
    int m_round = 0;
    int m_missing = 0;
    QList<TargetAnswer> m_answers;
    QDateTime m_asOf;
    bool m_isKept = false;
};

} // namespace gatehouse
