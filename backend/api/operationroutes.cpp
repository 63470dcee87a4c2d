// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/operationroutes.h"

#include "backend/api/choices.h"
#include "backend/api/pages.h"
#include "backend/services/operationrows.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

Result<services::operationrows::Filter> filterOf(const Call &call)
{
    auto statuses = choices<OperationStatus>(call, u"status"_s);
    auto types = choices<OperationType>(call, u"type"_s);
    auto environments = choices<Environment>(call, u"environment"_s);
    for (const auto *part : {&statuses, &types, &environments}) {
        if (!*part)
            return fail(part->error());
    }
    return services::operationrows::Filter {std::move(*statuses), std::move(*types), std::move(*environments),
        call.request.queryValue(u"subjectId"_s)};
}

QString filterText(const services::operationrows::Filter &filter)
{
    return QStringList {filter.statuses.join(u','), filter.types.join(u','), filter.environments.join(u','),
        filter.subjectId}.join(u'\n');
}

Result<Reply> listOperations(Call &call)
{
    const auto filter = filterOf(call);
    if (!filter)
        return fail(filter.error());
    const auto query = listQuery(call, filterText(*filter));
    if (!query)
        return fail(query.error());
    auto found = services::operationrows::list(call.work, *filter, query->after.value(0).toLongLong(), query->limit + 1);
    if (!found)
        return fail(std::move(found).error());
    return Reply {200, {}, {}, {}, toJsonText(pageOf(call, *query, std::move(*found), services::operationrows::numberOf))};
}

Result<Reply> readOperation(Call &call)
{
    const auto operation = services::operationrows::load(call.work, OperationId(call.parameter(u"operationId"_s)));
    if (!operation)
        return fail(operation.error());
    return Reply {200, {}, operation->etag, {}, toJsonText(*operation)};
}

Result<Reply> readLog(Call &call)
{
    const QString after = call.request.queryValue(u"after"_s);
    bool isNumber = true;
    const qint64 sequence = after.isNull() ? 0 : after.toLongLong(&isNumber);
    if (!isNumber || sequence < 0)
        return fail(validationFailed(u"/after"_s, u"out_of_range"_s, u"after must be a sequence number."_s));
    const auto lines = services::operationrows::log(call.work, OperationId(call.parameter(u"operationId"_s)), sequence);
    if (!lines)
        return fail(lines.error());
    return Reply {200, {{u"items"_s, codec::Writer::writeValue(*lines)}, {u"asOf"_s, toRfc3339(call.work.now())}}, {}, {}};
}

} // namespace

Reply acceptedReply(const Operation &operation)
{
    return {202, toJson(operation), operation.etag, routes::path(routes::operation, {operation.id.text()})};
}

void registerOperationRoutes(Router &router, services::OperationRunner &runner)
{
    router.add(http::Method::Get, routes::operations, Service::Registry, listOperations);
    router.add(http::Method::Get, routes::operation, Service::Registry, readOperation);
    router.add(http::Method::Get, routes::operationLog, Service::Registry, readLog);
    router.add(http::Method::Post, routes::operationCancel, Service::Registry, [&runner](Call &call) -> Result<Reply> {
        const auto operation = runner.cancel(call.work, OperationId(call.parameter(u"operationId"_s)));
        if (!operation)
            return fail(operation.error());
        return acceptedReply(*operation);
    });
}

} // namespace gatehouse::api
