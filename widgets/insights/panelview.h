// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"
#include "widgets/insights/panelquery.h"

#include <QWidget>

namespace gatehouse {

//! Why a panel has no news.
struct PanelLoss
{
    QString lead; //!< "Source lost"
    QString why;
};

//! One panel of a dashboard with its query: asks, shows, keeps the last answer when the source is
//! lost. What it looks like is the subclass's.
class PanelView : public QWidget
{
    Q_OBJECT
public:
    PanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent = nullptr);

    void ask(const TimeRange &range);
    const Panel &panel() const { return m_query.panel(); }
    //! Of the answer on screen; invalid before the first.
    const QDateTime &asOf() const { return m_asOf; }
    bool isLost() const { return m_lost; }
    //! Answered once, or failed once: there is something to see.
    bool isSettled() const { return m_settled; }
    //! The first point of the last answer. Series without labels are left out: they may be a
    //! constant of the query, which is there at any time. Invalid when there is no point.
    const QDateTime &dataSince() const { return m_dataSince; }
    //! The numbers on screen, one line per point.
    virtual QStringList csvLines() const { return {}; }
    virtual void setMarks(const QList<PlotMark> &marks) { Q_UNUSED(marks) }

Q_SIGNALS:
    void stateChanged();
    //! The person wants it asked now.
    void retryRequested();

protected:
    virtual void show(const QList<TargetAnswer> &answers) = 0;
    virtual void showLost(const PanelLoss &loss) = 0;
    const PanelQuery &query() const { return m_query; }
    //! The series of all targets as lines, decimated to \a columns.
    QList<PlotSeries> lines(const QList<TargetAnswer> &answers, int columns) const;

private:
    PanelQuery m_query;
    TimeRange m_range;
    QDateTime m_asOf;
    QDateTime m_dataSince;
    bool m_lost = false;
    bool m_settled = false;
};

//! Makes the view that fits the panel's type.
PanelView *makePanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent);

} // namespace gatehouse
