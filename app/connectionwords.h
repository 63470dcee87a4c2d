// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/reachproblem.h"
#include "core/sync/replica.h"

namespace gatehouse {

//! What stands in the way, and what a person can do about it.
struct ReachWords
{
    QString what; //!< "This network asks you to sign in"; empty when nothing stands in the way.
    QString nextStep; //!< One sentence; may be empty.
};

ReachWords reachWords(ReachProblem problem);
//! "12 of 40 requests": how much of a list was read. Without the total while that is not known (-1).
QString readWords(const QString &topic, int done, int total);
//! "Catching up: 12 of 40 requests, 3 of 9 plugins".
QString catchingUpWords(const QList<Replica::CatchUp> &topics);

} // namespace gatehouse
