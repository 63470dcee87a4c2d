// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gatehouse {

//! `gatehouse-server import NAME... --data DIR [--versions N] [--tenant T]`: imports packages into
//! the database of that directory, telling on stderr how it goes, and gives the exit status: 0 when
//! every package was read, 2 when some were skipped, 1 when nothing could be done. A server may be
//! running on the same directory.
int runImportCommand(const QStringList &arguments);

} // namespace gatehouse
