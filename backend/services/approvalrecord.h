// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

namespace gatehouse::services {

//! A stage as the server keeps it. Decisions of all times are in stage.decisions, void ones too.
struct StageRecord
{
    Stage stage;
    QList<Role> roles; //!< Any of them may decide it.
    int dueHours = 48;
    bool overdueNoted = false;
};

//! A request as the server keeps it: the same for every caller. What depends on the caller (queue,
//! preview, actions) is made from it in approvalview.h.
struct RequestRecord
{
    ApprovalRequest head; //!< Without stages.
    QList<StageRecord> stages; //!< In order.
    int sequence = 0; //!< The number in "REQ-2417".
    QString denial; //!< Why a policy denies it; empty when none does.
    QString evidenceGap; //!< A check that policy wants and that gave no verdict; empty when none.
    std::optional<QDateTime> publishedAt; //!< Of the version.
    std::optional<QDateTime> validUntil; //!< Of the approval.
    int revision = 0;
};

//! Something that happened to a request, in the words of the timeline.
struct Happening
{
    QString kind; //!< An event type: request.decision_recorded
    QString sentence;
    bool bySystem = false;
    std::optional<DecisionId> decisionId = {}; //!< Of a vote.
};

bool isOpen(RequestStatus status);
//! Approved, with or without conditions.
bool isApproved(RequestStatus status);
//! 0 for low to 3 for urgent, so that lists sort by it.
int priorityRank(Priority priority);
//! "r7": moves with every change of the record.
QString etagOf(const RequestRecord &record);
//! True when \a decision judged exactly what the request is about now and is no abstention.
bool counts(const RequestRecord &record, const Decision &decision);
//! "Security", "Security and Compliance"
QString joinNames(const QStringList &names);

} // namespace gatehouse::services
