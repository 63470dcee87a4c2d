// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/insights.h"

#include <QPointF>
#include <QString>

namespace gatehouse {

//! One line of a plot, ready to draw: already decimated to the plot's pixels, cut at its gaps.
struct PlotSeries
{
    QString label; //!< "catalog"
    QList<QList<QPointF>> segments; //!< x: milliseconds since the epoch; y: the value.
    double last = qQNaN(); //!< The newest value, for legend and direct label.
    int colour = 0; //!< Index into the theme's series colours and dashes.
};

//! A horizontal line with a word: "SLO 1 %".
struct PlotThreshold
{
    double value = 0;
    QString label;
    QString level; //!< ok, warn, bad
};

//! What happened at a moment: letter in a shape above the plot.
struct PlotMark
{
    qint64 time = 0;
    QString letter;
    QString kind; //!< config, rollout, decision
    QString sentence;
};

//! Everything one time-series panel shows.
struct PlotData
{
    QList<PlotSeries> series;
    QList<PlotThreshold> thresholds;
    QList<PlotMark> marks;
    QString unit;
    qint64 from = 0; //!< Milliseconds since the epoch.
    qint64 to = 0;
    qint64 lostSince = 0; //!< From here on the source said nothing; 0 when it answers.
    std::optional<double> min;
    std::optional<double> max;
    bool area = false; //!< Fills below the first series.
};

//! Lowest and highest finite value of all series and thresholds; NaN when there is none.
std::pair<double, double> valueRange(const PlotData &data);
//! "{{service}} total" with the labels of \a series filled in; all labels when it has no pattern.
QString legendText(const QString &pattern, const Series &series);

} // namespace gatehouse
