// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "models/approvals/requestlistmodel.h"
#include "widgets/common/display/stagetrack.h"

//! What is said about a request, in the person's language. \a now decides between "today" and a date.
namespace gatehouse::requestwords {

//! "2.8.1 → 2.9.0", "0.17.4", "r41 → r42".
QString versionPair(const ApprovalRequest &request);
//! What stands at the right of a row: the due time, whom it waits for, or when it was decided.
QString standing(const ApprovalRequest &request, const QDateTime &now);
//! The stage whose quorum a row shows: the caller's, else the first that is open, else the last.
const Stage *stageInFocus(const ApprovalRequest &request);
//! It is approved as an emergency, and nobody looked at it afterwards yet.
bool owesReview(const ApprovalRequest &request);
//! Threads that keep it from being approved; 0 once it is closed.
int mustSolve(const ApprovalRequest &request);
//! "2 must be solved".
QString mustBeSolved(int count);
//! The requester was asked something and did not answer yet.
bool awaitsInformation(const ApprovalRequest &request);
//! "Waiting for information from Ada Lovelace".
QString waitsForInformation(const ApprovalRequest &request);
//! One sentence for screen readers.
QString spoken(const ApprovalRequest &request, bool unread, const QDateTime &now);

QString groupName(RequestListModel::Group group);
QString sortName(RequestListModel::Sort sort);
QList<StageCell> stageCells(const ApprovalRequest &request, const QDateTime &now);
QList<Pip> stagePips(const Stage &stage);

//! "Approve", "Approve with conditions", "Reject", "Request changes": the title of a decision.
QString decisionTitle(Outcome outcome);

} // namespace gatehouse::requestwords
