// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/sidetext.h"

namespace gatehouse {

//! JavaScript, CSS or JSON of a size and line length that no person writes; told by name and text.
bool isMinified(const QString &path, const QString &text);

//! The longest text that is given line breaks.
inline constexpr qsizetype mostReadable = 4 * 1024 * 1024;

//! \a text with line breaks and indentation after what ends a statement, a block or an entry. Nothing
//! is taken away or moved: without the added breaks and blanks it is \a text. Strings, templates,
//! comments and regular expressions stay in one piece. Lines keep the number of the line they were
//! part of. It need not be right to be readable: a text that is no JavaScript comes out whole, too.
//! Any thread; some 40 ms a megabyte.
SideText readableText(const QString &text);

} // namespace gatehouse
