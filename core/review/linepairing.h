// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/linediff.h"

namespace gatehouse {

//! What stands side by side: a line of each side, or of one alone (the other is -1).
struct DiffRow
{
    int left = -1;
    int right = -1;
    bool changed = false;
    bool operator==(const DiffRow &) const = default;
};

//! All lines of both sides in rows. Unchanged lines stand beside each other; in a run that changed,
//! lines that are alike do, in the order they have, and what is between them stands alone unless it
//! is long. Any thread.
std::vector<DiffRow> alignedRows(const SideText &before, const SideText &after, const std::vector<LineRun> &runs);

} // namespace gatehouse
