// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"
#include "widgets/drafts/draftdetail.h"

namespace gatehouse {

class Workspace;

//! What became of what a draft belongs to, and where it can go instead. Valid as long as \a workspace.
DraftDetail::Sources draftSources(Workspace &workspace);
//! The words of \a intent rest in a draft that the disk has.
bool hasWordsInDraft(const DraftKeeper &drafts, const Intent &intent);

} // namespace gatehouse
