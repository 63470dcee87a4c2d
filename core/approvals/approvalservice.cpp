// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalservice.h"

#include "core/contract/routes.h"
#include "core/review/reviewreads.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ApprovalService::ApprovalService(ApiClient &client, RequestStore &store, QObject *parent)
    : QObject(parent)
    , m_client(client)
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

QFuture<Result<Items<WorkflowTemplate>>> ApprovalService::templates()
{
    return m_client.get<Items<WorkflowTemplate>>(QString::fromLatin1(routes::workflowTemplates));
}

QFuture<Result<Page<Comment>>> ApprovalService::comments(const RequestId &id, const QString &cursor)
{
    return m_client.sendFor<Page<Comment>>(reads::comments(id, cursor));
}

QFuture<Result<Items<TimelineEntry>>> ApprovalService::timeline(const RequestId &id)
{
    return m_client.sendFor<Items<TimelineEntry>>(reads::timeline(id));
}

QFuture<Result<ApprovalRequest>> ApprovalService::decide(const ApprovalRequest &seen, const DecisionDraft &draft)
{
    const QJsonObject body {{u"stageId"_s, draft.stageId.text()}, {u"outcome"_s, toWire(draft.outcome)},
        {u"comment"_s, draft.comment}, {u"conditions"_s, QJsonArray::fromStringList(draft.conditions)},
        {u"versionDigest"_s, seen.versionDigest}, {u"evidenceRevision"_s, seen.evidenceRevision},
        {u"policyVersion"_s, seen.policyVersion}};
    return stored(m_client.post<ApprovalRequest>(
        routes::path(routes::requestDecisions, {seen.id.text()}), body, seen.etag));
}

QFuture<Result<Comment>> ApprovalService::comment(const RequestId &id, const QString &text)
{
    return m_client.post<Comment>(routes::path(routes::requestComments, {id.text()}), {{u"text"_s, text}});
}

QFuture<Result<ApprovalRequest>> ApprovalService::withdraw(const ApprovalRequest &seen, const QString &reason)
{
    return stored(m_client.post<ApprovalRequest>(
        routes::path(routes::requestWithdraw, {seen.id.text()}), {{u"reason"_s, reason}}, seen.etag));
}

QFuture<Result<ApprovalRequest>> ApprovalService::resubmit(const ApprovalRequest &seen, const QString &comment)
{
    return stored(m_client.post<ApprovalRequest>(
        routes::path(routes::requestResubmit, {seen.id.text()}), {{u"comment"_s, comment}}, seen.etag));
}

QFuture<Result<ApprovalRequest>> ApprovalService::submit(const RequestDraft &draft)
{
    QJsonObject body {{u"type"_s, toWire(draft.type)}, {u"environment"_s, toWire(draft.environment)},
        {u"justification"_s, draft.justification}, {u"impact"_s, draft.impact},
        {u"rollbackPlan"_s, draft.rollbackPlan}, {u"priority"_s, toWire(draft.priority)}};
    if (draft.versionId)
        body.insert(u"versionId"_s, draft.versionId->text());
    if (draft.configRevisionId)
        body.insert(u"configRevisionId"_s, draft.configRevisionId->text());
    return stored(m_client.post<ApprovalRequest>(QString::fromLatin1(routes::requests), body));
}

QFuture<Result<ApprovalRequest>> ApprovalService::stored(const QFuture<Result<ApprovalRequest>> &answer)
{
    return transformed(answer, this, [this](const Result<ApprovalRequest> &result) {
        if (result)
            m_store.put(*result);
        return result;
    });
}

} // namespace gatehouse
