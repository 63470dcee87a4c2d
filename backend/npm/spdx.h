// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>
#include <vector>

namespace gatehouse {

//! A licence expression of SPDX 2.3 annex D: identifiers, "+", WITH, AND, OR and parentheses.
//! AND binds tighter than OR. Identifiers keep their case; compare them without it.
struct SpdxNode
{
    enum class Kind { Licence, And, Or };

    Kind kind = Kind::Licence;
    QString
        licence; //!< Only for Licence; "LicenseRef-x" and "DocumentRef-x:LicenseRef-y" included.
    bool orLater = false; //!< Written with "+".
    QString exception; //!< After WITH; empty otherwise.
    std::vector<SpdxNode> parts; //!< Two or more for And and Or.
};

//! Code "spdx_syntax" when \a text is no expression. Any thread.
[[nodiscard]] Result<SpdxNode> parseSpdx(const QString &text);
//! The expression in one canonical spelling.
QString toText(const SpdxNode &node);
//! Every licence named in \a node, in the order of writing.
QStringList licencesOf(const SpdxNode &node);

} // namespace gatehouse
