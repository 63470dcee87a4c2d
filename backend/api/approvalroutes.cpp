// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/approvalroutes.h"

#include "backend/api/choices.h"
#include "backend/services/approvallifecycle.h"
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvalthreads.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/standins.h"
#include "core/contract/jsontext.h"
#include "core/contract/routes.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

using namespace services;

template <typename T>
Result<T> inputOf(const Call &call)
{
    auto input = fromJson<T>(call.body);
    if (input)
        return *input;
    return fail(
        input.error().fields.isEmpty() ? input.error() : validationFailed(input.error().fields));
}

Result<QString> textOf(const Call &call, const QString &member)
{
    const QJsonValue value = call.body.value(member);
    if (!value.isString())
        return fail(validationFailed(u'/' + member, u"required"_s, u"This is missing"_s));
    return value.toString();
}

Result<QString> oneOf(const Call &call, const QString &name, const QStringList &known)
{
    const QString text = call.request.queryValue(name);
    if (text.isEmpty() || known.contains(text))
        return text;
    return fail(validationFailed(
        u'/' + name, u"unknown_value"_s, u"%1 is one of %2"_s.arg(name, known.join(u", "_s))));
}

Status readChoices(const Call &call, RequestFilter &filter)
{
    auto statuses = choices<RequestStatus>(call, u"status"_s);
    auto types = choices<RequestType>(call, u"type"_s);
    auto risks = choices<Risk>(call, u"risk"_s);
    auto environments = choices<Environment>(call, u"environment"_s);
    for (const auto *part : {&statuses, &types, &risks, &environments}) {
        if (!*part)
            return fail(part->error());
    }
    filter.statuses = std::move(*statuses);
    filter.types = std::move(*types);
    filter.risks = std::move(*risks);
    filter.environments = std::move(*environments);
    return {};
}

Result<RequestFilter> filterOf(const Call &call)
{
    static const QStringList sorts{u"due"_s, u"created"_s, u"updated"_s, u"decided"_s, u"risk"_s,
        u"priority"_s, u"number"_s, u"-due"_s, u"-created"_s, u"-updated"_s, u"-decided"_s,
        u"-risk"_s, u"-priority"_s, u"-number"_s};
    RequestFilter filter;
    const auto queue = oneOf(call, u"queue"_s, {u"your_turn"_s, u"waiting"_s, u"decided"_s});
    const auto sort = oneOf(call, u"sort"_s, sorts);
    if (!queue)
        return fail(queue.error());
    if (!sort)
        return fail(sort.error());
    GATEHOUSE_TRY(readChoices(call, filter));
    filter.queue = *queue;
    filter.pluginId = call.request.queryValue(u"pluginId"_s);
    filter.text = call.request.queryValue(u"q"_s).trimmed();
    filter.sort = !sort->isEmpty()     ? *sort
        : filter.queue == u"decided"_s ? u"-decided"_s
                                       : u"due"_s;
    return filter;
}

//! What a cursor belongs to.
QString digestText(const RequestFilter &filter)
{
    return QStringList{filter.queue, filter.pluginId, filter.text, filter.sort,
        filter.statuses.join(u','), filter.types.join(u','), filter.risks.join(u','),
        filter.environments.join(u',')}
        .join(u'\n');
}

Result<RequestRecord> recordOf(Call &call)
{
    return loadRequest(call.work, RequestId(call.parameter(u"requestId"_s)));
}

Result<Reply> answer(Call &call, const RequestRecord &record, int status = 200)
{
    const auto view = viewRequest(call.work, record);
    if (!view)
        return fail(view.error());
    Reply reply{status, toJson(*view), view->etag, {}};
    if (status == 201)
        reply.location = routes::path(routes::request, {record.head.id.text()});
    return reply;
}

