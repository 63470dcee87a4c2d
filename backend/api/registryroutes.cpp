// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/registryroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/services/causechain.h"
#include "backend/services/packageimport.h"
#include "backend/services/registry.h"
#include "backend/services/registryactions.h"
#include "backend/services/registryquery.h"
#include "backend/services/registrystore.h"
#include "backend/services/registryview.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

constexpr qsizetype MaxNames = 200;

Result<PluginRecord> pluginOf(Call &call)
{
    return loadPlugin(call.work, PluginId(call.parameter(u"pluginId"_s)));
}

Result<Reply> list(Call &call)
{
    const auto filter = PluginFilter::fromQuery(call.request.query);
    if (!filter)
        return fail(filter.error());
    const auto sort = PluginSort::fromWord(call.request.queryValue(u"sort"_s));
    if (!sort)
        return fail(sort.error());
    const auto query = listQuery(call, filter->canonicalText() + u'\n' + sort->word);
    if (!query)
        return fail(query.error());
    const auto found = listPlugins(call.work, *filter, *sort, query->after, query->limit);
    if (!found)
        return fail(found.error());
    Page<Plugin> page;
    page.limit = query->limit;
    page.total = found->total;
    page.asOf = call.work.now();
    auto views = pluginViews(call.work, found->records);
    if (!views)
        return fail(std::move(views).error());
    page.items = std::move(*views);
    if (found->hasMore)
        page.nextCursor = makeCursor(
            *query, {sort->keyOf(found->records.last()), found->records.last().id.text()});
    return Reply{200, {}, {}, {}, toJsonText(page)};
}

Result<Reply> facets(Call &call)
{
    const auto filter = PluginFilter::fromQuery(call.request.query);
    if (!filter)
        return fail(filter.error());
    const auto counts = countFacets(call.work, *filter);
    if (!counts)
        return fail(counts.error());
    return Reply{200, toJson(*counts), {}, {}};
}

Result<Reply> read(Call &call)
{
    const auto record = pluginOf(call);
    if (!record)
        return fail(record.error());
    const auto view = pluginView(call.work, *record);
    if (!view)
        return fail(view.error());
    return Reply{200, {}, view->etag, {}, toJsonText(*view)};
}

Result<Reply> edit(Call &call)
{
    const auto record = pluginOf(call);
    if (!record)
        return fail(record.error());
    GATEHOUSE_TRY(call.requireIfMatch(record->etag()));
    const auto edited = editPlugin(call.work, *record, call.body);
    if (!edited)
        return fail(edited.error());
    return pluginReply(call, *edited);
}

// block and deprecate have one shape: a reason and a flag that says which way.
using Switch
    = Result<PluginRecord> (*)(store::UnitOfWork &, const PluginRecord &, bool, const QString &);

Handler switchHandler(const QString &member, Switch apply)
{
    return [member, apply](Call &call) -> Result<Reply> {
        const auto record = pluginOf(call);
        if (!record)
            return fail(record.error());
        GATEHOUSE_TRY(call.requireIfMatch(record->etag()));
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"reason"_s, member}));
        const auto isOn = requiredFlag(call, member);
        if (!isOn)
            return fail(isOn.error());
        const auto reason = requiredText(call, u"reason"_s);
        if (!reason)
            return fail(reason.error());
        const auto changed = apply(call.work, *record, *isOn, *reason);
        if (!changed)
            return fail(changed.error());
        return pluginReply(call, *changed);
    };
}

Handler causesHandler(PolicyShelf &shelf)
{
    return [&shelf](Call &call) -> Result<Reply> {
        const auto environment = environmentOf(call);
        if (!environment)
            return fail(environment.error());
        const auto policies = shelf.active(call.work);
        if (!policies)
            return fail(policies.error());
        const auto chain
            = causesOf(call.work, *policies, PluginId(call.parameter(u"pluginId"_s)), *environment);
        if (!chain)
            return fail(chain.error());
        return Reply{200, toJson(*chain), {}, {}};
    };
}

