// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/eventroutes.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::api {

namespace {

//! Empty when absent; 422 when it is no cursor.
Result<std::optional<qint64>> cursorOf(const QString &text, const QString &pointer)
{
    if (text.isEmpty())
        return std::optional<qint64>();
    bool isNumber = false;
    const qint64 cursor = text.toLongLong(&isNumber);
    if (!isNumber || cursor < 0)
        return fail(validationFailed(pointer, u"not_a_cursor"_s, u"This is not a cursor of the feed."_s));
    return std::optional<qint64>(cursor);
}

Result<services::EventHub::Reader> readerOf(const OpenCall &call)
{
    auto scope = services::eventlog::scopeOf(call.caller.actor, call.request.queryValue(u"topics"_s));
    if (!scope)
        return fail(std::move(scope).error());
    // The browser's way to resume is the header; it knows better than the address it began with.
    const QString last = QString::fromLatin1(call.request.header("last-event-id"));
    auto since = cursorOf(last.isEmpty() ? call.request.queryValue(u"since"_s) : last, u"/since"_s);
    if (!since)
        return fail(std::move(since).error());
    return services::EventHub::Reader {std::move(*scope), *since, call.caller.expiresAt};
}

void openStream(
    const OpenCall &call, const http::Respond &respond, services::EventHub &hub, store::Workers &workers)
{
    auto reader = readerOf(call);
    if (!reader)
        return respond(problemResponse(reader.error(), call.request.correlationId));
    http::Response response;
    response.contentType = "text/event-stream";
    response.setHeader("X-Accel-Buffering", "no");
    response.stream = [&hub, &workers, reader = std::move(*reader)](const std::shared_ptr<http::Stream> &stream) {
        const bool taken = workers.tryRead(
            [&hub, stream, reader](store::Database &database) { hub.open(stream, reader, database); });
        if (!taken)
            stream->close();
    };
    respond(std::move(response));
}

Result<Changes> changesAfter(Call &call, const services::eventlog::Scope &scope, std::optional<qint64> since, int limit)
{
    store::Database &database = call.work.db();
    const auto head = services::eventlog::head(database);
    if (!head)
        return fail(head.error());
    Changes changes;
    changes.asOf = call.work.now();
    changes.cursor = *head;
    if (!since)
        return changes;
    const auto tooOld = *since == 0 ? Result<bool>(false) : services::eventlog::isTooOld(database, *since);
    if (!tooOld)
        return fail(tooOld.error());
    changes.resync = *tooOld;
    if (changes.resync)
        return changes;
    auto events = services::eventlog::after(database, scope, *since, limit + 1);
    if (!events)
        return fail(std::move(events).error());
    changes.items = std::move(*events);
    changes.more = changes.items.size() > limit;
    if (changes.more) {
        changes.items.removeLast();
        changes.cursor = changes.items.constLast().cursor;
    }
    return changes;
}

Result<Reply> listChanges(Call &call)
{
    const auto query = listQuery(call, {});
    if (!query)
        return fail(query.error());
    const auto scope = services::eventlog::scopeOf(call.work.actor(), call.request.queryValue(u"topics"_s));
    if (!scope)
        return fail(scope.error());
    const auto since = cursorOf(call.request.queryValue(u"since"_s), u"/since"_s);
    if (!since)
        return fail(since.error());
    const auto changes = changesAfter(call, *scope, *since, query->limit);
    if (!changes)
        return fail(changes.error());
    return Reply {200, toJson(*changes), {}, {}};
}

} // namespace

void registerEventRoutes(Dispatcher &dispatcher, services::EventHub &hub, store::Workers &workers)
{
    dispatcher.addOpen(routes::events, Service::Audit,
        [&hub, &workers](const OpenCall &call, const http::Respond &respond) { openStream(call, respond, hub, workers); });
    dispatcher.add(http::Method::Get, routes::changes, Service::Audit, listChanges);
}

} // namespace gatehouse::api
