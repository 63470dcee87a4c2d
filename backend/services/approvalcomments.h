// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/approvals.h"

//! The rows of comments.
namespace gatehouse::services {

//! Checks where a comment points and adds the words for its version. validation_failed for a place
//! that cannot be: line 0, a side that is none, a version of another plugin.
[[nodiscard]] Status completeAnchor(store::UnitOfWork &work, const RequestRecord &record,
    std::optional<CommentAnchor> &anchor);
[[nodiscard]] Status insertComment(
    store::UnitOfWork &work, const RequestId &request, const Comment &comment);
//! Without actions. not_found for a comment of another request, too.
[[nodiscard]] Result<Comment> loadComment(
    store::UnitOfWork &work, const RequestId &request, const CommentId &id);

//! The requester replied to a question.
[[nodiscard]] Status noteAnswered(store::UnitOfWork &work, const CommentId &thread);
//! By the work's actor, now.
[[nodiscard]] Status noteResolved(store::UnitOfWork &work, const CommentId &thread);
//! A question waits for an answer again.
[[nodiscard]] Status noteReopened(store::UnitOfWork &work, const CommentId &thread);
[[nodiscard]] Result<OpenThreads> countOpenThreads(
    store::UnitOfWork &work, const RequestId &request);
//! Ids of those whose question has no answer yet.
[[nodiscard]] Result<QStringList> openAskers(store::UnitOfWork &work, const RequestId &request);

} // namespace gatehouse::services
