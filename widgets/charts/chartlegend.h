// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/plotdata.h"

#include <QWidget>

namespace gatehouse {

//! Line sample, name and newest value of each series, in the header of a panel.
class ChartLegend final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(QWidget *parent = nullptr);
    void setSeries(const QList<PlotSeries> &series, const QString &unit);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<PlotSeries> m_series;
    QString m_unit;
};

} // namespace gatehouse
