// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"

#include <QStringList>

namespace gatehouse::checks {

//! The line of package.json that holds the key at the end of \a path ({"dependencies", "lodash"}),
//! 1-based; 0 when it is not found. A place for a person to look at, not a proof.
int manifestLine(const TarFiles &files, const QStringList &path);

//! The line of \a offset in \a bytes, 1-based.
int lineAt(const QByteArray &bytes, qsizetype offset);

} // namespace gatehouse::checks
