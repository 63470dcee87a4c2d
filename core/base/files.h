// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace gatehouse {

enum class FileAccess {
    OwnerOnly, //!< 0600: anything that tells about a person.
    Default //!< What the person's umask says: exports they asked for.
};

//! Writes \a bytes to \a path whole or not at all (temporary file, then rename); makes the folder
//! when it is missing. Blocks: never on the GUI thread.
[[nodiscard]] Status writeFile(const QString &path, const QByteArray &bytes, FileAccess access);

} // namespace gatehouse
