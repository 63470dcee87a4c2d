// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QString>

namespace gatehouse {

class TextLabel;

//! \a html as one paragraph with the line height of \a style, which QLabel itself does not know.
QString tallLines(const QString &html, TextStyle style);
//! A wrapping label for a few lines of plain \a text in the style's line height.
TextLabel *tallLabel(const QString &text, TextStyle style, ColorRole role);

} // namespace gatehouse
