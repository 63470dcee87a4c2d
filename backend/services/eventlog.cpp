// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/eventlog.h"

#include "backend/api/problem.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services::eventlog {

namespace {

constexpr int keptHours = 48;

const QStringList &knownTopics()
{
    static const QStringList topics {u"requests"_s, u"plugins"_s, u"policies"_s, u"configs"_s, u"operations"_s, u"audit"_s, u"workflows"_s, u"delegations"_s,
        u"dashboards"_s};
    return topics;
}

Result<qint64> number(store::Database &database, const QString &sql)
{
    auto row = database.query(sql);
    if (!row)
        return fail(std::move(row).error());
    return row->next() ? row->integer(0) : 0;
}

} // namespace

bool Scope::covers(const Event &event) const
{
    return event.tenant == tenant && (topics.isEmpty() || topics.contains(event.topic))
        && (audit || event.topic != u"audit"_s);
}

Result<Scope> scopeOf(const store::Actor &actor, const QString &topics)
{
    Scope scope {actor.tenant, topics.split(u',', Qt::SkipEmptyParts),
        actor.has(Role::Auditor) || actor.has(Role::PlatformAdmin)};
    for (const QString &topic : std::as_const(scope.topics)) {
        if (!knownTopics().contains(topic))
            return fail(api::validationFailed(u"/topics"_s, u"unknown_value"_s, u"%1 is not a topic."_s.arg(topic)));
    }
    return scope;
}

Result<qint64> head(store::Database &database)
{
    return number(database, u"SELECT value FROM sequences WHERE tenant = '*' AND name = 'events'"_s);
}

Result<bool> isTooOld(store::Database &database, qint64 since)
{
    const auto newest = head(database);
    const auto oldest = number(database, u"SELECT COALESCE(MIN(cursor_id), 0) FROM events"_s);
    if (!newest || !oldest)
        return fail(newest ? oldest.error() : newest.error());
    if (since > *newest)
        return true;
    if (*oldest == 0)
        return since < *newest;
    return since < *oldest - 1;
}

Result<QList<Event>> after(store::Database &database, const Scope &scope, qint64 since, int limit)
{
    QString sql = u"SELECT cursor_id, type, topic, subject, etag, at, tenant, actor_id, actor_name, summary"
                  " FROM events WHERE tenant = ? AND cursor_id > ?"_s;
    QVariantList values {scope.tenant, since};
    if (!scope.audit)
        sql += u" AND topic <> 'audit'"_s;
    if (!scope.topics.isEmpty()) {
        sql += u" AND topic IN (?"_s + u", ?"_s.repeated(scope.topics.size() - 1) + u')';
        for (const QString &topic : scope.topics)
            values.append(topic);
    }
    values.append(limit);
    auto rows = database.query(sql + u" ORDER BY cursor_id LIMIT ?"_s, values);
    if (!rows)
        return fail(std::move(rows).error());
    QList<Event> events;
    while (rows->next()) {
        events.append({rows->integer(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4), rows->time(5),
            rows->text(6), {PersonId(rows->text(7)), rows->text(8)}, rows->text(9)});
    }
    return events;
}

Status forgetOld(store::Database &database, const QDateTime &now)
{
    const QString before = toRfc3339(now.addSecs(-keptHours * 3600));
    return database.write([&]() -> Status {
        const auto removed = database.execute(u"DELETE FROM events WHERE at < ?"_s, {before});
        return removed ? Status() : fail(removed.error());
    });
}

} // namespace gatehouse::services::eventlog
