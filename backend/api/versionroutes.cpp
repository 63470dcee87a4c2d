// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/versionroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/services/diffbases.h"
#include "backend/services/registrystore.h"
#include "backend/services/registryview.h"
#include "backend/services/reviewedfiles.h"
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

std::optional<VersionId> versionIn(const Call &call, const QString &name)
{
    const QString id = call.request.queryValue(name);
    return id.isEmpty() ? std::nullopt : std::optional(VersionId(id));
}

//! The version to compare with; "reviewed" is the one that a person approved last.
Result<std::optional<VersionId>> baseOf(Call &call)
{
    const auto base = versionIn(call, u"base"_s);
    if (!base || base->text() != u"reviewed"_s)
        return base;
    auto reviewed = lastReviewed(call.work, versionIdOf(call));
    if (reviewed && !reviewed->has_value())
        return versionIn(call, u"otherwise"_s);
    return reviewed;
}

Result<QString> pathOf(const Call &call)
{
    const QString path = call.request.queryValue(u"path"_s);
    if (path.isEmpty())
        return fail(validationFailed(u"/path"_s, u"required"_s, u"path is needed."_s));
    return path;
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
        const auto base = baseOf(call);
        if (!base)
            return fail(base.error());
        const auto diff = diffs.diff(call.work, versionIdOf(call), *base);
        if (!diff)
            return fail(diff.error());
        return Reply{200, toJson(*diff), {}, {}};
    };
}

Handler fileDiffHandler(VersionDiffs &diffs)
{
    return [&diffs](Call &call) -> Result<Reply> {
        const auto path = pathOf(call);
        if (!path)
            return fail(path.error());
        const auto diff
            = diffs.fileDiff(call.work, versionIdOf(call), versionIn(call, u"base"_s), *path);
        if (!diff)
            return fail(diff.error());
        return Reply{200, toJson(*diff), {}, {}};
    };
}

Handler fileHandler(VersionDiffs &diffs)
{
    return [&diffs](Call &call) -> Result<Reply> {
        const auto path = pathOf(call);
        if (!path)
            return fail(path.error());
        const QString offset = call.request.queryValue(u"offset"_s);
        bool isNumber = true;
        const qint64 from = offset.isEmpty() ? 0 : offset.toLongLong(&isNumber);
        if (!isNumber)
            return fail(
                validationFailed(u"/offset"_s, u"not_a_number"_s, u"offset is a number."_s));
        const auto file = diffs.file(call.work, versionIdOf(call), *path, from);
        if (!file)
            return fail(file.error());
        return Reply{200, toJson(*file), {}, {}};
    };
}

Result<Reply> bases(Call &call)
{
    const auto found = diffBases(call.work, versionIdOf(call));
    if (!found)
        return fail(found.error());
    return Reply{200, itemsBody(call, codec::Writer::writeValue(*found).toArray()), {}, {}};
}

Result<Reply> reviewed(Call &call)
{
    const auto marks = reviewedFiles(call.work, versionIdOf(call));
    if (!marks)
        return fail(marks.error());
    return Reply{200, toJson(*marks), {}, {}};
}

Result<Reply> markReviewed(Call &call)
{
    GATEHOUSE_TRY(refuseOtherMembers(call, {u"reviewed"_s, u"unreviewed"_s}));
    const auto input = fromJson<ReviewedFilesInput>(call.body);
    if (!input)
        return fail(validationFailed(input.error().fields));
    const auto marks = markReviewedFiles(call.work, versionIdOf(call), *input);
    if (!marks)
        return fail(marks.error());
    return Reply{200, toJson(*marks), {}, {}};
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
    router.add(Method::Get, routes::versionBases, Service::Registry, bases);
    router.add(Method::Get, routes::versionDiff, Service::Registry, diffHandler(diffs));
    router.add(Method::Get, routes::versionDiffFile, Service::Registry, fileDiffHandler(diffs));
    router.add(Method::Get, routes::versionFile, Service::Registry, fileHandler(diffs));
    router.add(Method::Get, routes::versionReviewed, Service::Registry, reviewed);
    router.add(Method::Post, routes::versionReviewed, Service::Registry, markReviewed);
    router.add(Method::Get, routes::versionConfigSchema, Service::Registry, configSchema);
}

} // namespace gatehouse::api
