// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLabel;

namespace gatehouse {

//! What the words of a wrapping label need at this width, in pixels; 0 without words. QLabel::heightForWidth() answers no
//! less than the label's minimum, so a label that once was tall would stay so.
int wrappedHeight(const QLabel &label, int width);

} // namespace gatehouse
