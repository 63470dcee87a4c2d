// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/pluginhealth.h"
#include "widgets/charts/plotdata.h"

//! How a plugin does, in words and as plots.
namespace gatehouse::healthwords {

QString metricTitle(const HealthMetric &metric);
//! "2.8.1 production": what runs there now, as far as anything does.
QString seriesLabel(const PluginHealth &health, Environment environment);
//! The place of an environment among colours and dashes: the same in every plot.
int seriesColour(Environment environment);
//! "Approved by Sam Security: REQ-2417, 3.33.0 for production".
QString markSentence(const HealthMark &mark);
//! Lettered A to Z, oldest first; the newest 26 when there are more.
QList<PlotMark> marks(const PluginHealth &health);
//! The lines of \a metric, cut where more than a step is missing.
QList<PlotSeries> lines(const PluginHealth &health, const HealthMetric &metric);
//! Why there is nothing to draw of \a metric; empty when there is.
QString silence(const PluginHealth &health, const HealthMetric &metric);
//! What the person should know before the numbers, with the next step; empty when all is there.
QString standing(const PluginHealth &health);
//! "24 hours", "7 days".
QString rangeName(const QString &range);

} // namespace gatehouse::healthwords
