// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>

namespace gatehouse {

struct Theme;

//! Colour of series \a index; the sixth is the first again.
QColor seriesColor(const Theme &theme, int index);
//! Its pen: the dash is the second cue beside colour.
QPen seriesPen(const Theme &theme, int index);

} // namespace gatehouse
