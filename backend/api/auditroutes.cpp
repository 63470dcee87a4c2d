// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/auditroutes.h"

#include "backend/api/pages.h"
#include "backend/services/auditlog.h"
#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

//! Invalid when absent; 422 when it is not RFC 3339.
Result<QDateTime> timeParameter(const Call &call, const QString &name)
{
    const QString text = call.request.queryValue(name);
    const QDateTime time = text.isEmpty() ? QDateTime() : fromRfc3339(text);
    if (!text.isEmpty() && !time.isValid())
        return fail(validationFailed(u'/' + name, u"not_a_time"_s, name + u" must be an RFC 3339 time."_s));
    return time;
}

Result<services::auditlog::Filter> filterOf(const Call &call)
{
    const auto from = timeParameter(call, u"from"_s);
    const auto to = timeParameter(call, u"to"_s);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    return services::auditlog::Filter {call.request.queryValue(u"q"_s), call.request.queryValue(u"action"_s),
        call.request.queryValue(u"actor"_s), call.request.queryValue(u"objectId"_s), *from, *to};
}

QString filterText(const services::auditlog::Filter &filter)
{
    return QStringList {filter.text, filter.action, filter.actor, filter.objectId, toRfc3339(filter.from),
        toRfc3339(filter.to)}.join(u'\n');
}

Result<Reply> listAudit(Call &call)
{
    const auto filter = filterOf(call);
    if (!filter)
        return fail(filter.error());
    const auto query = listQuery(call, filterText(*filter));
    if (!query)
        return fail(query.error());
    auto events = services::auditlog::list(call.work, *filter, query->after.value(0).toLongLong(), query->limit + 1);
    if (!events)
        return fail(std::move(events).error());
    const auto sequence = [](const AuditEvent &event) { return event.sequence; };
    return Reply {200, toJson(pageOf(call, *query, std::move(*events), sequence)), {}, {}};
}

Result<Reply> verifyAudit(Call &call)
{
    const auto verification = services::auditlog::verify(call.work);
    if (!verification)
        return fail(verification.error());
    return Reply {200, toJson(*verification), {}, {}};
}

} // namespace

void registerAuditRoutes(Router &router)
{
    router.add(http::Method::Get, routes::auditEvents, Service::Audit, listAudit);
    router.add(http::Method::Get, routes::auditVerification, Service::Audit, verifyAudit);
}

} // namespace gatehouse::api
