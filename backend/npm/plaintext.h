// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

//! A stranger's text for one line of a screen or a log: what could forge a line, turn the reading
//! direction or hide is written out as \c \u{202e}, and what is longer than \a most is cut. Any
//! thread.
QString plainText(const QString &text, qsizetype most = 300);

//! Whether \a text holds a character that plainText() would write out.
bool hasHiddenCharacters(const QString &text);

} // namespace gatehouse
