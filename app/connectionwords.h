// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/reachproblem.h"

namespace gatehouse {

//! What stands in the way, and what a person can do about it.
struct ReachWords
{
    QString what; //!< "This network asks you to sign in"; empty when nothing stands in the way.
    QString nextStep; //!< One sentence; may be empty.
};

ReachWords reachWords(ReachProblem problem);

} // namespace gatehouse
