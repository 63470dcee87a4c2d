// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/insights.h"

namespace gatehouse {

//! One unbroken run of points to draw: no gap inside.
struct Segment
{
    QList<qint64> times;
    QList<double> values;
    bool operator==(const Segment &) const = default;
};

//! Splits \a series at gaps (a distance of more than one and a half \a stepMs, or a value that is
//! not finite) and keeps, of each of \a columns equal slices of [startMs, endMs], the lowest and the
//! highest point in their order: what a chart that many pixels wide shows. Any thread.
QList<Segment> decimated(const Series &series, qint64 startMs, qint64 endMs, int columns, qint64 stepMs);

} // namespace gatehouse
