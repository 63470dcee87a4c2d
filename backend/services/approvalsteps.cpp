// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/problem.h"
#include "backend/services/approvalfacts.h"
#include "backend/services/approvallifecycle.h"
#include "backend/services/approvalview.h"
#include "backend/services/stageactions.h"
#include "backend/services/standins.h"

using namespace Qt::Literals::StringLiterals;

// What people do with a request beside deciding it, and what the clock does.
namespace gatehouse::services {

namespace {

Result<StageRecord *> stageOf(RequestRecord &record, const StageId &id)
{
    if (StageRecord *stage = stageById(record, id))
        return stage;
    return fail(api::validationFailed(
        u"/stageId"_s, u"unknown_value"_s, u"%1 has no such stage"_s.arg(record.head.number)));
}

Status refused(const std::optional<Refusal> &refusal, const store::UnitOfWork &work,
    const RequestRecord &record, const Person &person)
{
    if (!refusal)
        return {};
    return fail(toError(*refusal, actionsFor(record, person, work.now()).allowed));
}

std::optional<Happening> tickReview(RequestRecord &record, const QDateTime &now)
{
    const bool late = owesReview(record) && *record.head.afterReview->dueAt <= now;
    if (!late || record.reviewOverdueNoted)
        return std::nullopt;
    record.reviewOverdueNoted = true;
    return Happening{u"request.review_overdue"_s,
        u"Nobody has reviewed this emergency change, and its time is over"_s, true};
}

} // namespace

Status claimRequest(store::UnitOfWork &work, RequestRecord &record, const StageId &id)
{
    const auto stage = stageOf(record, id);
    const auto caller = callerOf(work);
    if (!stage)
        return fail(stage.error());
    if (!caller)
        return fail(caller.error());
    GATEHOUSE_TRY(refused(whyNotClaim(record, **stage, *caller), work, record, *caller));
    claimStage(record, **stage, caller->ref, work.now());
    return keepRequest(work, record,
        {{u"request.claimed"_s, u"Claimed %1"_s.arg((*stage)->stage.name), false}});
}

Status unclaimRequest(store::UnitOfWork &work, RequestRecord &record)
{
    const Person caller{work.actor().person, work.actor().roles, work.actor().groups};
    GATEHOUSE_TRY(refused(whyNotUnclaim(record, caller), work, record, caller));
    dropClaims(record, caller.ref.id);
    return keepRequest(
        work, record, {{u"request.unclaimed"_s, u"Gave the claim back"_s, false}});
}

Status escalateRequest(
    store::UnitOfWork &work, RequestRecord &record, const StageId &id, const QString &reason)
{
    GATEHOUSE_TRY(checkWritten(reason, u"/reason"_s, u"Say why it cannot wait"_s));
    const auto stage = stageOf(record, id);
    const auto caller = callerOf(work);
    if (!stage)
        return fail(stage.error());
    if (!caller)
        return fail(caller.error());
    GATEHOUSE_TRY(
        refused(whyNotEscalate(record, **stage, *caller, work.now()), work, record, *caller));
    escalateStage(**stage, work.now());
    return keepRequest(work, record,
        {{u"request.escalated"_s,
            u"Escalated %1 to %2: %3"_s.arg((*stage)->stage.name,
                (*stage)->rule.escalation->to.words(), reason.trimmed()),
            false}},
        reason);
}

Status reviewAfterwards(store::UnitOfWork &work, RequestRecord &record, const QString &outcome,
    const QString &comment)
{
    const Person caller{work.actor().person, work.actor().roles, work.actor().groups};
    GATEHOUSE_TRY(refused(whyNotReview(record, caller), work, record, caller));
    if (outcome != u"confirmed"_s && outcome != u"objected"_s)
        return fail(api::validationFailed(
            u"/outcome"_s, u"unknown_value"_s, u"outcome is confirmed or objected"_s));
    GATEHOUSE_TRY(checkWritten(comment, u"/comment"_s, u"Say what you looked at"_s));
    AfterReview &review = *record.head.afterReview;
    review.state = u"done"_s;
    review.reviewer = caller.ref;
    review.reviewedAt = work.now();
    review.outcome = outcome;
    review.comment = comment.trimmed();
    const QString said = outcome == u"confirmed"_s ? u"Confirmed afterwards: %1"_s
                                                   : u"Objected afterwards: %1"_s;
    return keepRequest(work, record,
        {{u"request.reviewed"_s, QString(said.arg(comment.trimmed())), false}}, comment);
}

Status tickRequest(store::UnitOfWork &work, RequestRecord &record)
{
    QList<Happening> happened;
    for (StageRecord &stage : record.stages) {
        if (record.head.status == RequestStatus::InReview)
            happened.append(tickStage(stage, work.now()));
    }
    if (const auto late = tickReview(record, work.now()))
        happened.append(*late);
    return happened.isEmpty() ? Status() : keepRequest(work, record, happened);
}

Status tickClaims(store::UnitOfWork &work, RequestRecord &record)
{
    // What lapsed was not read any more: writing what is left drops it.
    return keepRequest(
        work, record, {{u"request.claim_lapsed"_s, u"A claim has lapsed"_s, true}});
}

Status followOwner(store::UnitOfWork &work, RequestRecord &record)
{
    const auto owner = pluginOwner(work, record.head.pluginId);
    if (!owner)
        return fail(owner.error());
    if (record.owner == *owner)
        return {};
    record.owner = *owner;
    const QString sentence = owner->isEmpty() ? u"Nobody owns the plugin any more"_s
                                              : u"The plugin belongs to %1 now"_s.arg(*owner);
    return keepRequest(work, record, {{u"request.owner_moved"_s, sentence, true}});
}

} // namespace gatehouse::services