Result<Reply> list(Call &call)
{
    const auto filter = filterOf(call);
    if (!filter)
        return fail(filter.error());
    const auto query = listQuery(call, digestText(*filter));
    if (!query)
        return fail(query.error());
    const auto found = listRequests(call.work, *filter, query->limit, query->after);
    if (!found)
        return fail(found.error());
    Page<ApprovalRequest> page;
    page.items = found->items;
    page.limit = query->limit;
    page.total = found->total;
    page.asOf = call.work.now();
    if (!found->lastKey.isEmpty())
        page.nextCursor = makeCursor(*query, found->lastKey);
    return Reply{200, {}, {}, {}, toJsonText(page)};
}

Result<Reply> submit(Call &call)
{
    const auto input = inputOf<SubmitInput>(call);
    if (!input)
        return fail(input.error());
    const auto record = submitRequest(call.work, *input);
    return record ? answer(call, *record, 201) : fail(record.error());
}

Result<Reply> summary(Call &call)
{
    const auto counts = queueSummary(call.work);
    if (!counts)
        return fail(counts.error());
    return Reply{200, toJson(*counts), {}, {}};
}

Result<Reply> show(Call &call)
{
    const auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    const auto view = viewRequest(call.work, *record);
    if (!view)
        return fail(view.error());
    return Reply{200, {}, view->etag, {}, toJsonText(*view)};
}

//! Loads, checks If-Match, changes, answers: the shape of every write on one request.
Result<Reply> change(Call &call, int status, const std::function<Status(RequestRecord &)> &work)
{
    auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    GATEHOUSE_TRY(call.requireIfMatch(etagOf(*record)));
    GATEHOUSE_TRY(work(*record));
    return answer(call, *record, status);
}

//! As the console wrote it into what it signed.
QString keyOf(const Call &call)
{
    return QUuid::fromString(QLatin1String(call.request.header("idempotency-key")))
        .toString(QUuid::WithoutBraces);
}

//! The last vote of a stage is the one that was just given.
QString receiptOf(const RequestRecord &record, const StageId &id)
{
    const auto stage = std::ranges::find_if(
        record.stages, [&id](const StageRecord &s) { return s.stage.id == id; });
    return routes::path(routes::decisionReceipt, {stage->stage.decisions.last().id.text()});
}

Result<Reply> decide(Call &call, const SigningRules &signing)
{
    auto input = inputOf<DecisionInput>(call);
    if (!input)
        return fail(input.error());
    input->idempotencyKey = keyOf(call);
    QString receipt;
    auto reply = change(call, 201, [&](RequestRecord &record) -> Status {
        GATEHOUSE_TRY(decideRequest(call.work, record, *input, signing));
        receipt = receiptOf(record, input->stageId);
        return {};
    });
    if (reply)
        reply->location = receipt;
    return reply;
}

Result<Reply> withdraw(Call &call)
{
    const auto reason = textOf(call, u"reason"_s);
    if (!reason)
        return fail(reason.error());
    return change(call, 200,
        [&](RequestRecord &record) { return withdrawRequest(call.work, record, *reason); });
}

Result<Reply> resubmit(Call &call)
{
    const auto comment = textOf(call, u"comment"_s);
    if (!comment)
        return fail(comment.error());
    return change(call, 200,
        [&](RequestRecord &record) { return resubmitRequest(call.work, record, *comment); });
}

Result<Reply> comment(Call &call)
{
    const auto input = inputOf<CommentInput>(call);
    if (!input)
        return fail(input.error());
    auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    const auto written = addComment(call.work, *record, *input);
    if (!written)
        return fail(written.error());
    return Reply{201, toJson(*written), {}, {}};
}

Result<Reply> comments(Call &call)
{
    const auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    const auto query = listQuery(call, record->head.id.text());
    if (!query)
        return fail(query.error());
    const auto caller = callerOf(call.work);
    if (!caller)
        return fail(caller.error());
    const auto found = listComments(call.work, record->head.id, query->limit, query->after);
    if (!found)
        return fail(found.error());
    Page<Comment> page;
    page.items = found->items;
    for (Comment &comment : page.items)
        comment.actions = threadActions(*record, comment, *caller);
    page.limit = query->limit;
    page.total = record->head.commentCount;
    page.asOf = call.work.now();
    if (!found->lastKey.isEmpty())
        page.nextCursor = makeCursor(*query, found->lastKey);
    return Reply{200, toJson(page), {}, {}};
}

