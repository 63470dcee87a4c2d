// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QStringView>

#include <optional>

namespace KSyntaxHighlighting {
class Format;
}

namespace gatehouse {

//! Takes the grammar's idea of what a word is and our colour for it; the themes that come with the
//! library are not used. Nothing for plain text. \a grammar is its name ("YAML"), \a word what it is
//! about. Any thread.
std::optional<ColorRole> tokenRole(const QString &grammar, const KSyntaxHighlighting::Format &format, QStringView word);

} // namespace gatehouse