Result<int> versionCount(const Call &call)
{
    const QJsonValue value = call.body.value("versions"_L1);
    if (value.isUndefined())
        return DefaultVersions;
    const int count = value.toInt(-1);
    if (count < 0 || count > MaxVersions) {
        return fail(validationFailed(
            u"/versions"_s, u"out_of_range"_s, u"versions must be 0 to %1."_s.arg(MaxVersions)));
    }
    return std::max(count, 1);
}

Result<QStringList> packageNames(const QJsonArray &names, const QString &pointer)
{
    QStringList result;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString name = names.at(i).toString();
        if (!isPackageName(name)) {
            const QString at = pointer.isEmpty() ? u"/names/%1"_s.arg(i) : pointer;
            return fail(validationFailed(
                at, u"package_name"_s, u"“%1” is no npm package name."_s.arg(name.left(80))));
        }
        if (!result.contains(name))
            result << name;
    }
    if (result.isEmpty() || names.size() > MaxNames)
        return fail(validationFailed(
            u"/names"_s, u"out_of_range"_s, u"1 to %1 names are needed."_s.arg(MaxNames)));
    return result;
}

Result<Reply> startImport(Call &call, NpmAccess &access, OperationRunner &runner,
    const QJsonArray &names, const QString &pointer)
{
    GATEHOUSE_TRY(requireRole(call.work.actor(), u"import"_s));
    const auto packages = packageNames(names, pointer);
    if (!packages)
        return fail(packages.error());
    const auto count = versionCount(call);
    if (!count)
        return fail(count.error());
    auto operation = runner.submit(call.work, importJob(access, *packages, *count));
    if (!operation)
        return fail(std::move(operation).error());
    GATEHOUSE_TRY(call.work.audit(
        u"plugin.import"_s, packages->mid(0, 5).join(u", "_s), operation->id.text(), u"done"_s));
    return operationReply(*operation);
}

Handler registerHandler(NpmAccess &access, OperationRunner &runner)
{
    return [&access, &runner](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"name"_s, u"versions"_s}));
        const auto name = requiredText(call, u"name"_s);
        if (!name)
            return fail(name.error());
        const auto known = findPlugin(call.work, *name);
        if (!known)
            return fail(known.error());
        if (known->has_value())
            return fail(conflictState(u"%1 is registered already."_s.arg(*name)));
        return startImport(call, access, runner, {*name}, u"/name"_s);
    };
}

Handler importHandler(NpmAccess &access, OperationRunner &runner)
{
    return [&access, &runner](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"names"_s, u"versions"_s}));
        if (!call.body.value("names"_L1).isArray())
            return fail(
                validationFailed(u"/names"_s, u"required"_s, u"A list of names is needed."_s));
        return startImport(call, access, runner, call.body.value("names"_L1).toArray(), {});
    };
}

} // namespace

void registerRegistryRoutes(Router &router, NpmAccess &access, OperationRunner &runner)
{
    using http::Method;
    router.add(Method::Get, routes::plugins, Service::Registry, list);
    router.add(Method::Post, routes::plugins, Service::Registry, registerHandler(access, runner));
    router.add(Method::Get, routes::pluginFacets, Service::Registry, facets);
    router.add(Method::Get, routes::plugin, Service::Registry, read);
    router.add(Method::Patch, routes::plugin, Service::Registry, edit);
    router.add(Method::Post, routes::pluginBlock, Service::Registry,
        switchHandler(u"blocked"_s, setBlocked));
    router.add(Method::Post, routes::pluginDeprecate, Service::Registry,
        switchHandler(u"deprecated"_s, setDeprecated));
    router.add(
        Method::Get, routes::pluginCauses, Service::Registry, causesHandler(access.policies()));
    router.add(Method::Post, routes::imports, Service::Registry, importHandler(access, runner));
}

} // namespace gatehouse::api
