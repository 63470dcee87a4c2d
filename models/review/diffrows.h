// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/difffolds.h"

//! What is drawn of one file, row under row. Pure functions.
namespace gatehouse {

enum class DiffMode { SideBySide, Unified };

//! The side of a comparison.
enum class DiffSide { Before, After };

//! Something that stands below a line: a finding, a comment, a draft.
struct LineAttachment
{
    QString id;
    DiffSide side = DiffSide::After;
    int line = 0; //!< Of the file; 0 stands above the first line.
    bool operator==(const LineAttachment &) const = default;
};

struct ShownRow
{
    enum class Kind : quint8 { Line, Fold, Attachment };
    Kind kind = Kind::Line;
    bool changed = false;
    int left = -1; //!< Line index; -1 when that side has nothing here.
    int right = -1;
    //! Of a line its row in the comparison, which knows what it is paired with; of the others their
    //! index among folds or attachments.
    int item = -1;
    bool operator==(const ShownRow &) const = default;
};

//! \a attachments stand after their line, in their order. One whose line is out of sight is not shown:
//! reveal() the line first.
std::vector<ShownRow> shownRows(
    const FileComparison &comparison, const Folds &folds, DiffMode mode, const QList<LineAttachment> &attachments);

//! The row of the comparison that shows line \a number of a side; -1 when the side is empty.
int rowOfLine(const FileComparison &comparison, DiffSide side, int number);

} // namespace gatehouse
