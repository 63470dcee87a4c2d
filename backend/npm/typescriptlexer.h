// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse {

struct TypeScriptToken
{
    enum class Kind { Word, Text, Number, Sign, End };

    Kind kind = Kind::End;
    QString text; //!< Without quotes for Text.
    QString comment; //!< The documentation comment right before it, without its stars.
};

//! Enough of TypeScript's lexical rules for declarations. What it does not know becomes a Sign.
QList<TypeScriptToken> lexTypeScript(const QString &source);

} // namespace gatehouse
