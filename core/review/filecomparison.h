// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"
#include "core/review/linepairing.h"

#include <memory>

namespace gatehouse {

struct CompareOptions
{
    Whitespace whitespace = Whitespace::Counts;
    //! Minified texts get line breaks on both sides before they are compared.
    bool readable = true;
    bool operator==(const CompareOptions &) const = default;
};

//! Two texts beside each other, with everything that takes longer than a frame done. Immutable and
//! shared between threads.
struct FileComparison
{
    SideText before;
    SideText after;
    std::vector<DiffRow> rows; //!< Every line of both sides.
    //! Rows before which lines are missing on both sides, in order: of a difference that came as hunks.
    std::vector<int> seams;
    int added = 0; //!< Lines, as they are compared.
    int removed = 0;
    bool madeReadable = false; //!< Line breaks were added; numbers are those of the file.
    //! Characters that draw nothing or turn the direction of text, on the new side: a way to hide code.
    int hiddenCharacters = 0;
    bool isCut = false; //!< The texts go on; not all was read.
};
using ComparisonPtr = std::shared_ptr<const FileComparison>;

//! Any thread; not the GUI thread for long texts. \a isCut: the texts go on.
ComparisonPtr compareTexts(const QString &path, const QString &before, const QString &after, CompareOptions options = {}, bool isCut = false);
//! A difference that came as hunks. What lies between them is not known.
ComparisonPtr comparisonOf(const FileDiff &diff);

//! True for what draws nothing or turns the direction of text: controls, zero-width and bidirectional
//! formatting characters. Tab, line feed and carriage return are none.
bool isHiddenCharacter(QChar c);

} // namespace gatehouse
