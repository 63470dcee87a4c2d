// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/endtoend/crashconsole.h"
#include "tests/endtoend/crashportal.h"

namespace gatehouse::testsupport {

//! How much of a history there was to compare.
struct HistoryTally
{
    int intents = 0;
    int accepted = 0;
    int decisions = 0; //!< Accepted ones.
    int moved = 0; //!< Held back, because what they relied on was not what it had been.
    int effects = 0; //!< What the portal did.
    QSet<QString> evidence; //!< The revisions that decisions were made on.

    HistoryTally &operator+=(const HistoryTally &other);
};

//! Compares what a computer keeps, what its person was told and what the portal did, once nothing is
//! on its way any more. Empty when all three tell one history; otherwise the first contradiction:
//! something that was kept is lost, something was done that was never kept, or twice, or not although
//! it was accepted, or for a version or evidence that its author did not see, or out of order.
QString contradiction(CrashConsole &console, CrashPortal &portal, HistoryTally &tally);

} // namespace gatehouse::testsupport
