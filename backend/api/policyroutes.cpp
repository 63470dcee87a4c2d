// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/policyroutes.h"

#include "backend/api/registryreplies.h"
#include "backend/services/policybacktest.h"
#include "backend/services/policytrial.h"
#include "backend/services/policyview.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

constexpr int defaultDecisions = 200;

Result<QString> yamlOf(const Call &call)
{
    GATEHOUSE_TRY(refuseOtherMembers(call, {u"yaml"_s}));
    return requiredText(call, u"yaml"_s);
}

Result<Reply> answer(Call &call, const PolicySetRow &row)
{
    const auto shown = shownPolicies(call.work, row);
    if (!shown)
        return fail(shown.error());
    return Reply{200, toJson(*shown), shown->etag, {}};
}

Result<Reply> show(Call &call)
{
    const auto row = policySetRow(call.work);
    return row ? answer(call, *row) : fail(row.error());
}

Result<Reply> versions(Call &call)
{
    const auto row = policySetRow(call.work);
    if (!row)
        return fail(row.error());
    const auto stored = textVersions(call.work, policyText());
    if (!stored)
        return fail(stored.error());
    Items<PolicyVersion> list;
    list.asOf = call.work.now();
    for (const TextVersionRow &version : *stored) {
        auto shown = shownText(call.work, *row, version, policyProblems);
        if (!shown)
            return fail(std::move(shown).error());
        list.items.append(*shown);
    }
    return Reply{200, {}, {}, {}, toJsonText(list)};
}

Result<Reply> write(Call &call)
{
    const auto yaml = yamlOf(call);
    if (!yaml)
        return fail(yaml.error());
    auto row = policySetRow(call.work);
    if (!row)
        return fail(std::move(row).error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
    GATEHOUSE_TRY(writePolicyDraft(call.work, *row, *yaml));
    const auto shown = shownDraft(call.work, policyText(), *row, policyProblems);
    if (!shown)
        return fail(shown.error());
    // With the ETag of the policies: what comes next is based on that.
    return Reply{200, toJson(**shown), etagOf(*row), {}};
}

Result<Reply> discard(Call &call)
{
    auto row = policySetRow(call.work);
    if (!row)
        return fail(std::move(row).error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
    GATEHOUSE_TRY(discardPolicyDraft(call.work, *row));
    return answer(call, *row);
}

Result<Reply> validate(Call &call)
{
    const auto yaml = yamlOf(call);
    if (!yaml)
        return fail(yaml.error());
    const auto judged = validatePolicies(call.work, *yaml);
    return judged ? Result<Reply>(Reply{200, toJson(*judged), {}, {}}) : fail(judged.error());
}

Result<Environment> environmentIn(const QJsonObject &body)
{
    const QJsonValue value = body.value("environment"_L1);
    if (value.isUndefined())
        return Environment::Production;
    const auto environment = fromWireStrict<Environment>(value.toString());
    if (!environment)
        return fail(validationFailed(u"/environment"_s, u"unknown_value"_s,
            u"environment cannot be “%1”."_s.arg(value.toString().left(80))));
    return *environment;
}

Handler dryRunHandler(PolicyShelf &shelf)
{
    return [&shelf](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"versionId"_s, u"environment"_s}));
        const auto version = requiredText(call, u"versionId"_s);
        if (!version)
            return fail(version.error());
        const auto environment = environmentIn(call.body);
        if (!environment)
            return fail(environment.error());
        const auto row = policySetRow(call.work);
        if (!row)
            return fail(row.error());
        const auto run
            = dryRunPolicies(call.work, *row, shelf, VersionId(*version), *environment);
        return run ? Result<Reply>(Reply{200, toJson(*run), {}, {}}) : fail(run.error());
    };
}

Handler backtestHandler(PolicyShelf &shelf, OperationRunner &runner)
{
    return [&shelf, &runner](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"decisions"_s}));
        const QJsonValue value = call.body.value("decisions"_L1);
        const int decisions = value.isUndefined() ? defaultDecisions : value.toInt(-1);
        if (decisions < 1 || decisions > mostBacktestDecisions)
            return fail(validationFailed(u"/decisions"_s, u"out_of_range"_s,
                u"decisions must be 1 to %1."_s.arg(mostBacktestDecisions)));
        const auto row = policySetRow(call.work);
        if (!row)
            return fail(row.error());
        const auto operation = backtestDraft(call.work, *row, decisions, shelf, runner);
        return operation ? Result<Reply>(operationReply(*operation)) : fail(operation.error());
    };
}

Handler activateHandler(PolicyShelf &shelf, OperationRunner &runner)
{
    return [&shelf, &runner](Call &call) -> Result<Reply> {
        GATEHOUSE_TRY(refuseOtherMembers(call, {u"reason"_s}));
        const auto reason = requiredText(call, u"reason"_s);
        if (!reason)
            return fail(reason.error());
        auto row = policySetRow(call.work);
        if (!row)
            return fail(std::move(row).error());
        GATEHOUSE_TRY(call.requireIfMatch(etagOf(*row)));
        GATEHOUSE_TRY(activatePolicyDraft(call.work, *row, *reason, shelf, runner));
        return answer(call, *row);
    };
}

Result<Reply> backtest(Call &call)
{
    const auto result = loadBacktest(call.work, call.parameter(u"backtestId"_s));
    if (!result)
        return fail(result.error());
    return Reply{200, {}, {}, {}, toJsonText(*result)};
}

} // namespace

void registerPolicyRoutes(Router &router, PolicyShelf &shelf, OperationRunner &runner)
{
    using enum http::Method;
    const auto add = [&router](http::Method method, const char *route, Handler handler) {
        const QList<Role> roles = method == Get ? QList<Role>() : QList<Role>{Role::PlatformAdmin};
        router.add(method, route, Service::Registry, std::move(handler), roles);
    };
    add(Get, routes::policies, show);
    add(Get, routes::policyVersions, versions);
    add(Put, routes::policyDraft, write);
    add(Delete, routes::policyDraft, discard);
    add(Post, routes::policyDryRun, dryRunHandler(shelf));
    add(Post, routes::policyBacktests, backtestHandler(shelf, runner));
    add(Post, routes::policyActivate, activateHandler(shelf, runner));
    add(Post, routes::policyValidations, validate);
    add(Get, routes::policyBacktest, backtest);
}

} // namespace gatehouse::api
