// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QStyle>

class QStyleOptionSlider;

//! Where the parts of composed controls lie.
namespace gatehouse::stylegeometry {

inline constexpr int scrollExtent = 10;
inline constexpr int shortestThumb = 32;

QRect scrollThumb(const QStyleOptionSlider &option);
QRect scrollPart(const QStyleOptionSlider &option, QStyle::SubControl part);
QRect spinPart(const QStyleOption &option, QStyle::SubControl part);

} // namespace gatehouse::stylegeometry
