// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QPainter;
class QRectF;

namespace gatehouse {

struct Theme;

//! A change's letter in the shape that tells its kind: a square for a configuration, a triangle for a rollout, a diamond for
//! a decision. The same above a plot and in the list of what changed. \a box is the square the shape stands in.
void paintMarkSign(QPainter &painter, const QRectF &box, const QString &kind, const QString &letter, const Theme &theme);

} // namespace gatehouse
