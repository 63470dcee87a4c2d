// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvals.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvalview.h"
#include "backend/services/queueclauses.h"
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<Clause> whereOf(store::UnitOfWork &work, const RequestFilter &filter)
{
    Clause where;
    where.both(u"r.tenant = ?"_s, {work.tenant()});
    if (!filter.queue.isEmpty()) {
        const auto queue = queueClause(work, filter.queue);
        if (!queue)
            return fail(queue.error());
        where.both(queue->sql, queue->values);
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
    const auto viewer = viewerOf(work, *records);
    if (!viewer)
        return fail(viewer.error());
    QList<ApprovalRequest> views;
    for (const RequestRecord &record : *records)
        views.append(requestView(record, *viewer));
    return views;
}

} // namespace

Result<RequestPage> listRequests(
    store::UnitOfWork &work, const RequestFilter &filter, int limit, const QStringList &after)
{
    RequestPage page;
    const Order order = orderOf(filter);
    auto where = whereOf(work, filter);
    if (!where)
        return fail(std::move(where).error());
    if (order.column == u"r.decided_at"_s)
        where->both(u"r.decided_at IS NOT NULL"_s);
    if (after.size() == 2) {
        const Clause more = behind(order, after);
        where->both(more.sql, more.values);
    } else {
        const auto total = countOf(work, *where);
        if (!total)
            return fail(total.error());
        page.total = *total;
    }
    QStringList ids;
    {
        const QString direction = order.descending ? u"DESC"_s : u"ASC"_s;
        auto query = work.db().query(
            u"SELECT r.id, %1 FROM approval_requests r WHERE %2 ORDER BY %1 %3, r.id %3 LIMIT ?"_s
                .arg(order.column, where->sql, direction),
            where->values + QVariantList{limit + 1});
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

Result<QueueSummary> queueSummary(store::UnitOfWork &work)
{
    QueueSummary summary;
    summary.asOf = work.now();
    const auto countInto
        = [&work](int &out, const QString &queue, bool overdue = false) -> Status {
        const auto clause = queueClause(work, queue);
        if (!clause)
            return fail(clause.error());
        Clause where{u"r.tenant = ?"_s, {work.tenant()}};
        where.both(clause->sql, clause->values);
        if (overdue)
            where.both(u"r.due_at <= ?"_s, {toRfc3339(work.now())});
        const auto count = countOf(work, where);
        if (!count)
            return fail(count.error());
        out = int(*count);
        return {};
    };
    GATEHOUSE_TRY(countInto(summary.yourTurn, u"your_turn"_s));
    GATEHOUSE_TRY(countInto(summary.overdue, u"your_turn"_s, true));
    GATEHOUSE_TRY(countInto(summary.waiting, u"waiting"_s));
    GATEHOUSE_TRY(countInto(summary.decided, u"decided"_s));
    return summary;
}

} // namespace gatehouse::services
