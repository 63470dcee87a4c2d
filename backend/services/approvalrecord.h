// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowdocument.h"
#include "core/contract/workflow.h"

#include <QHash>

namespace gatehouse::services {

//! A stage as the server keeps it. Decisions of all times are in stage.decisions, void ones too, and
//! stage.claims has only those that have not lapsed when it was read.
struct StageRecord
{
    Stage stage;
    StageRule rule; //!< As the workflow's version said that the request was made with.
    People people; //!< Who decides it now: the rule's people and, once it was escalated, those of that.
    bool overdueNoted = false;
    bool reminded = false;
};

//! A condition of an approval was found to be met.
struct ConditionMet
{
    PersonRef person;
    QDateTime at;
};

//! A request as the server keeps it: the same for every caller. What depends on the caller (queue,
//! preview, actions) is made from it in approvalview.h.
struct RequestRecord
{
    ApprovalRequest head; //!< Without stages.
    QList<StageRecord> stages; //!< In order.
    OpenThreads threads;
    QString askers; //!< Whose question has no answer yet, as groupsText() of their ids.
    QHash<QString, ConditionMet> conditionsMet; //!< By the condition's id.
    int sequence = 0; //!< The number in "REQ-2417".
    QString denial; //!< Why a policy denies it; empty when none does.
    QString evidenceGap; //!< A check that policy wants and that gave no verdict; empty when none.
    Enforcement policy = Enforcement::Unknown; //!< The hardest answer; Unknown when none was asked.
    QString owner; //!< Of the plugin: the name of a group, or of one person.
    int validHours = 30 * 24; //!< How long an approval holds.
    bool reviewOverdueNoted = false;
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
    bool byPolicy = false; //!< Policy decided, and is named for it; never the person whose call it was.
    std::optional<DecisionId> decisionId = {}; //!< Of a vote.
};

bool isOpen(RequestStatus status);
//! Approved, with or without conditions.
bool isApproved(RequestStatus status);
//! 0 for low to 3 for urgent, so that lists sort by it.
int priorityRank(Priority priority);
//! "r7": moves with every change of the record.
QString etagOf(const RequestRecord &record);
//! What workflows and conditions ask about it.
RequestFacts factsOf(const RequestRecord &record);
//! An emergency change is approved and nobody has looked at it since.
bool owesReview(const RequestRecord &record);
//! Somebody with \a groups, or \a person themselves, owns the plugin.
bool owns(const RequestRecord &record, const PersonRef &person, const QStringList &groups);
//! True when \a decision judged exactly what the request is about now and is no abstention.
bool counts(const RequestRecord &record, const Decision &decision);
//! "Security", "Security and Compliance"
QString joinNames(const QStringList &names);

} // namespace gatehouse::services
