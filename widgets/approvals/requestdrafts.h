// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/drafts/draftkeeper.h"

//! What was written about requests and not sent.
namespace gatehouse::requestdrafts {

//! "comment/req_…".
QString key(const QString &what, const RequestId &request);
QString decisionKey(const RequestId &request, Outcome outcome);
//! "reply/req_…/cmt_…".
QString replyKey(const RequestId &request, const CommentId &thread);
//! "REQ-2417, @backstage-community/plugin-grafana".
QString subject(const ApprovalRequest &request);

//! Everything kept for \a request, newest first.
QList<Draft> of(const DraftKeeper &drafts, const RequestId &request);
//! Something of it says that it must be solved: its author would not want to approve past it.
bool hasMustSolve(const DraftKeeper &drafts, const RequestId &request);
//! All that was written for \a request, to be put elsewhere.
QString textOf(const DraftKeeper &drafts, const RequestId &request);
//! Moves it to \a to, below what is kept there already.
void carry(DraftKeeper &drafts, const RequestId &from, const ApprovalRequest &to);

//! Nothing can be decided or said any more.
bool isClosed(const ApprovalRequest &request);
//! A later request for the same plugin that is open; null when there is none.
const ApprovalRequest *successor(const RequestStore &requests, const ApprovalRequest &request);

} // namespace gatehouse::requestdrafts
