// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/review/diffpainter.h"

namespace gatehouse {

//! What is under the mouse.
struct DiffHit
{
    enum class Part { Nothing, Header, Chevron, Reviewed, Note, NoteAction, Fold, FoldAction, Text, Attachment };
    Part part = Part::Nothing;
    DiffPlace place; //!< Valid unless there is nothing.
    DiffNote note = DiffNote::Reading; //!< Of a note.
    Unfold unfold = Unfold::All; //!< Of a fold.
    bool isClickable() const;
};

//! \a position is in the viewport.
DiffHit diffHit(const DiffScene &scene, const QPoint &position);

} // namespace gatehouse
