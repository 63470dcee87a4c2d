// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvallifecycle.h"

#include "backend/api/problem.h"
#include "backend/services/approvalfacts.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/approvalview.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int commentLimit = 10'000;

Person caller(const store::UnitOfWork &work)
{
    return {work.actor().person, work.actor().roles};
}

Status save(store::UnitOfWork &work, RequestRecord &record, const QList<Happening> &happened,
    const QString &reason = {})
{
    if (const auto due = nextDue(record))
        record.head.dueAt = *due;
    GATEHOUSE_TRY(saveRequest(work, record));
    return recordHappenings(work, record, happened, reason);
}

Happening statusHappening(const RequestRecord &record)
{
    if (record.head.status == RequestStatus::Blocked)
        return {u"request.blocked"_s, u"Blocked: %1"_s.arg(record.denial), true};
    if (record.head.status == RequestStatus::Evaluating)
        return {u"request.evaluating"_s, u"Waits for evidence"_s, true};
    return {u"request.review_started"_s, u"Policies let it be reviewed"_s, true};
}

//! Stages of a request that is not in review are not open.
void closeStages(RequestRecord &record)
{
    for (StageRecord &stage : record.stages)
        stage.stage.status = StageStatus::Pending;
}

//! Moves a bound record to the state its facts allow and opens what can be decided.
QList<Happening> enterJudgedState(RequestRecord &record, const QDateTime &now)
{
    QList<Happening> happened;
    const RequestStatus before = record.head.status;
    record.head.status = judgedStatus(record);
    if (record.head.status != before)
        happened.append(statusHappening(record));
    if (record.head.status == RequestStatus::InReview)
        happened.append(advanceStages(record, now));
    else
        closeStages(record);
    return happened;
}

Status checkReason(const QString &text, const QString &pointer, const QString &message)
{
    if (text.trimmed().isEmpty())
        return fail(api::validationFailed(pointer, u"required"_s, message));
    if (text.size() > commentLimit)
        return fail(api::validationFailed(pointer, u"too_long"_s, u"At most 10,000 characters"_s));
    return {};
}

Status checkOwnAction(
    const RequestRecord &record, const store::UnitOfWork &work, const QString &action)
{
    const Actions actions = actionsFor(record, caller(work));
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

Status decideRequest(store::UnitOfWork &work, RequestRecord &record, const DecisionInput &input,
    const SigningRules &rules)
{
    RequestRecord current = record;
    GATEHOUSE_TRY(bindFacts(work, current));
    if (isOpen(record.head.status) && !sameFacts(current, record))
        return fail(api::evidenceStale(
            u"What this request is about moved while you looked. Look at it again before you decide."_s));
    GATEHOUSE_TRY(checkDecision(record, caller(work), input));
    const DecisionId id(newId("dec"_L1));
    const auto entry = proveDecision(work, record, input, id, rules);
    if (!entry)
        return fail(entry.error());
    const auto happened = applyDecision(record, caller(work), input, id, work.now());
    GATEHOUSE_TRY(logDecision(work, record, *entry));
    GATEHOUSE_TRY(save(work, record, happened, input.comment.value_or(QString())));
    if (!isApproved(record.head.status) || record.head.type != RequestType::Exemption)
        return {};
    return evidenceMoved(work, record.head.versionId);
}

Status withdrawRequest(store::UnitOfWork &work, RequestRecord &record, const QString &reason)
{
    GATEHOUSE_TRY(checkOwnAction(record, work, u"withdraw"_s));
    GATEHOUSE_TRY(checkReason(reason, u"/reason"_s, u"Say why it is withdrawn"_s));
    record.head.status = RequestStatus::Withdrawn;
    record.head.decidedAt = work.now();
    return save(work, record,
        {{u"request.withdrawn"_s, u"Withdrawn: %1"_s.arg(reason.trimmed()), false}}, reason);
}

Status resubmitRequest(store::UnitOfWork &work, RequestRecord &record, const QString &comment)
{
    GATEHOUSE_TRY(checkOwnAction(record, work, u"resubmit"_s));
    GATEHOUSE_TRY(checkReason(comment, u"/comment"_s, u"Say what changed"_s));
    for (StageRecord &stage : record.stages) {
        for (Decision &decision : stage.stage.decisions)
            decision.isVoid = decision.isVoid || decision.outcome == Outcome::RequestChanges;
    }
    QList<Happening> happened{
        {u"request.submitted"_s, u"Submitted again: %1"_s.arg(comment.trimmed()), false}};
    GATEHOUSE_TRY(bindFacts(work, record));
    if (voidStaleVotes(record))
        happened.append(
            {u"request.votes_void"_s, u"Votes on the content before no longer count"_s, true});
    happened.append(enterJudgedState(record, work.now()));
    return save(work, record, happened, comment);
}

Result<Comment> addComment(store::UnitOfWork &work, RequestRecord &record, const QString &text)
{
    GATEHOUSE_TRY(checkOwnAction(record, work, u"comment"_s));
    GATEHOUSE_TRY(checkReason(text, u"/text"_s, u"Write something first"_s));
    const Comment comment{
        CommentId(newId("cmt"_L1)), work.actor().person, text.trimmed(), work.now()};
    GATEHOUSE_TRY(work.db().execute(
        u"INSERT INTO approval_comments (id, request_id, author_id, author_name, text, created_at) VALUES (?, ?, ?, ?, ?, ?)"_s,
        {comment.id.text(), record.head.id.text(), comment.author.id.text(), comment.author.name,
            comment.text, toRfc3339(comment.createdAt)}));
    ++record.head.commentCount;
    GATEHOUSE_TRY(save(work, record, {{u"request.comment_added"_s, u"Commented"_s, false}}));
    return comment;
}

Status expireRequest(store::UnitOfWork &work, RequestRecord &record)
{
    record.head.status = RequestStatus::Expired;
    record.head.decidedAt = work.now();
    return save(work, record,
        {{u"request.expired"_s, u"Expired: nobody finished it within %1 days"_s.arg(validDays),
            true}});
}

Status noteOverdue(store::UnitOfWork &work, RequestRecord &record)
{
    QList<Happening> happened;
    for (StageRecord &stage : record.stages) {
        const bool late = stage.stage.status == StageStatus::Active && stage.stage.dueAt
            && *stage.stage.dueAt <= work.now();
        if (!late || stage.overdueNoted)
            continue;
        stage.overdueNoted = true;
        happened.append({u"request.escalated"_s, u"%1 is overdue"_s.arg(stage.stage.name), true});
    }
    return happened.isEmpty() ? Status() : save(work, record, happened);
}

Status judgeAgain(store::UnitOfWork &work, RequestRecord &record)
{
    const RequestRecord before = record;
    GATEHOUSE_TRY(bindFacts(work, record));
    if (sameFacts(before, record))
        return {};
    QList<Happening> happened;
    if (voidStaleVotes(record))
        happened.append({u"request.votes_void"_s,
            u"The evidence moved: votes on what was seen before no longer count"_s, true});
    if (record.head.status != RequestStatus::ChangesRequested)
        happened.append(enterJudgedState(record, work.now()));
    if (happened.isEmpty())
        happened.append({u"request.evidence_moved"_s,
            u"The evidence is at revision %1"_s.arg(record.head.evidenceRevision), true});
    return save(work, record, happened);
}

} // namespace gatehouse::services
