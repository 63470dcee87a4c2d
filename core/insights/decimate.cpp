// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/insights/decimate.h"

#include <cmath>

namespace gatehouse {

namespace {

//! The lowest and highest point of the pixel column that is being filled.
struct Column
{
    qint64 index = -1;
    qsizetype low = 0;
    qsizetype high = 0;
};

void append(Segment &segment, const Series &series, qsizetype point)
{
    segment.times.append(series.times.at(point));
    segment.values.append(series.values.at(point));
}

void flush(Segment &segment, const Series &series, const Column &column)
{
    if (column.index < 0)
        return;
    append(segment, series, std::min(column.low, column.high));
    if (column.low != column.high)
        append(segment, series, std::max(column.low, column.high));
}

} // namespace

QList<Segment> decimated(const Series &series, qint64 startMs, qint64 endMs, int columns, qint64 stepMs)
{
    QList<Segment> segments;
    if (endMs <= startMs || columns <= 0)
        return segments;
    Segment current;
    Column column;
    const auto cut = [&] {
        flush(current, series, column);
        column = {};
        if (!current.times.isEmpty())
            segments.append(std::exchange(current, {}));
    };
    qint64 before = 0;
    for (qsizetype i = 0; i < series.times.size(); ++i) {
        const qint64 time = series.times.at(i);
        if (time < startMs || time > endMs)
            continue;
        if (!std::isfinite(series.values.at(i))) {
            cut();
            continue;
        }
        const bool gap = column.index >= 0 && time - before > stepMs + stepMs / 2;
        if (gap)
            cut();
        before = time;
        const qint64 index = std::min<qint64>((time - startMs) * columns / (endMs - startMs), columns - 1);
        if (index != column.index) {
            flush(current, series, column);
            column = {index, i, i};
        } else if (series.values.at(i) < series.values.at(column.low)) {
            column.low = i;
        } else if (series.values.at(i) > series.values.at(column.high)) {
            column.high = i;
        }
    }
    cut();
    return segments;
}

} // namespace gatehouse
