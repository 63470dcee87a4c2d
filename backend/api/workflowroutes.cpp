// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/workflowroutes.h"

#include "backend/services/reasontemplates.h"
#include "backend/services/workflows.h"
#include "backend/services/workflowview.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

Result<QString> textOf(const Call &call, const QString &member)
{
    const QJsonValue value = call.body.value(member);
    if (!value.isString())
        return fail(validationFailed(u'/' + member, u"required"_s, u"This is missing"_s));
    return value.toString();
}

template <typename T>
Reply items(const QList<T> &list, const QDateTime &asOf)
{
    return {
        200, {{u"items"_s, codec::Writer::writeValue(list)}, {u"asOf"_s, toRfc3339(asOf)}}, {}, {}};
}

Result<WorkflowRow> rowOf(Call &call)
{
    return workflowRow(call.work, call.parameter(u"templateId"_s));
}

Result<Reply> answer(Call &call, const WorkflowRow &row)
{
    const auto shown = shownWorkflow(call.work, row);
    if (!shown)
        return fail(shown.error());
    return Reply{200, toJson(*shown), shown->etag, {}};
}

//! The draft, with the workflow's ETag: what comes next is based on that.
Result<Reply> answerDraft(Call &call, const WorkflowRow &row, int status)
{
    const auto version = draftOf(call.work, workflowText(row.id), row);
    if (!version)
        return fail(version.error());
    const auto shown = shownVersion(call.work, row, *version);
    if (!shown)
        return fail(shown.error());
    Reply reply{status, toJson(*shown), etagOf(row), {}};
    if (status == 201)
        reply.location = routes::path(routes::workflowTemplate, {row.id});
    return reply;
}

Result<Reply> list(Call &call)
{
    const auto workflows = listWorkflows(call.work);
    return workflows ? Result<Reply>(items(*workflows, call.work.now()))
                     : fail(workflows.error());
}

Result<Reply> show(Call &call)
{
    const auto row = rowOf(call);
    return row ? answer(call, *row) : fail(row.error());
}

Result<Reply> versions(Call &call)
{
    const auto row = rowOf(call);
    if (!row)
        return fail(row.error());
    const auto stored = textVersions(call.work, workflowText(row->id));
    if (!stored)
        return fail(stored.error());
    QList<WorkflowTemplateVersion> shown;
    for (const TextVersionRow &version : *stored) {
        auto one = shownVersion(call.work, *row, version);
        if (!one)
            return fail(std::move(one).error());
        shown.append(*one);
    }
    return items(shown, call.work.now());
}

Result<Reply> reasons(Call &call)
{
    const QString id = call.parameter(u"templateId"_s);
    const int version = call.parameter(u"version"_s).toInt();
    const auto document = workflowDocument(call.work, id, version);
    if (!document)
        return fail(document.error());
    if (!*document)
        return fail(notFound(u"There is no version %1 of %2"_s.arg(version).arg(id)));
    return items(reasonTemplates(**document), call.work.now());
}

Result<Reply> create(Call &call)
{
    const auto yaml = textOf(call, u"yaml"_s);
    if (!yaml)
        return fail(yaml.error());
    const auto row = createWorkflow(call.work, *yaml);
    return row ? answerDraft(call, *row, 201) : fail(row.error());
}

Result<Reply> write(Call &call)
{
    const auto yaml = textOf(call, u"yaml"_s);
    auto row = rowOf(call);
    if (!yaml)
        return fail(yaml.error());
    if (!row)
        return fail(std::move(row).error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
    GATEHOUSE_TRY(writeDraft(call.work, *row, *yaml));
    return answerDraft(call, *row, 200);
}

Result<Reply> discard(Call &call)
{
    const auto row = rowOf(call);
    if (!row)
        return fail(row.error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
    const auto left = discardDraft(call.work, *row);
    if (!left)
        return fail(left.error());
    return *left ? answer(call, **left) : Result<Reply>(Reply{204, {}, {}, {}});
}

Result<Reply> dryRun(Call &call)
{
    const auto row = rowOf(call);
    if (!row)
        return fail(row.error());
    const auto run = dryRunDraft(call.work, *row);
    if (!run)
        return fail(run.error());
    return Reply{200, toJson(*run), etagOf(*row), {}};
}

Result<Reply> activate(Call &call)
{
    const auto reason = textOf(call, u"reason"_s);
    auto row = rowOf(call);
    if (!reason)
        return fail(reason.error());
    if (!row)
        return fail(std::move(row).error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
    GATEHOUSE_TRY(activateDraft(call.work, *row, *reason));
    return answer(call, *row);
}

Result<Reply> validate(Call &call)
{
    const auto yaml = textOf(call, u"yaml"_s);
    if (!yaml)
        return fail(yaml.error());
    const auto judged = validateWorkflow(call.work, *yaml);
    return judged ? Result<Reply>(Reply{200, toJson(*judged), {}, {}}) : fail(judged.error());
}

} // namespace

void registerWorkflowRoutes(Router &router)
{
    using enum http::Method;
    const auto add = [&router](http::Method method, const char *route, Handler handler) {
        const QList<Role> roles = method == Get ? QList<Role>() : QList<Role>{Role::PlatformAdmin};
        router.add(method, route, Service::Workflow, std::move(handler), roles);
    };
    add(Get, routes::workflowTemplates, list);
    add(Post, routes::workflowTemplates, create);
    add(Get, routes::workflowTemplate, show);
    add(Get, routes::workflowTemplateVersions, versions);
    add(Get, routes::workflowReasons, reasons);
    add(Put, routes::workflowTemplateDraft, write);
    add(Delete, routes::workflowTemplateDraft, discard);
    add(Post, routes::workflowTemplateDryRun, dryRun);
    add(Post, routes::workflowTemplateActivate, activate);
    add(Post, routes::workflowTemplateValidations, validate);
}

} // namespace gatehouse::api
