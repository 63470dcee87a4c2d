// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/configroutes.h"

#include "backend/npm/textdiff.h"
#include "backend/services/appconfig.h"
#include "backend/services/configdeploy.h"
#include "backend/services/configuration.h"
#include "core/contract/routes.h"
#include "core/contract/versiondiff.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

constexpr int diffLines = 4000;

//! `POST /config-validations`.
struct ValidationInput
{
    PluginId pluginId;
    OverlayRef overlay;
    QString yaml;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pluginId", s.pluginId);
        visit("overlay", s.overlay);
        visit("yaml", s.yaml);
    }
};

//! `POST /config-deployments`.
struct DeploymentInput
{
    ConfigRevisionId revisionId;
    std::optional<QString> reason;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("revisionId", s.revisionId);
        visit("reason", s.reason);
    }
};

template <typename T>
Result<T> inputOf(const Call &call)
{
    auto input = fromJson<T>(call.body);
    if (input)
        return *input;
    return fail(
        input.error().fields.isEmpty() ? input.error() : validationFailed(input.error().fields));
}

Result<OverlayRef> overlayOf(const Call &call)
{
    const QString text = call.request.queryValue(u"environment"_s);
    const auto environment = fromWireStrict<Environment>(text);
    if (!environment)
        return fail(badRequest(u"invalid_parameter"_s,
            u"environment is one of global, development, staging, production"_s));
    const QString tenant = call.request.queryValue(u"tenant"_s);
    const OverlayRef overlay{*environment, tenant.isNull() ? u""_s : tenant};
    GATEHOUSE_TRY(checkOverlay(overlay));
    return overlay;
}

PluginId pluginOf(const Call &call)
{
    return PluginId(call.parameter(u"pluginId"_s));
}

Result<RevisionRecord> recordOf(Call &call)
{
    return loadRevision(call.work, ConfigRevisionId(call.parameter(u"revisionId"_s)));
}

Result<Reply> answer(Call &call, const Result<RevisionRecord> &record, int status)
{
    if (!record)
        return fail(record.error());
    const auto view = viewRevision(call.work, *record);
    if (!view)
        return fail(view.error());
    Reply reply{status, toJson(*view), view->etag, {}};
    if (status == 201)
        reply.location = routes::path(routes::configRevision, {view->id.text()});
    return reply;
}

Result<Reply> tree(Call &call)
{
    const auto query = listQuery(call, {});
    if (!query)
        return fail(query.error());
    const auto found = services::configTree(call.work, query->after.value(0), query->limit);
    if (!found)
        return fail(found.error());
    Page<ConfigTreeNode> page;
    page.items = found->nodes;
    page.limit = query->limit;
    page.asOf = call.work.now();
    if (!found->lastName.isEmpty())
        page.nextCursor = makeCursor(*query, {found->lastName});
    return Reply{200, toJson(page), {}, {}};
}

Result<Reply> list(Call &call)
{
    const auto overlay = overlayOf(call);
    if (!overlay)
        return fail(overlay.error());
    const auto query = listQuery(call, overlayName(*overlay));
    if (!query)
        return fail(query.error());
    const auto records = listRevisions(
        call.work, {pluginOf(call), *overlay}, query->after.value(0).toInt(), query->limit + 1);
    if (!records)
        return fail(records.error());
    Page<ConfigRevision> page;
    page.limit = query->limit;
    page.asOf = call.work.now();
    for (const RevisionRecord &record : *records) {
        if (page.items.size() == query->limit) {
            page.nextCursor = makeCursor(*query, {QString::number(page.items.last().number)});
            break;
        }
        const auto view = viewRevision(call.work, record);
        if (!view)
            return fail(view.error());
        page.items.append(*view);
    }
    return Reply{200, toJson(page), {}, {}};
}

Result<Reply> create(Call &call)
{
    const auto input = inputOf<NewRevision>(call);
    if (!input)
        return fail(input.error());
    return answer(call, createRevision(call.work, pluginOf(call), *input), 201);
}

Result<Reply> show(Call &call)
{
    return answer(call, recordOf(call), 200);
}

//! What a revision is compared with: the one named, or the one before it.
Result<QByteArray> baseText(Call &call, const RevisionRecord &record)
{
    const QString named = call.request.queryValue(u"base"_s);
    if (!named.isEmpty()) {
        const auto base = loadRevision(call.work, ConfigRevisionId(named));
        if (!base)
            return fail(base.error());
        return base->head.yaml.toUtf8();
    }
    const auto before = listRevisions(
        call.work, {record.head.pluginId, record.head.overlay}, record.head.number, 1);
    if (!before)
        return fail(before.error());
    return before->isEmpty() ? QByteArray() : before->first().head.yaml.toUtf8();
}

Result<Reply> diff(Call &call)
{
    const auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    const auto base = baseText(call, *record);
    if (!base)
        return fail(base.error());
    const FileDiff found = diffText(
        appConfigName(record->head.overlay), *base, record->head.yaml.toUtf8(), diffLines);
    return Reply{200, toJson(found), {}, {}};
}

Result<Reply> effective(Call &call)
{
    const auto overlay = overlayOf(call);
    if (!overlay)
        return fail(overlay.error());
    const auto config
        = effectiveConfig(call.work, pluginOf(call), overlay->environment, overlay->tenant);
    if (!config)
        return fail(config.error());
    return Reply{200, toJson(*config), {}, {}};
}

Result<Reply> validate(Call &call)
{
    const auto input = inputOf<ValidationInput>(call);
    if (!input)
        return fail(input.error());
    const auto validation = validateConfig(call.work, input->pluginId, input->overlay, input->yaml);
    if (!validation)
        return fail(validation.error());
    return Reply{200, toJson(*validation), {}, {}};
}

Result<Reply> rollBack(Call &call)
{
    const QJsonValue reason = call.body.value(u"reason"_s);
    if (!reason.isString())
        return fail(validationFailed(u"/reason"_s, u"required"_s, u"Say why it goes back"_s));
    const auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    return answer(call, rollBackRevision(call.work, *record, reason.toString()), 201);
}

Result<Reply> deploy(Call &call, OperationRunner &runner, const QString &environmentsDirectory)
{
    const auto input = inputOf<DeploymentInput>(call);
    if (!input)
        return fail(input.error());
    const auto record = loadRevision(call.work, input->revisionId);
    if (!record)
        return fail(record.error());
    const auto operation = deployRevision(
        call.work, *record, input->reason.value_or(QString()), runner, environmentsDirectory);
    if (!operation)
        return fail(operation.error());
    return Reply{
        202, toJson(*operation), {}, routes::path(routes::operation, {operation->id.text()})};
}

} // namespace

void registerConfigRoutes(Router &router, OperationRunner &runner, QString environmentsDirectory)
{
    using enum http::Method;
    const auto add = [&router](http::Method method, const char *route, Handler handler) {
        router.add(method, route, Service::Config, std::move(handler));
    };
    add(Get, routes::configTree, tree);
    add(Get, routes::configRevisions, list);
    add(Post, routes::configRevisions, create);
    add(Get, routes::configRevision, show);
    add(Get, routes::configRevisionDiff, diff);
    add(Get, routes::configEffective, effective);
    add(Post, routes::configValidations, validate);
    add(Post, routes::configRollback, rollBack);
    add(Post, routes::configDeployments, [&runner, environmentsDirectory](Call &call) {
        return deploy(call, runner, environmentsDirectory);
    });
}

} // namespace gatehouse::api
