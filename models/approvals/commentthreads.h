// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

namespace gatehouse {

//! A comment and what was said to it, oldest first.
struct CommentThread
{
    Comment first;
    QList<Comment> replies;
    bool operator==(const CommentThread &) const = default;
};

//! By their first comments, in the order of \a comments. A reply whose thread is not among them stands
//! for itself.
QList<CommentThread> threadsOf(const QList<Comment> &comments);
//! The same comments, each reply below its thread.
QList<Comment> inThreads(const QList<Comment> &comments);

bool isMustSolve(const Comment &thread);
bool isQuestion(const Comment &thread);
//! It has a mark, and nobody resolved it.
bool isOpenThread(const Comment &thread);

} // namespace gatehouse
