// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaldecision.h"

#include "backend/api/problem.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/stageactions.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int commentLimit = 10'000;
constexpr int conditionLimit = 20;

bool approves(Outcome outcome)
{
    return outcome == Outcome::Approve || outcome == Outcome::ApproveWithConditions;
}

bool needsReason(Outcome outcome)
{
    return outcome == Outcome::Reject || outcome == Outcome::RequestChanges
        || outcome == Outcome::Abstain;
}

Status checkWords(const DecisionInput &input)
{
    const QString comment = input.comment.value_or(QString()).trimmed();
    if (input.outcome == Outcome::Unknown)
        return fail(api::validationFailed(
            u"/outcome"_s, u"unknown_value"_s, u"This outcome is not known"_s));
    if (needsReason(input.outcome) && comment.isEmpty())
        return fail(api::validationFailed(
            u"/comment"_s, u"required"_s, u"Say why: the others read your reason"_s));
    if (comment.size() > commentLimit)
        return fail(api::validationFailed(
            u"/comment"_s, u"too_long"_s, u"A comment has at most 10,000 characters"_s));
    if (input.outcome == Outcome::ApproveWithConditions && input.conditions.isEmpty())
        return fail(api::validationFailed(
            u"/conditions"_s, u"required"_s, u"Name at least one condition, or approve without"_s));
    if (input.outcome != Outcome::ApproveWithConditions && !input.conditions.isEmpty())
        return fail(api::validationFailed(u"/conditions"_s, u"not_allowed"_s,
            u"Only an approval with conditions has conditions"_s));
    const bool blank = std::ranges::any_of(
        input.conditions, [](const QString &text) { return text.trimmed().isEmpty(); });
    if (blank || input.conditions.size() > conditionLimit)
        return fail(api::validationFailed(
            u"/conditions"_s, u"invalid"_s, u"Between 1 and 20 conditions, none of them empty"_s));
    return {};
}

Status checkSeen(const RequestRecord &record, const DecisionInput &input)
{
    const ApprovalRequest &head = record.head;
    if (input.versionDigest != head.versionDigest)
        return fail(api::evidenceStale(
            u"The content is not what you looked at. Look at it again before you decide."_s));
    if (input.evidenceRevision != head.evidenceRevision)
        return fail(
            api::evidenceStale(u"The evidence is at revision %1; you looked at revision %2."_s
                                   .arg(head.evidenceRevision)
                                   .arg(input.evidenceRevision)));
    if (input.policyVersion != head.policyVersion)
        return fail(api::evidenceStale(
            u"Policies are at version %1; you looked at version %2."_s.arg(head.policyVersion)
                .arg(input.policyVersion)));
    return {};
}

StageRecord *stageOf(RequestRecord &record, const StageId &id)
{
    const auto found = std::ranges::find_if(
        record.stages, [&id](const StageRecord &s) { return s.stage.id == id; });
    return found == record.stages.end() ? nullptr : &*found;
}

//! "Security", "Security for Ines Carvalho"
QString placeOf(const StageRecord &stage)
{
    const Decision &vote = stage.stage.decisions.last();
    return vote.onBehalfOf ? u"%1 for %2"_s.arg(stage.stage.name, vote.onBehalfOf->name)
                           : stage.stage.name;
}

//! Of the last vote of \a stage.
QString voteSentence(
    const RequestRecord &record, const StageRecord &stage, const DecisionInput &input)
{
    const QString name = placeOf(stage);
    switch (input.outcome) {
    case Outcome::Approve:
        return u"Approved %1, %2 of %3"_s.arg(name)
            .arg(approvalsIn(record, stage))
            .arg(stage.stage.quorum);
    case Outcome::ApproveWithConditions:
        return u"Approved %1 with conditions, %2 of %3"_s.arg(name)
            .arg(approvalsIn(record, stage))
            .arg(stage.stage.quorum);
    case Outcome::Reject:
        return u"Rejected in %1: %2"_s.arg(name, input.comment->trimmed());
    case Outcome::RequestChanges:
        return u"Asked for changes in %1: %2"_s.arg(name, input.comment->trimmed());
    default:
        return u"Abstained in %1: %2"_s.arg(name, input.comment.value_or(QString()).trimmed());
    }
}

