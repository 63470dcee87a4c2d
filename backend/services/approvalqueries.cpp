// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvalview.h"
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int decidedDays = 7;

//! A condition with its values, in the order of its question marks.
struct Clause
{
    QString sql;
    QVariantList values;

    void both(const QString &more, const QVariantList &moreValues = {})
    {
        sql = sql.isEmpty() ? more : sql + u" AND "_s + more;
        values.append(moreValues);
    }
};

//! The stages the caller could vote in, by role. The same rule as decidableStage(), for SQL.
Clause decidable(const store::Actor &actor)
{
    QStringList roles;
    QVariantList values;
    for (const Role role : actor.roles) {
        if (!reviewerRoles().contains(role))
            continue;
        roles.append(u"' ' || s.roles || ' ' LIKE ?"_s);
        values.append(QString(u"% "_s + toWire(role) + u" %"_s));
    }
    if (roles.isEmpty() || actor.has(Role::PlatformAdmin))
        return {u"1 = 0"_s, {}};
    const QString id = actor.person.id.text();
    const QString sql
        = u"r.status = 'in_review' AND r.requested_by <> ? AND EXISTS (SELECT 1 FROM "
          u"approval_stages s"
          " WHERE s.request_id = r.id AND s.status = 'active' AND (%1) AND NOT EXISTS"
          " (SELECT 1 FROM approval_decisions d WHERE d.stage_id = s.id AND d.request_id = r.id "
          "AND d.person_id = ? AND d.is_void = 0))"
          " AND NOT EXISTS (SELECT 1 FROM approval_decisions d WHERE d.request_id = r.id"
          " AND d.person_id = ? AND d.is_void = 0 AND d.outcome <> 'abstain')"_s.arg(
              roles.join(u" OR "_s));
    return {sql, QVariantList{id} + values + QVariantList{id, id}};
}

Clause yourTurn(const store::Actor &actor)
{
    const Clause vote = decidable(actor);
    return {u"((%1) OR (r.status = 'changes_requested' AND r.requested_by = ?))"_s.arg(vote.sql),
        vote.values + QVariantList{actor.person.id.text()}};
}

Clause queueClause(const store::UnitOfWork &work, const QString &queue)
{
    if (queue == u"decided"_s) {
        return {
            u"r.is_open = 0 AND r.decided_at > ?"_s, {toRfc3339(work.now().addDays(-decidedDays))}};
    }
    const Clause turn = yourTurn(work.actor());
    if (queue == u"waiting"_s)
        return {u"r.is_open = 1 AND NOT "_s + turn.sql, turn.values};
    return {u"r.is_open = 1 AND "_s + turn.sql, turn.values};
}

Clause whereOf(const store::UnitOfWork &work, const RequestFilter &filter)
{
    Clause where;
    where.both(u"r.tenant = ?"_s, {work.tenant()});
    if (!filter.queue.isEmpty()) {
        const Clause queue = queueClause(work, filter.queue);
        where.both(queue.sql, queue.values);
    }
    const std::pair<QString, const QStringList &> choices[]
        = {{u"r.status"_s, filter.statuses}, {u"r.type"_s, filter.types},
            {u"r.risk"_s, filter.risks}, {u"r.environment"_s, filter.environments}};
    for (const auto &[column, words] : choices) {
        if (!words.isEmpty())
            where.both(u"%1 IN (%2)"_s.arg(column, placeholders(words.size())),
                QVariantList(words.begin(), words.end()));
    }
    if (!filter.pluginId.isEmpty())
        where.both(u"r.plugin_id = ?"_s, {filter.pluginId});
    if (!filter.text.isEmpty()) {
        QString text = filter.text.toLower();
        text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
        const QString pattern = u'%' + text + u'%';
        where.both(
            u"(LOWER(r.plugin_name) LIKE ? ESCAPE '\\' OR 'req-' || r.number LIKE ? ESCAPE '\\')"_s,
            {pattern, pattern});
    }
    return where;
}

struct Order
{
    QString column;
    bool descending = false;
    bool numeric = false;
};

Order orderOf(const RequestFilter &filter)
{
    const bool descending = filter.sort.startsWith(u'-');
    const QString key = descending ? filter.sort.mid(1) : filter.sort;
    if (key == u"created"_s || key == u"updated"_s || key == u"decided"_s)
        return {u"r.%1_at"_s.arg(key), descending, false};
    if (key == u"risk"_s)
        return {u"r.risk_score"_s, descending, true};
    if (key == u"priority"_s)
        return {u"r.priority_rank"_s, descending, true};
    if (key == u"number"_s)
        return {u"r.number"_s, descending, true};
    return {u"r.due_at"_s, descending, false};
}