CommentId threadOf(const Call &call)
{
    return CommentId(call.parameter(u"commentId"_s));
}

Result<Reply> resolve(Call &call)
{
    return change(call, 200,
        [&](RequestRecord &record) { return resolveThread(call.work, record, threadOf(call)); });
}

Result<Reply> reopen(Call &call)
{
    return change(call, 200,
        [&](RequestRecord &record) { return reopenThread(call.work, record, threadOf(call)); });
}

Result<Reply> conditionMet(Call &call)
{
    const QJsonValue met = call.body.value(u"met"_s);
    if (!met.isBool())
        return fail(validationFailed(u"/met"_s, u"required"_s, u"met is true or false"_s));
    return change(call, 200, [&](RequestRecord &record) {
        return setConditionMet(
            call.work, record, call.parameter(u"conditionId"_s), met.toBool());
    });
}

template <typename T>
Reply items(const QList<T> &list, const QDateTime &asOf)
{
    return {
        200, {{u"items"_s, codec::Writer::writeValue(list)}, {u"asOf"_s, toRfc3339(asOf)}}, {}, {}};
}

Result<Reply> timeline(Call &call)
{
    const auto record = recordOf(call);
    if (!record)
        return fail(record.error());
    const auto entries = timelineOf(call.work, record->head.id);
    if (!entries)
        return fail(entries.error());
    return items(*entries, call.work.now());
}

Result<StageId> stageOf(const Call &call)
{
    const auto stage = textOf(call, u"stageId"_s);
    return stage ? Result<StageId>(StageId(*stage)) : fail(stage.error());
}

Result<Reply> claim(Call &call)
{
    const auto stage = stageOf(call);
    if (!stage)
        return fail(stage.error());
    return change(
        call, 200, [&](RequestRecord &record) { return claimRequest(call.work, record, *stage); });
}

Result<Reply> unclaim(Call &call)
{
    return change(
        call, 200, [&](RequestRecord &record) { return unclaimRequest(call.work, record); });
}

Result<Reply> escalate(Call &call)
{
    const auto stage = stageOf(call);
    const auto reason = textOf(call, u"reason"_s);
    if (!stage)
        return fail(stage.error());
    if (!reason)
        return fail(reason.error());
    return change(call, 200, [&](RequestRecord &record) {
        return escalateRequest(call.work, record, *stage, *reason);
    });
}

Result<Reply> afterReview(Call &call)
{
    const auto outcome = textOf(call, u"outcome"_s);
    const auto text = textOf(call, u"comment"_s);
    if (!outcome)
        return fail(outcome.error());
    if (!text)
        return fail(text.error());
    return change(call, 200, [&](RequestRecord &record) {
        return reviewAfterwards(call.work, record, *outcome, *text);
    });
}

} // namespace

void registerApprovalRoutes(Router &router, const SigningRules &signing)
{
    using enum http::Method;
    const auto add = [&router](http::Method method, const char *route, Handler handler) {
        router.add(method, route, Service::Workflow, std::move(handler));
    };
    add(Get, routes::requests, list);
    add(Post, routes::requests, submit);
    add(Get, routes::requestSummary, summary);
    add(Get, routes::request, show);
    add(Post, routes::requestDecisions, [signing](Call &call) { return decide(call, signing); });
    add(Get, routes::requestComments, comments);
    add(Post, routes::requestComments, comment);
    add(Post, routes::commentResolve, resolve);
    add(Post, routes::commentReopen, reopen);
    add(Post, routes::conditionMet, conditionMet);
    add(Post, routes::requestWithdraw, withdraw);
    add(Post, routes::requestResubmit, resubmit);
    add(Get, routes::requestTimeline, timeline);
    add(Post, routes::requestClaim, claim);
    add(Post, routes::requestUnclaim, unclaim);
    add(Post, routes::requestEscalate, escalate);
    add(Post, routes::requestAfterReview, afterReview);
}

} // namespace gatehouse::api
