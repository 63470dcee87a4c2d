// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/sidetext.h"

namespace gatehouse {

//! Lines of one side that stand where lines of the other do not; one of the counts may be 0.
struct LineRun
{
    int left = 0; //!< Index of the first.
    int leftCount = 0;
    int right = 0;
    int rightCount = 0;
    bool operator==(const LineRun &) const = default;
};

enum class Whitespace {
    Counts,
    Ignored //!< Lines that differ in blanks and tabs only are the same.
};

//! What changed, in order: git's patience diff with its indent heuristic. Between the runs both sides
//! have the same lines, one for one. Any thread; some 30 ms for 100,000 lines.
std::vector<LineRun> changedRuns(const SideText &before, const SideText &after, Whitespace whitespace);

} // namespace gatehouse
