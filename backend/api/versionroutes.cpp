// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/versionroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/services/registrystore.h"
#include "backend/services/registryview.h"
#include "backend/services/versionfacts.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

VersionId versionIdOf(const Call &call)
{
    return VersionId(call.parameter(u"versionId"_s));
}

std::optional<VersionId> baseOf(const Call &call)
{
    const QString base = call.request.queryValue(u"base"_s);
    return base.isEmpty() ? std::nullopt : std::optional(VersionId(base));
}

// Versions are few: the cursor is the sort key of the last one.
Result<Reply> list(Call &call)
{
    const auto query = listQuery(call, call.parameter(u"pluginId"_s));
    if (!query)
        return fail(query.error());
    const auto plugin = loadPlugin(call.work, PluginId(call.parameter(u"pluginId"_s)));
    if (!plugin)
        return fail(plugin.error());
    const auto versions = versionsOf(call.work, plugin->id);
    if (!versions)
        return fail(versions.error());
    Page<PluginVersion> page;
    page.limit = query->limit;
    page.total = versions->size();
    page.asOf = call.work.now();
    QString last;
    for (const VersionRecord &record : *versions) {
        if (!query->after.isEmpty() && record.sortKey >= query->after.first())
            continue;
        if (page.items.size() == query->limit) {
            page.nextCursor = makeCursor(*query, {last});
            break;
        }
        auto view = versionView(call.work, record);
        if (!view)
            return fail(std::move(view).error());
        page.items << std::move(*view);
        last = record.sortKey;
    }
    return Reply{200, toJson(page), {}, {}};
}

Result<Reply> read(Call &call)
{
    const auto record = loadVersion(call.work, versionIdOf(call));
    if (!record)
        return fail(record.error());
    const auto view = versionView(call.work, *record);
    if (!view)
        return fail(view.error());
    return Reply{200, toJson(*view), view->etag, {}};
}

Result<Reply> policyEvaluations(Call &call)
{
    const auto record = loadVersion(call.work, versionIdOf(call));
    if (!record)
        return fail(record.error());
    const auto environment = environmentOf(call);
    if (!environment)
        return fail(environment.error());
    const auto evaluations = loadEvaluations(call.work, record->head.id, *environment);
    if (!evaluations)
        return fail(evaluations.error());
    return Reply{200, itemsBody(call, codec::Writer::writeValue(*evaluations).toArray()), {}, {}};
}

Handler diffHandler(VersionDiffs &diffs)
{
    return [&diffs](Call &call) -> Result<Reply> {
        const auto diff = diffs.diff(call.work, versionIdOf(call), baseOf(call));
        if (!diff)
            return fail(diff.error());
        return Reply{200, toJson(*diff), {}, {}};
    };
}

Handler fileDiffHandler(VersionDiffs &diffs)
{
    return [&diffs](Call &call) -> Result<Reply> {
        const QString path = call.request.queryValue(u"path"_s);
        if (path.isEmpty())
            return fail(validationFailed(u"/path"_s, u"required"_s, u"path is needed."_s));
        const auto diff = diffs.fileDiff(call.work, versionIdOf(call), baseOf(call), path);
        if (!diff)
            return fail(diff.error());
        return Reply{200, toJson(*diff), {}, {}};
    };
}

Result<Reply> configSchema(Call &call)
{
    const auto schema = versionConfigSchema(call.work, versionIdOf(call));
    if (!schema)
        return fail(schema.error());
    return Reply{200, toJson(*schema), {}, {}};
}

} // namespace

void registerVersionRoutes(Router &router, VersionDiffs &diffs)
{
    using http::Method;
    router.add(Method::Get, routes::pluginVersions, Service::Registry, list);
    router.add(Method::Get, routes::version, Service::Registry, read);
    router.add(Method::Get, routes::versionPolicy, Service::Registry, policyEvaluations);
    router.add(Method::Get, routes::versionDiff, Service::Registry, diffHandler(diffs));
    router.add(Method::Get, routes::versionDiffFile, Service::Registry, fileDiffHandler(diffs));
    router.add(Method::Get, routes::versionConfigSchema, Service::Registry, configSchema);
}

} // namespace gatehouse::api
