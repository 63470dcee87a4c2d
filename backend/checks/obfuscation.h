// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/jslexer.h"

#include <QString>

namespace gatehouse::checks {

//! Signs that code hides what it does, gathered over one file's tokens.
class Obfuscation final
{
public:
    void look(const JsToken &token);
    //! In words; empty when the file reads like code.
    QString sign() const;
    int line() const { return m_line; } //!< Where the first sign stands.

private:
    void note(int line);

    int m_mangled = 0; //!< Names like _0x3f2a1b.
    int m_escaped = 0; //!< Texts that are mostly \x41 escapes.
    int m_encoded = 0; //!< Very long texts without a space.
    int m_line = 0;
};

//! Where a run of characters that no screen shows, or that turn the reading direction, begins in a
//! source; -1 when there is none. Single ones are honest in texts of many languages; a change of
//! direction never is in code.
qsizetype hiddenTextAt(const QByteArray &source);

} // namespace gatehouse::checks
