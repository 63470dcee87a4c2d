// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/insights/panelview.h"

class QTableWidget;

namespace gatehouse {

class StaleBand;

//! A ranking: one row per series, its newest value as a number and a bar.
class TablePanelView final : public PanelView
{
    Q_OBJECT
public:
    TablePanelView(InsightsService &insights, const QString &dashboard, const Panel &panel, QWidget *parent);
    QStringList csvLines() const override;

protected:
    void show(const QList<TargetAnswer> &answers) override;
    void showLost(const PanelLoss &loss) override;

private:
    void fill(const QList<PlotSeries> &series);

    QTableWidget *m_table;
    StaleBand *m_band;
};

} // namespace gatehouse
