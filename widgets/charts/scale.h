// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse {

//! A value axis with round ticks that holds everything drawn on it.
struct ValueScale
{
    double min = 0;
    double max = 1;
    double step = 0.5;
    QList<double> ticks() const;
    bool operator==(const ValueScale &) const = default;
};

//! Round numbers (1, 2, 2.5, 5 times a power of ten) around [\a low, \a high] with about
//! \a intervals steps. A flat or empty range still gives a usable axis. Rates and shares start at 0
//! when \a fromZero.
ValueScale niceScale(double low, double high, int intervals, bool fromZero);

//! Times for the axis below a plot: round local times, at most one per \a minGapPx of \a widthPx.
//! Milliseconds since the epoch.
QList<qint64> timeTicks(qint64 from, qint64 to, int widthPx, int minGapPx);
//! "10:15", or "24 Nov" when the range is longer than two days.
QString timeLabel(qint64 time, qint64 range);

//! A number with its unit as the design writes it: value and unit apart ("312", "ms").
struct Quantity
{
    QString number;
    QString unit;
    QString text() const { return unit.isEmpty() ? number : number + QChar(0x202f) + unit; }
};

//! \a unit is Grafana's: reqps, percentunit (0..1), s, short, bytes, none. NaN gives "–".
Quantity quantity(double value, const QString &unit);
//! All ticks of an axis in one unit, so that "0.5 s" and "500 ms" never stand side by side.
QString tickLabel(double value, double axisMax, const QString &unit);

} // namespace gatehouse
