// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gatehouse {

//! One field of a CSV line (RFC 4180): quoted when it holds a comma, a quote or a line break. Text
//! that a spreadsheet would run as a formula gets an apostrophe before it.
QString csvField(const QString &text);

} // namespace gatehouse
