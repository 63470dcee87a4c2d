// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

class QPainter;

namespace gatehouse {

struct Theme;

//! 0 to 1 as a bar of bad, warn and ok with a needle; the limits are written below.
void paintGauge(QPainter &painter, const QRectF &rect, double value, double warnBelow, double okFrom, const Theme &theme);

} // namespace gatehouse