Decision decisionOf(const RequestRecord &record, const Person &person, const Mandate &mandate,
    const DecisionInput &input, const DecisionId &id, const QDateTime &now)
{
    return {.id = id,
        .stageId = input.stageId,
        .person = person.ref,
        .outcome = input.outcome,
        .comment = input.comment.value_or(QString()).trimmed(),
        .conditions = input.conditions,
        .decidedAt = now,
        .versionDigest = record.head.versionDigest,
        .evidenceRevision = record.head.evidenceRevision,
        .policyVersion = record.head.policyVersion,
        .onBehalfOf = mandate.of};
}

void close(RequestRecord &record, RequestStatus status, const QDateTime &now)
{
    record.head.status = status;
    record.head.decidedAt = now;
}

//! Conditions of the approvals that count.
QStringList conditionsOf(const RequestRecord &record)
{
    QStringList conditions;
    for (const StageRecord &stage : record.stages) {
        for (const Decision &decision : stage.stage.decisions) {
            if (approves(decision.outcome) && counts(record, decision))
                conditions.append(decision.conditions);
        }
    }
    return conditions;
}

Happening approveRequest(RequestRecord &record, const QDateTime &now)
{
    record.head.conditions = conditionsOf(record);
    const bool conditional = !record.head.conditions.isEmpty();
    close(
        record, conditional ? RequestStatus::ApprovedWithConditions : RequestStatus::Approved, now);
    record.validUntil = now.addSecs(qint64(record.validHours) * 3600);
    if (AfterReview *review = record.head.afterReview ? &*record.head.afterReview : nullptr) {
        review->state = u"open"_s;
        review->dueAt = now.addSecs(qint64(review->withinHours) * 3600);
        record.head.dueAt = review->dueAt;
    }
    const bool byPeople = std::ranges::any_of(record.stages,
        [&record](const StageRecord &stage) { return approvalsIn(record, stage) > 0; });
    const QString sentence = conditional ? u"Approved with conditions"_s
        : byPeople                       ? u"Approved"_s
                                         : u"Approved by policy v%1, by no person"_s.arg(
                                               record.head.policyVersion);
    return {u"request.approved"_s, sentence, true, !byPeople};
}

} // namespace

std::optional<Happening> approveIfPassed(RequestRecord &record, const QDateTime &now)
{
    const bool held = !record.denial.isEmpty() || whyNotApprove(record);
    if (record.head.status != RequestStatus::InReview || held || !allStagesPassed(record))
        return std::nullopt;
    return approveRequest(record, now);
}

Status checkDecision(const RequestRecord &record, const Person &person, const DecisionInput &input)
{
    GATEHOUSE_TRY(checkWords(input));
    const auto stage = std::ranges::find_if(
        record.stages, [&](const StageRecord &s) { return s.stage.id == input.stageId; });
    if (stage == record.stages.end())
        return fail(api::validationFailed(
            u"/stageId"_s, u"unknown_value"_s, u"%1 has no such stage"_s.arg(record.head.number)));
    if (const auto refusal = whyNotDecide(record, *stage, person))
        return fail(toError(*refusal));
    GATEHOUSE_TRY(checkSeen(record, input));
    if (approves(input.outcome)) {
        if (const auto refusal = whyNotApprove(record))
            return fail(toError(*refusal, {u"reject"_s, u"request_changes"_s, u"abstain"_s}));
    }
    return {};
}

QList<Happening> applyDecision(RequestRecord &record, const Person &person,
    const DecisionInput &input, const DecisionId &id, const QDateTime &now)
{
    StageRecord &stage = *stageOf(record, input.stageId);
    const Mandate mandate = mandateFor(record, stage, person).value_or(Mandate());
    stage.stage.decisions.append(decisionOf(record, person, mandate, input, id, now));
    dropClaims(record, person.ref.id);
    record.head.conditions = conditionsOf(record);
    QList<Happening> happened{
        {u"request.decision_recorded"_s, voteSentence(record, stage, input), false, false, id}};
    if (input.outcome == Outcome::Reject) {
        stage.stage.status = StageStatus::Rejected;
        close(record, RequestStatus::Rejected, now);
        happened.append({u"request.rejected"_s, u"Rejected in %1"_s.arg(stage.stage.name), true});
    } else if (input.outcome == Outcome::RequestChanges) {
        record.head.status = RequestStatus::ChangesRequested;
        happened.append({u"request.changes_requested"_s, u"Back with the requester"_s, true});
    } else if (approves(input.outcome)) {
        happened.append(advanceStages(record, now));
        if (const auto approved = approveIfPassed(record, now))
            happened.append(*approved);
    }
    return happened;
}

} // namespace gatehouse::services
