// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/auditlog.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services::auditlog {

namespace {

constexpr char16_t columns[] = u"id, sequence, at, actor_id, actor_name, action, object, object_id, outcome, reason,"
                               " environment, correlation_id, prev_hash, hash";

AuditEvent eventAt(const store::Query &row)
{
    return {AuditEventId(row.text(0)), row.integer(1), row.time(2), {PersonId(row.text(3)), row.text(4)}, row.text(5),
        row.text(6), row.text(7), row.text(8), row.text(9), row.text(10), row.text(11), row.text(12), row.text(13)};
}

void add(const QString &condition, const QString &value, QString &where, QVariantList &values)
{
    if (value.isEmpty())
        return;
    where += u" AND "_s + condition;
    values.append(value);
}

void addSearch(const QString &text, QString &where, QVariantList &values)
{
    if (text.isEmpty())
        return;
    QString pattern = text.toLower();
    pattern.replace(u'!', u"!!"_s).replace(u'%', u"!%"_s).replace(u'_', u"!_"_s);
    where += u" AND LOWER(action || ' ' || object || ' ' || actor_name || ' ' || reason) LIKE ? ESCAPE '!'"_s;
    values.append(QString(u'%' + pattern + u'%'));
}

void addReach(const store::Actor &actor, QString &where, QVariantList &values)
{
    const Reach reach = reachOf(actor);
    if (reach == Reach::All)
        return;
    where += reach == Reach::Decisions ? u" AND (action LIKE 'request.%' OR actor_id = ?)"_s : u" AND actor_id = ?"_s;
    values.append(actor.person.id.text());
}

} // namespace

Reach reachOf(const store::Actor &actor)
{
    if (actor.has(Role::Auditor) || actor.has(Role::PlatformAdmin))
        return Reach::All;
    for (const Role role :
        {Role::ReviewerSecurity, Role::ReviewerCompliance, Role::ReviewerTechnical, Role::ReviewerBusiness}) {
        if (actor.has(role))
            return Reach::Decisions;
    }
    return Reach::Own;
}

Result<QList<AuditEvent>> list(store::UnitOfWork &work, const Filter &filter, qint64 before, int limit)
{
    QString where = u"tenant = ?"_s;
    QVariantList values {work.tenant()};
    addReach(work.actor(), where, values);
    add(u"action = ?"_s, filter.action, where, values);
    add(u"actor_id = ?"_s, filter.actor, where, values);
    add(u"object_id = ?"_s, filter.objectId, where, values);
    add(u"at >= ?"_s, filter.from.isValid() ? toRfc3339(filter.from) : QString(), where, values);
    add(u"at < ?"_s, filter.to.isValid() ? toRfc3339(filter.to) : QString(), where, values);
    addSearch(filter.text, where, values);
    if (before > 0) {
        where += u" AND sequence < ?"_s;
        values.append(before);
    }
    values.append(limit);
    auto rows = work.db().query(u"SELECT "_s + QString::fromUtf16(columns) + u" FROM audit_events WHERE "_s + where
            + u" ORDER BY sequence DESC LIMIT ?"_s,
        values);
    if (!rows)
        return fail(std::move(rows).error());
    QList<AuditEvent> events;
    while (rows->next())
        events.append(eventAt(*rows));
    return events;
}

Result<AuditVerification> verify(store::UnitOfWork &work)
{
    auto rows = work.db().query(u"SELECT "_s + QString::fromUtf16(columns)
            + u" FROM audit_events WHERE tenant = ? ORDER BY sequence"_s,
        {work.tenant()});
    if (!rows)
        return fail(std::move(rows).error());
    AuditVerification verification;
    verification.intact = true;
    verification.asOf = work.now();
    while (rows->next()) {
        const AuditEvent event = eventAt(*rows);
        ++verification.checked;
        const bool follows = event.sequence == verification.checked && event.prevHash == verification.headHash;
        if (verification.intact && (!follows || auditHash(event) != event.hash)) {
            verification.intact = false;
            verification.firstBroken = event.sequence;
        }
        verification.headHash = event.hash;
    }
    return verification;
}

} // namespace gatehouse::services::auditlog
