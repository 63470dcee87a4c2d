// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/installationroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/services/registrystore.h"
#include "backend/services/registryview.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

Result<InstallationRecord> installationOf(Call &call)
{
    return loadInstallation(call.work, InstallationId(call.parameter(u"installationId"_s)));
}

// Changes need what the caller saw.
Result<InstallationRecord> installationToChange(Call &call)
{
    auto record = installationOf(call);
    if (!record)
        return record;
    GATEHOUSE_TRY(call.requireIfMatch(record->etag()));
    return record;
}

Result<Reply> answer(Result<Operation> operation)
{
    if (!operation)
        return fail(std::move(operation).error());
    return operationReply(*operation);
}

Result<Reply> list(Call &call)
{
    const auto plugin = loadPlugin(call.work, PluginId(call.parameter(u"pluginId"_s)));
    if (!plugin)
        return fail(plugin.error());
    const auto view = pluginView(call.work, *plugin);
    if (!view)
        return fail(view.error());
    return Reply{
        200, itemsBody(call, codec::Writer::writeValue(view->installations).toArray()), {}, {}};
}

Result<Reply> read(Call &call)
{
    const auto record = installationOf(call);
    if (!record)
        return fail(record.error());
    const auto plugin = loadPlugin(call.work, record->pluginId);
    if (!plugin)
        return fail(plugin.error());
    const auto view = installationView(call.work, *record, *plugin);
    if (!view)
        return fail(view.error());
    return Reply{200, toJson(*view), record->etag(), {}};
}

Result<Installations::Wish> wishOf(const Call &call)
{
    GATEHOUSE_TRY(refuseOtherMembers(
        call, {u"environment"_s, u"versionId"_s, u"reason"_s, u"approvedRequestId"_s}));
    const auto environment = requiredText(call, u"environment"_s);
    if (!environment)
        return fail(environment.error());
    const auto version = requiredText(call, u"versionId"_s);
    if (!version)
        return fail(version.error());
    Installations::Wish wish;
    wish.environment = fromWire<Environment>(*environment);
    if (wish.environment == Environment::Unknown || wish.environment == Environment::Global) {
        return fail(validationFailed(u"/environment"_s, u"unknown_value"_s,
            u"A plugin is installed in development, staging or production."_s));
    }
    wish.versionId = VersionId(*version);
    wish.reason = call.body.value("reason"_L1).toString();
    if (const QString request = call.body.value("approvedRequestId"_L1).toString();
        !request.isEmpty())
        wish.requestId = RequestId(request);
    return wish;
}

Handler installHandler(Installations &installations)
{
    return [&installations](Call &call) -> Result<Reply> {
        const auto wish = wishOf(call);
        if (!wish)
            return fail(wish.error());
        return answer(
            installations.install(call.work, PluginId(call.parameter(u"pluginId"_s)), *wish));
    };
}

Handler changeHandler(Installations &installations)
{
    return [&installations](Call &call) -> Result<Reply> {
        const auto record = installationToChange(call);
        if (!record)
            return fail(record.error());
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"versionId"_s, u"enabled"_s, u"reason"_s}));
        const bool moves = call.body.contains("versionId"_L1);
        if (moves == call.body.contains("enabled"_L1)) {
            return fail(validationFailed(u"/versionId"_s, u"exclusive"_s,
                u"Either another version or on and off, not both."_s));
        }
        const QString reason = call.body.value("reason"_L1).toString();
        if (moves) {
            const auto version = requiredText(call, u"versionId"_s);
            if (!version)
                return fail(version.error());
            return answer(installations.update(call.work, *record, VersionId(*version), reason));
        }
        const auto enabled = requiredFlag(call, u"enabled"_s);
        if (!enabled)
            return fail(enabled.error());
        return answer(installations.setEnabled(call.work, *record, *enabled, reason));
    };
}

Handler removeHandler(Installations &installations)
{
    return [&installations](Call &call) -> Result<Reply> {
        const auto record = installationToChange(call);
        if (!record)
            return fail(record.error());
        return answer(
            installations.uninstall(call.work, *record, call.request.queryValue(u"reason"_s)));
    };
}

Handler rollBackHandler(Installations &installations)
{
    return [&installations](Call &call) -> Result<Reply> {
        const auto record = installationToChange(call);
        if (!record)
            return fail(record.error());
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"reason"_s}));
        return answer(
            installations.rollBack(call.work, *record, call.body.value("reason"_L1).toString()));
    };
}

} // namespace

void registerInstallationRoutes(Router &router, Installations &installations)
{
    using http::Method;
    router.add(Method::Get, routes::installations, Service::Registry, list);
    router.add(
        Method::Post, routes::installations, Service::Registry, installHandler(installations));
    router.add(Method::Get, routes::installation, Service::Registry, read);
    router.add(
        Method::Patch, routes::installation, Service::Registry, changeHandler(installations));
    router.add(
        Method::Delete, routes::installation, Service::Registry, removeHandler(installations));
    router.add(Method::Post, routes::installationRollback, Service::Registry,
        rollBackHandler(installations));
}

} // namespace gatehouse::api