Clause behind(const Order &order, const QStringList &after)
{
    const QString sign = order.descending ? u"<"_s : u">"_s;
    const QVariant key = order.numeric ? QVariant(after.at(0).toLongLong()) : QVariant(after.at(0));
    return {
        u"(%1 %2 ? OR (%1 = ? AND r.id %2 ?))"_s.arg(order.column, sign), {key, key, after.at(1)}};
}

Result<qint64> countOf(store::UnitOfWork &work, const Clause &where)
{
    auto query = work.db().query(
        u"SELECT COUNT(*) FROM approval_requests r WHERE "_s + where.sql, where.values);
    if (!query)
        return fail(std::move(query).error());
    return query->next() ? query->integer(0) : 0;
}

Result<QList<ApprovalRequest>> viewAll(store::UnitOfWork &work, const QStringList &ids)
{
    const auto records = loadRequests(work, ids);
    if (!records)
        return fail(records.error());
    auto people = reviewers(work);
    if (!people)
        return fail(people.error());
    const Viewer viewer{{work.actor().person, work.actor().roles}, *people, work.now()};
    QList<ApprovalRequest> views;
    for (const RequestRecord &record : *records)
        views.append(requestView(record, viewer));
    return views;
}

} // namespace

Result<RequestPage> listRequests(
    store::UnitOfWork &work, const RequestFilter &filter, int limit, const QStringList &after)
{
    RequestPage page;
    const Order order = orderOf(filter);
    Clause where = whereOf(work, filter);
    if (order.column == u"r.decided_at"_s)
        where.both(u"r.decided_at IS NOT NULL"_s);
    if (after.size() == 2) {
        const Clause more = behind(order, after);
        where.both(more.sql, more.values);
    } else {
        const auto total = countOf(work, where);
        if (!total)
            return fail(total.error());
        page.total = *total;
    }
    QStringList ids;
    {
        const QString direction = order.descending ? u"DESC"_s : u"ASC"_s;
        auto query = work.db().query(
            u"SELECT r.id, %1 FROM approval_requests r WHERE %2 ORDER BY %1 %3, r.id %3 LIMIT ?"_s
                .arg(order.column, where.sql, direction),
            where.values + QVariantList{limit + 1});
        if (!query)
            return fail(std::move(query).error());
        while (ids.size() < limit && query->next()) {
            ids.append(query->text(0));
            page.lastKey = {query->text(1), query->text(0)};
        }
        if (!query->next())
            page.lastKey.clear();
    }
    auto items = viewAll(work, ids);
    if (!items)
        return fail(items.error());
    page.items = *items;
    return page;
}

Result<CommentPage> listComments(
    store::UnitOfWork &work, const RequestId &id, int limit, const QStringList &after)
{
    Clause where{u"request_id = ?"_s, {id.text()}};
    if (after.size() == 2)
        where.both(u"(created_at > ? OR (created_at = ? AND id > ?))"_s,
            {after.at(0), after.at(0), after.at(1)});
    auto query = work.db().query(
        u"SELECT id, author_id, author_name, text, created_at FROM approval_comments WHERE %1"
        " ORDER BY created_at, id LIMIT ?"_s.arg(where.sql),
        where.values + QVariantList{limit + 1});
    if (!query)
        return fail(std::move(query).error());
    CommentPage page;
    while (page.items.size() < limit && query->next()) {
        page.items.append({CommentId(query->text(0)), {PersonId(query->text(1)), query->text(2)},
            query->text(3), query->time(4)});
        page.lastKey = {query->text(4), query->text(0)};
    }
    if (!query->next())
        page.lastKey.clear();
    return page;
}

Result<QueueSummary> queueSummary(store::UnitOfWork &work)
{
    QueueSummary summary;
    summary.asOf = work.now();
    const auto countInto = [&work](int &out, const Clause &clause) -> Status {
        Clause where{u"r.tenant = ?"_s, {work.tenant()}};
        where.both(clause.sql, clause.values);
        const auto count = countOf(work, where);
        if (!count)
            return fail(count.error());
        out = int(*count);
        return {};
    };
    Clause overdue = queueClause(work, u"your_turn"_s);
    overdue.both(u"r.due_at <= ?"_s, {toRfc3339(work.now())});
    GATEHOUSE_TRY(countInto(summary.yourTurn, queueClause(work, u"your_turn"_s)));
    GATEHOUSE_TRY(countInto(summary.overdue, overdue));
    GATEHOUSE_TRY(countInto(summary.waiting, queueClause(work, u"waiting"_s)));
    GATEHOUSE_TRY(countInto(summary.decided, queueClause(work, u"decided"_s)));
    return summary;
}

} // namespace gatehouse::services
