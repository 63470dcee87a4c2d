// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"

#include "core/base/random.h"
#include "core/contract/routes.h"
#include "core/outbox/outboxreceipts.h"
#include "core/outbox/reliances.h"
#include "core/review/reviewreads.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QString detailOf(const ApprovalRequest &request)
{
    const auto change = [](const QString &from, const QString &to) { return from.isEmpty() ? to : from + u" → "_s + to; };
    if (request.configRevision) {
        const QString base = request.baseConfigRevision ? u"r%1"_s.arg(*request.baseConfigRevision) : QString();
        return change(base, u"r%1"_s.arg(*request.configRevision));
    }
    return change(request.baseVersion.value_or(QString()), request.version);
}

//! A write about \a request, which its author sees as it is given here.
Intent about(const ApprovalRequest &request, IntentKind kind, const char *route, QJsonObject body)
{
    Intent intent = intentTo(kind, "POST", routes::path(route, {request.id.text()}), std::move(body));
    intent.topic = u"requests"_s;
    intent.objectId = request.id.text();
    intent.subject = request.pluginName;
    intent.subjectDetail = detailOf(request);
    intent.environment = request.environment;
    return intent;
}

//! Relies on nothing but that the request still stands as it was seen.
Intent aboutStatus(const ApprovalRequest &seen, const QString &verbWord, const char *route, QJsonObject body)
{
    Intent intent = about(seen, IntentKind::Request, route, std::move(body));
    intent.verbWord = verbWord;
    intent.ifMatch = seen.etag;
    intent.basisPath = routes::path(routes::request, {seen.id.text()});
    intent.relied = relied::onStatus(seen);
    return intent;
}

//! The same about a part of it, a thread or a condition, that its \a words name to its author.
Intent aboutPart(const ApprovalRequest &seen, const QString &verbWord, const char *route, const QString &part, const QString &words)
{
    Intent intent = aboutStatus(seen, verbWord, routes::request, {});
    intent.path = routes::path(route, {seen.id.text(), part});
    intent.reason = words;
    return intent;
}

//! The same about one stage of it.
Intent aboutStage(const ApprovalRequest &seen, const StageId &id, const QString &verbWord, const char *route)
{
    Intent intent = aboutStatus(seen, verbWord, route, {{u"stageId"_s, id.text()}});
    const auto stage = std::find_if(seen.stages.begin(), seen.stages.end(), [&id](const Stage &s) { return s.id == id; });
    if (stage != seen.stages.end())
        intent.stageName = stage->name;
    return intent;
}

DecisionStatement statementOf(const ApprovalRequest &seen, const DecisionDraft &draft)
{
    DecisionStatement statement = statementAbout(seen);
    statement.stageId = draft.stageId;
    statement.outcome = draft.outcome;
    statement.reason = draft.comment.trimmed();
    statement.conditions = draft.conditions;
    return statement;
}

bool approves(Outcome outcome)
{
    return outcome == Outcome::Approve || outcome == Outcome::ApproveWithConditions;
}

} // namespace

