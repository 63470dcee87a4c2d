// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/enums.h"
#include "widgets/common/iconname.h"
#include "widgets/common/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace gatehouse {

//! A badge: icon, risk bars or environment mark, then a word on a tint, or outlined for plain
//! facts.
struct BadgeLook
{
    QString text;
    IconName icon = IconName::None;
    Tone tone = Tone::Neutral;
    bool outline = false;
    int riskBars = 0; //!< 1..4 draws bars in the icon's place.
    Environment environment = Environment::Unknown; //!< Draws the mark in the icon's place.
    bool operator==(const BadgeLook &) const = default;
};
int badgeWidth(const BadgeLook &look);
//! Draws from the left of \a rect; the height of \a rect is the badge's.
void paintBadge(QPainter &painter, const QRectF &rect, const BadgeLook &look, const Theme &theme);

//! The parts of a badge without its word, for painters that keep laid-out text: the width, and the
//! drawing, which returns where the word goes.
int badgeFrameWidth(const BadgeLook &look);
QRectF paintBadgeFrame(
    QPainter &painter, const QRectF &rect, const BadgeLook &look, const Theme &theme);

} // namespace gatehouse
