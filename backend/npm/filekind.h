// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse {

//! What kind of file a package holds, told from its bytes where that is possible.

//! git's rule: a zero byte among the first 8000.
bool isBinary(const QByteArray &bytes);
//! ELF, PE, Mach-O or WebAssembly by magic number.
bool isNativeCode(const QByteArray &bytes);
//! JavaScript or CSS of a size and line length that no person writes.
bool isMinified(const QString &path, const QByteArray &bytes);

} // namespace gatehouse
