// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflows/workflowservice.h"

#include "core/contract/routes.h"
#include "core/net/apiclient.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! A write on \a seen as it was seen.
Intent about(const WorkflowTemplate &seen, const char *verb, const char *route, const QString &verbWord, QJsonObject body = {})
{
    Intent intent = intentTo(IntentKind::Other, verb, routes::path(route, {seen.id}), std::move(body));
    intent.topic = u"workflows"_s;
    intent.objectId = seen.id;
    intent.ifMatch = seen.etag;
    intent.verbWord = verbWord;
    intent.subject = seen.name;
    return intent;
}

} // namespace

WorkflowService::WorkflowService(ApiClient &client, Outbox &outbox, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
{
}

QStringList WorkflowService::readsOf(const QString &id)
{
    QStringList paths {QString::fromLatin1(routes::workflowTemplates)};
    if (!id.isEmpty())
        paths << routes::path(routes::workflowTemplate, {id}) << routes::path(routes::workflowTemplateVersions, {id});
    return paths;
}

QFuture<Result<Items<WorkflowTemplate>>> WorkflowService::workflows()
{
    return m_client.get<Items<WorkflowTemplate>>(QString::fromLatin1(routes::workflowTemplates));
}

QFuture<Result<WorkflowTemplate>> WorkflowService::workflow(const QString &id)
{
    return m_client.get<WorkflowTemplate>(routes::path(routes::workflowTemplate, {id}));
}

QFuture<Result<Items<WorkflowTemplateVersion>>> WorkflowService::versions(const QString &id)
{
    return m_client.get<Items<WorkflowTemplateVersion>>(routes::path(routes::workflowTemplateVersions, {id}));
}

QFuture<Result<WorkflowValidation>> WorkflowService::validate(const QString &yaml)
{
    return m_client.post<WorkflowValidation>(QString::fromLatin1(routes::workflowTemplateValidations), {{u"yaml"_s, yaml}});
}

QFuture<Result<WorkflowDryRun>> WorkflowService::dryRun(const QString &id)
{
    return m_client.post<WorkflowDryRun>(routes::path(routes::workflowTemplateDryRun, {id}), {});
}

QFuture<Result<WorkflowTemplateVersion>> WorkflowService::create(const QString &yaml)
{
    Intent intent = intentTo(IntentKind::Other, "POST", QString::fromLatin1(routes::workflowTemplates), {{u"yaml"_s, yaml}});
    intent.topic = u"workflows"_s;
    intent.verbWord = u"draft_workflow"_s;
    return m_outbox.submitFor<WorkflowTemplateVersion>(std::move(intent));
}

QFuture<Result<WorkflowTemplateVersion>> WorkflowService::saveDraft(const WorkflowTemplate &seen, const QString &yaml)
{
    return m_outbox.submitFor<WorkflowTemplateVersion>(
        about(seen, "PUT", routes::workflowTemplateDraft, u"draft_workflow"_s, {{u"yaml"_s, yaml}}));
}

QFuture<Status> WorkflowService::discardDraft(const WorkflowTemplate &seen)
{
    const auto answer = m_outbox.submit(about(seen, "DELETE", routes::workflowTemplateDraft, u"discard_workflow"_s));
    return transformed(answer, this, [](const Result<ApiReply> &reply) { return reply ? Status() : Status(fail(reply.error())); });
}

QFuture<Result<WorkflowTemplate>> WorkflowService::activate(const WorkflowTemplate &seen, const QString &reason)
{
    Intent intent = about(seen, "POST", routes::workflowTemplateActivate, u"activate_workflow"_s, {{u"reason"_s, reason}});
    intent.reason = reason;
    return m_outbox.submitFor<WorkflowTemplate>(std::move(intent));
}

} // namespace gatehouse
