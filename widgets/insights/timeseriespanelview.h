// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/insights/panelview.h"

namespace gatehouse {

class ChartPanel;

class TimeSeriesPanelView final : public PanelView
{
    Q_OBJECT
public:
    TimeSeriesPanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent);

    QStringList csvLines() const override;
    void setMarks(const QList<PlotMark> &marks) override;
    void setCrosshair(qint64 time);
    void setRetryIn(int seconds);
    //! The numbers instead of the lines, and back.
    void toggleTable();

Q_SIGNALS:
    void crosshairMoved(qint64 time);

protected:
    void show(const QList<TargetAnswer> &answers) override;
    void showLost(const PanelLoss &loss) override;

private:
    ChartPanel *m_chart;
    QList<PlotMark> m_marks;
};

} // namespace gatehouse