ApprovalService::ApprovalService(ApiClient &client, Outbox &outbox, RequestStore &store, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_store(store)
{
}

QFuture<Result<ApprovalRequest>> ApprovalService::refresh(const RequestId &id)
{
    return stored(m_client.get<ApprovalRequest>(routes::path(routes::request, {id.text()})));
}

QFuture<Result<QueueSummary>> ApprovalService::summary()
{
    return m_client.get<QueueSummary>(QString::fromLatin1(routes::requestSummary));
}

QFuture<Result<Page<Comment>>> ApprovalService::comments(const RequestId &id, const QString &cursor)
{
    return m_client.sendFor<Page<Comment>>(reads::comments(id, cursor));
}

QFuture<Result<Items<TimelineEntry>>> ApprovalService::timeline(const RequestId &id)
{
    return m_client.sendFor<Items<TimelineEntry>>(reads::timeline(id));
}

QFuture<Result<Items<ReasonTemplate>>> ApprovalService::reasonTemplates(const ApprovalRequest &request)
{
    return m_client.sendFor<Items<ReasonTemplate>>(reads::reasonTemplates(request));
}

QFuture<Result<ApprovalRequest>> ApprovalService::decide(const ApprovalRequest &seen, const DecisionDraft &draft)
{
    const QJsonObject body {{u"stageId"_s, draft.stageId.text()}, {u"outcome"_s, toWire(draft.outcome)},
        {u"comment"_s, draft.comment}, {u"conditions"_s, QJsonArray::fromStringList(draft.conditions)},
        {u"versionDigest"_s, seen.versionDigest}, {u"evidenceRevision"_s, seen.evidenceRevision},
        {u"policyVersion"_s, seen.policyVersion}};
    Intent intent = about(seen, IntentKind::Decision, routes::requestDecisions, body);
    intent.verbWord = toWire(draft.outcome);
    intent.ifMatch = seen.etag;
    intent.basisPath = routes::path(routes::request, {seen.id.text()});
    intent.relied = relied::on(seen, draft.stageId);
    if (approves(draft.outcome))
        intent.relied += relied::onThreads(seen);
    const auto stage = std::find_if(seen.stages.begin(), seen.stages.end(), [&](const Stage &s) { return s.id == draft.stageId; });
    if (stage != seen.stages.end())
        intent.stageName = stage->name;
    if (seen.preview && approves(draft.outcome))
        intent.effect = seen.preview->effect;
    intent.reason = draft.comment;
    intent.heldUntil = draft.heldUntil;
    // Its key is part of what is signed.
    intent.id = IntentId(newUuid());
    if (m_sign)
        return stored(submitSigned(std::move(intent), statementOf(seen, draft)));
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::submitSigned(Intent intent, const DecisionStatement &statement)
{
    using Answer = Result<ApprovalRequest>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    const auto end = [promise](const Answer &answer) {
        promise->addResult(answer);
        promise->finish();
    };
    DecisionStatement whole = statement;
    whole.idempotencyKey = intent.id.text();
    deliver(m_sign(whole), this, [this, intent = std::move(intent), whole, end](const Result<std::optional<DsseEnvelope>> &envelope) mutable {
        const bool isLater = !envelope && envelope.error().kind == ErrorKind::Kept;
        if (!envelope && !isLater)
            return end(fail(envelope.error()));
        if (isLater)
            intent.toSign = toJson(whole);
        else if (*envelope)
            intent.body.insert(u"envelope"_s, toJson(**envelope));
        deliver(m_outbox.submitFor<ApprovalRequest>(std::move(intent)), this, end);
    });
    return promise->future();
}

QFuture<Result<Comment>> ApprovalService::comment(const RequestId &id, const CommentDraft &draft)
{
    ApprovalRequest request;
    if (const ApprovalRequest *known = m_store.find(id.text()))
        request = *known;
    request.id = id;
    QJsonObject body {{u"text"_s, draft.text}};
    if (draft.anchor)
        body.insert(u"anchor"_s, toJson(*draft.anchor));
    if (draft.replyTo)
        body.insert(u"replyTo"_s, draft.replyTo->text());
    if (draft.mark)
        body.insert(u"mark"_s, *draft.mark);
    Intent intent = about(request, IntentKind::Comment, routes::requestComments, body);
    intent.verbWord = draft.mark.value_or(u"comment"_s);
    intent.reason = draft.text;
    return m_outbox.submitFor<Comment>(std::move(intent));
}

QFuture<Result<ApprovalRequest>> ApprovalService::resolveThread(const ApprovalRequest &seen, const Comment &thread)
{
    return stored(m_outbox.submitFor<ApprovalRequest>(aboutPart(seen, u"resolve"_s, routes::commentResolve, thread.id.text(), thread.text)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::reopenThread(const ApprovalRequest &seen, const Comment &thread)
{
    return stored(m_outbox.submitFor<ApprovalRequest>(aboutPart(seen, u"reopen"_s, routes::commentReopen, thread.id.text(), thread.text)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::setConditionMet(const ApprovalRequest &seen, const ConditionItem &condition, bool met)
{
    Intent intent = aboutPart(seen, met ? u"condition_met"_s : u"condition_unmet"_s, routes::conditionMet, condition.id, condition.text);
    intent.body.insert(u"met"_s, met);
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::withdraw(const ApprovalRequest &seen, const QString &reason)
{
    Intent intent = aboutStatus(seen, u"withdraw"_s, routes::requestWithdraw, {{u"reason"_s, reason}});
    intent.reason = reason;
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::resubmit(const ApprovalRequest &seen, const QString &comment)
{
    Intent intent = aboutStatus(seen, u"resubmit"_s, routes::requestResubmit, {{u"comment"_s, comment}});
    intent.reason = comment;
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::submit(const RequestDraft &draft)
{
    QJsonObject body {{u"type"_s, toWire(draft.type)}, {u"environment"_s, toWire(draft.environment)},
        {u"justification"_s, draft.justification}, {u"impact"_s, draft.impact},
        {u"rollbackPlan"_s, draft.rollbackPlan}, {u"priority"_s, toWire(draft.priority)}};
    if (draft.versionId)
        body.insert(u"versionId"_s, draft.versionId->text());
    if (draft.emergency)
        body.insert(u"emergency"_s, true);
    if (!draft.exempts.isEmpty())
        body.insert(u"exempts"_s, QJsonArray::fromStringList(draft.exempts));
    if (draft.configRevisionId)
        body.insert(u"configRevisionId"_s, draft.configRevisionId->text());
    Intent intent = intentTo(IntentKind::Request, "POST", QString::fromLatin1(routes::requests), body);
    intent.topic = u"requests"_s;
    intent.verbWord = u"submit"_s;
    intent.environment = draft.environment;
    intent.reason = draft.justification;
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::claim(const ApprovalRequest &seen, const StageId &stage)
{
    return stored(m_outbox.submitFor<ApprovalRequest>(aboutStage(seen, stage, u"claim"_s, routes::requestClaim)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::unclaim(const ApprovalRequest &seen)
{
    return stored(m_outbox.submitFor<ApprovalRequest>(aboutStatus(seen, u"unclaim"_s, routes::requestUnclaim, {})));
}

QFuture<Result<ApprovalRequest>> ApprovalService::escalate(const ApprovalRequest &seen, const StageId &stage, const QString &reason)
{
    Intent intent = aboutStage(seen, stage, u"escalate"_s, routes::requestEscalate);
    intent.body.insert(u"reason"_s, reason);
    intent.reason = reason;
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::reviewAfterwards(const ApprovalRequest &seen, bool confirmed, const QString &comment)
{
    const QString outcome = confirmed ? u"confirmed"_s : u"objected"_s;
    Intent intent = aboutStatus(seen, u"after_review"_s, routes::requestAfterReview, {{u"outcome"_s, outcome}, {u"comment"_s, comment}});
    intent.reason = comment;
    return stored(m_outbox.submitFor<ApprovalRequest>(std::move(intent)));
}

QFuture<Result<ApprovalRequest>> ApprovalService::stored(const QFuture<Result<ApprovalRequest>> &answer)
{
    return transformed(answer, this, [this](const Result<ApprovalRequest> &result) {
        if (result)
            m_store.put(*result);
        return result;
    });
}

void ApprovalService::noteShown(const Error &refusal)
{
    m_outbox.receipts().noteShown(refusal);
}

} // namespace gatehouse
