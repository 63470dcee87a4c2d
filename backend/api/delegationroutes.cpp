// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/workflowroutes.h"
#include "backend/services/delegationcandidates.h"
#include "backend/services/delegations.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

template <typename T>
Reply items(const QList<T> &list, const QDateTime &asOf)
{
    return {
        200, {{u"items"_s, codec::Writer::writeValue(list)}, {u"asOf"_s, toRfc3339(asOf)}}, {}, {}};
}

Reply answer(const Call &call, const DelegationRecord &record, int status)
{
    const Delegation shown = shownDelegation(call.work, record);
    Reply reply{status, toJson(shown), shown.etag, {}};
    if (status == 201)
        reply.location = QString::fromLatin1(routes::delegations);
    return reply;
}

Result<Reply> list(Call &call)
{
    const auto delegations = delegationsOf(call.work);
    return delegations ? Result<Reply>(items(*delegations, call.work.now()))
                       : fail(delegations.error());
}

Result<Reply> create(Call &call)
{
    const auto input = fromJson<DelegationInput>(call.body);
    if (!input)
        return fail(input.error().fields.isEmpty() ? input.error()
                                                   : validationFailed(input.error().fields));
    const auto record = createDelegation(call.work, *input);
    return record ? Result<Reply>(answer(call, *record, 201)) : fail(record.error());
}

Result<Reply> end(Call &call)
{
    auto record = loadDelegation(call.work, DelegationId(call.parameter(u"delegationId"_s)));
    if (!record)
        return fail(std::move(record).error());
    GATEHOUSE_TRY(call.requireIfMatch(shownDelegation(call.work, *record).etag));
    GATEHOUSE_TRY(endDelegation(call.work, *record));
    return answer(call, *record, 200);
}

Result<Reply> candidates(Call &call)
{
    const auto found
        = delegationCandidates(call.work, RequestId(call.request.queryValue(u"requestId"_s)));
    return found ? Result<Reply>(items(*found, call.work.now())) : fail(found.error());
}

} // namespace

void registerDelegationRoutes(Router &router)
{
    using enum http::Method;
    router.add(Get, routes::delegations, Service::Workflow, list);
    router.add(Post, routes::delegations, Service::Workflow, create);
    router.add(Get, routes::delegationCandidates, Service::Workflow, candidates);
    router.add(Post, routes::delegationEnd, Service::Workflow, end);
}

} // namespace gatehouse::api
