// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/filecomparison.h"

//! Which unchanged lines of a comparison are out of sight. Pure functions over rows.
namespace gatehouse {

//! Rows that are out of sight. A fold of no rows is a seam: what lies there is not known.
struct Fold
{
    int first = 0;
    int count = 0;
    bool isSeam() const { return count == 0; }
    bool operator==(const Fold &) const = default;
};
using Folds = std::vector<Fold>;

enum class Unfold {
    Below, //!< Some rows after what stands above the fold.
    Above, //!< Some rows before what stands below it.
    All
};

inline constexpr int contextRows = 3;
inline constexpr int unfoldedRows = 20;

//! Everything farther than \a context rows from a change, and what lies between hunks. One line is not
//! worth a fold.
Folds foldsOf(const FileComparison &comparison, int context = contextRows);
//! Shows rows of fold \a index; a fold that would hide one line goes.
void unfold(Folds &folds, int index, Unfold how, int step = unfoldedRows);
//! Brings \a row into sight, with some context. False when it was.
bool reveal(Folds &folds, int row, int context = contextRows);

//! What stands between a fold and the next: "@@ 41,5 → 41,6 @@ scripts".
struct Stretch
{
    int left = 0; //!< First line of the file on that side; 0 when there is none.
    int leftCount = 0;
    int right = 0;
    int rightCount = 0;
    int hidden = 0; //!< Rows of the fold.
    QString heading; //!< The line that the stretch is part of, as far as indentation tells.
    bool operator==(const Stretch &) const = default;
};
Stretch stretchAfter(const FileComparison &comparison, const Folds &folds, int index);

} // namespace gatehouse
