// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gatehouse {

//! `gatehouse-server verify BUNDLE [--log-key KEY]`: checks an evidence bundle and says on stdout, a line
//! for each thing, what was checked and what was found. No server needs to run, here or elsewhere.
//! Exit status: 0 when all holds, 1 when something is broken, 2 when nothing could be checked.
int runVerifyCommand(const QStringList &arguments);

} // namespace gatehouse
