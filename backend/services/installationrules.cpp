// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/installationrules.h"

#include "backend/api/problem.h"
#include "backend/services/registrystatus.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

Status requireAdmissible(store::UnitOfWork &work, const PluginRecord &plugin,
    const VersionRecord &version, Environment environment)
{
    if (plugin.blockedReason)
        return fail(api::conflictState(
            u"%1 is blocked: %2"_s.arg(plugin.name, *plugin.blockedReason), {u"unblock"_s}));
    const auto denial = denialOf(work, version.head.id, environment);
    if (!denial)
        return fail(denial.error());
    if (denial->has_value()) {
        return fail(api::conflictState(u"A policy denies %1 %2 in %3: %4"_s.arg(plugin.name,
                                           version.head.version, toWire(environment), **denial),
            {u"request"_s}));
    }
    return {};
}

Result<std::optional<RequestId>> requireApproval(
    store::UnitOfWork &work, const VersionRecord &version, Environment environment)
{
    if (environment != Environment::Production)
        return std::nullopt;
    auto request = approvedRequest(work, version.head.id, environment);
    if (!request)
        return fail(std::move(request).error());
    if (!request->has_value()) {
        return fail(
            api::approvalRequired(u"Production needs an approved request for exactly %1 %2."_s.arg(
                version.head.pluginName, version.head.version)));
    }
    return request;
}

Status requireIdle(store::UnitOfWork &work, const InstallationRecord &installation)
{
    if (!installation.operationId)
        return {};
    auto query = work.db().query(
        u"SELECT number FROM operations WHERE id = ? AND status IN ('queued', 'running', 'cancelling')"_s,
        {installation.operationId->text()});
    if (!query)
        return fail(std::move(query).error());
    if (query->next())
        return fail(api::conflictState(
            u"OP-%1 is still working on this installation."_s.arg(query->text(0))));
    return {};
}

Status requireReason(const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(api::validationFailed(u"/reason"_s, u"required"_s, u"A reason is needed."_s));
    return {};
}

} // namespace gatehouse::services
