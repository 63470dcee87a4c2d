// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/modulenames.h"

namespace gatehouse::checks {

//! What code can do that a reviewer wants to see.
enum class Reach { None, Process, Network, FileSystem, Evaluation, Environment, Exfiltration, Computed };

//! One place of code and what it reaches for.
struct RiskyUse
{
    Reach reach = Reach::None;
    QByteArrayView what; //!< The module or function, as written.
    int line = 1;
};

//! What the newest token of \a window, together with those before it, reaches for.
RiskyUse riskyUse(const JsWindow &window);

} // namespace gatehouse::checks
