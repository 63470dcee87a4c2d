// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvallifecycle.h"

#include "backend/api/problem.h"
#include "backend/services/approvalfacts.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/approvalview.h"
#include "backend/services/standins.h"
#include "core/base/counted.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int commentLimit = 10'000;

//! The facts moved out of what the workflow applies to: the one that does takes over.
Result<QList<Happening>> rerouted(store::UnitOfWork &work, RequestRecord &record)
{
    const auto pinned
        = workflowDocument(work, record.head.templateId, record.head.templateVersion);
    if (!pinned)
        return fail(pinned.error());
    if (!*pinned || (*pinned)->matches(factsOf(record)))
        return QList<Happening>();
    const auto workflows = activeWorkflows(work);
    if (!workflows)
        return fail(workflows.error());
    const ActiveWorkflow *chosen = chosenWorkflow(*workflows, factsOf(record));
    if (!chosen)
        return QList<Happening>();
    startAnew(record);
    GATEHOUSE_TRY(followWorkflow(work, record, chosen->document, chosen->version));
    return QList<Happening>{{u"request.rerouted"_s,
        u"%1 v%2 applies now: what is known about it moved"_s.arg(chosen->document.name)
            .arg(chosen->version),
        true}};
}

Status checkOwnAction(
    const RequestRecord &record, const store::UnitOfWork &work, const QString &action)
{
    const Person caller{work.actor().person, work.actor().roles, work.actor().groups};
    const Actions actions = actionsFor(record, caller, work.now());
    for (const BlockedAction &blocked : actions.blocked) {
        if (blocked.action != action)
            continue;
        return fail(blocked.code == u"forbidden"_s
                ? api::forbidden(blocked.message)
                : api::conflictState(blocked.message, actions.allowed));
    }
    return {};
}

//! What was just bound is what the record had before.
bool sameFacts(const RequestRecord &a, const RequestRecord &b)
{
    return a.head.versionDigest == b.head.versionDigest
        && a.head.evidenceRevision == b.head.evidenceRevision
        && a.head.policyVersion == b.head.policyVersion && a.denial == b.denial
        && a.evidenceGap == b.evidenceGap && a.head.risk == b.head.risk
        && a.head.riskScore == b.head.riskScore;
}

} // namespace

Status keepRequest(store::UnitOfWork &work, RequestRecord &record,
    const QList<Happening> &happened, const QString &reason)
{
    if (const auto due = nextDue(record))
        record.head.dueAt = *due;
    GATEHOUSE_TRY(saveRequest(work, record));
    return recordHappenings(work, record, happened, reason);
}

Status checkWritten(const QString &text, const QString &pointer, const QString &message)
{
    if (text.trimmed().isEmpty())
        return fail(api::validationFailed(pointer, u"required"_s, message));
    if (text.size() > commentLimit)
        return fail(api::validationFailed(pointer, u"too_long"_s, u"At most 10,000 characters"_s));
    return {};
}

Status decideRequest(store::UnitOfWork &work, RequestRecord &record, const DecisionInput &input,
    const SigningRules &rules)
{
    RequestRecord current = record;
    GATEHOUSE_TRY(bindFacts(work, current));
    if (isOpen(record.head.status) && !sameFacts(current, record))
        return fail(api::evidenceStale(
            u"What this request is about moved while you looked. Look at it again before you decide."_s));
    record.owner = current.owner;
    record.policy = current.policy;
    const auto caller = callerOf(work);
    if (!caller)
        return fail(caller.error());
    GATEHOUSE_TRY(checkDecision(record, *caller, input));
    if (!record.head.configRevisionId)
        GATEHOUSE_TRY(rememberInputs(work, record.head.versionId, record.head.evidenceRevision));
    const DecisionId id(newId("dec"_L1));
    const auto entry = proveDecision(work, record, input, id, rules);
    if (!entry)
        return fail(entry.error());
    const auto happened = applyDecision(record, *caller, input, id, work.now());
    GATEHOUSE_TRY(logDecision(work, record, *entry));
    GATEHOUSE_TRY(keepRequest(work, record, happened, input.comment.value_or(QString())));
    if (!isApproved(record.head.status) || record.head.type != RequestType::Exemption)
        return {};
    return evidenceMoved(work, record.head.versionId);
}

Status withdrawRequest(store::UnitOfWork &work, RequestRecord &record, const QString &reason)
{
    GATEHOUSE_TRY(checkOwnAction(record, work, u"withdraw"_s));
    GATEHOUSE_TRY(checkWritten(reason, u"/reason"_s, u"Say why it is withdrawn"_s));
    record.head.status = RequestStatus::Withdrawn;
    record.head.decidedAt = work.now();
    return keepRequest(work, record,
        {{u"request.withdrawn"_s, u"Withdrawn: %1"_s.arg(reason.trimmed()), false}}, reason);
}

Status resubmitRequest(store::UnitOfWork &work, RequestRecord &record, const QString &comment)
{
    GATEHOUSE_TRY(checkOwnAction(record, work, u"resubmit"_s));
    GATEHOUSE_TRY(checkWritten(comment, u"/comment"_s, u"Say what changed"_s));
    for (StageRecord &stage : record.stages) {
        for (Decision &decision : stage.stage.decisions)
            decision.isVoid = decision.isVoid || decision.outcome == Outcome::RequestChanges;
    }
    QList<Happening> happened{
        {u"request.submitted"_s, u"Submitted again: %1"_s.arg(comment.trimmed()), false}};
    GATEHOUSE_TRY(bindFacts(work, record));
    const auto moved = rerouted(work, record);
    if (!moved)
        return fail(moved.error());
    happened.append(*moved);
    if (voidStaleVotes(record))
        happened.append(
            {u"request.votes_void"_s, u"Votes on the content before no longer count"_s, true});
    happened.append(enterJudgedState(record, work.now()));
    return keepRequest(work, record, happened, comment);
}

Status expireRequest(store::UnitOfWork &work, RequestRecord &record)
{
    record.head.status = RequestStatus::Expired;
    record.head.decidedAt = work.now();
    const qint64 days = record.head.createdAt.daysTo(record.head.expiresAt);
    return keepRequest(work, record,
        {{u"request.expired"_s, u"Expired: nobody finished it within %1"_s.arg(counted(days, u"day", u"days")), true}});
}

Status judgeAgain(store::UnitOfWork &work, RequestRecord &record)
{
    const RequestRecord before = record;
    GATEHOUSE_TRY(bindFacts(work, record));
    if (sameFacts(before, record) && before.policy == record.policy)
        return {};
    auto happened = rerouted(work, record);
    if (!happened)
        return fail(std::move(happened).error());
    if (voidStaleVotes(record))
        happened->append({u"request.votes_void"_s,
            u"The evidence moved: votes on what was seen before no longer count"_s, true});
    if (record.head.status != RequestStatus::ChangesRequested)
        happened->append(enterJudgedState(record, work.now()));
    if (happened->isEmpty())
        happened->append({u"request.evidence_moved"_s,
            u"The evidence is at revision %1"_s.arg(record.head.evidenceRevision), true});
    return keepRequest(work, record, *happened);
}

} // namespace gatehouse::services
