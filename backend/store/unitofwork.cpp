// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/unitofwork.h"

#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::store {

namespace {

//! Every tenant shares one counter for the feed, so that cursors rise over all of them.
constexpr char16_t feedOwner[] = u"*";

Result<qint64> nextValue(Database &database, const QString &tenant, const QString &sequence)
{
    auto row = database.query(
        u"INSERT INTO sequences (tenant, name, value) VALUES (?, ?, 1)"
        " ON CONFLICT (tenant, name) DO UPDATE SET value = sequences.value + 1 RETURNING value"_s,
        {tenant, sequence});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next())
        return fail(storageError(u"A counter gave no number"_s, sequence));
    return row->integer(0);
}

struct ChainHead
{
    qint64 sequence = 0;
    QString hash;
};

Result<ChainHead> chainHead(Database &database, const QString &tenant)
{
    auto row = database.query(
        u"SELECT sequence, hash FROM audit_events WHERE tenant = ? ORDER BY sequence DESC LIMIT 1"_s, {tenant});
    if (!row)
        return fail(std::move(row).error());
    if (!row->next())
        return ChainHead();
    return ChainHead {row->integer(0), row->text(1)};
}

} // namespace

UnitOfWork::UnitOfWork(Database &database, Actor actor, QDateTime now, QString correlationId)
    : m_database(database)
    , m_actor(std::move(actor))
    , m_now(std::move(now))
    , m_correlationId(std::move(correlationId))
{
}

Status UnitOfWork::emitEvent(QString type, QString topic, QString subject, QString etag, QString summary)
{
    const auto cursor = nextValue(m_database, QString::fromUtf16(feedOwner), u"events"_s);
    if (!cursor)
        return fail(cursor.error());
    Event event {*cursor, std::move(type), std::move(topic), std::move(subject), std::move(etag), m_now,
        m_actor.tenant, m_actor.person, std::move(summary)};
    const auto stored = m_database.execute(
        u"INSERT INTO events (cursor_id, tenant, type, topic, subject, etag, at, actor_id, actor_name, summary)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {event.cursor, event.tenant, event.type, event.topic, event.subject, event.etag, toRfc3339(event.time),
            event.actor.id.text(), event.actor.name, event.summary});
    if (!stored)
        return fail(stored.error());
    m_database.publishAfterCommit(std::move(event));
    return {};
}

Status UnitOfWork::audit(
    QString action, QString object, QString objectId, QString outcome, QString reason, QString environment)
{
    const auto head = chainHead(m_database, m_actor.tenant);
    if (!head)
        return fail(head.error());
    AuditEvent line {AuditEventId(newId("aud"_L1)), head->sequence + 1, m_now, m_actor.person, std::move(action),
        std::move(object), std::move(objectId), std::move(outcome), std::move(reason), std::move(environment),
        m_correlationId, head->hash, {}};
    line.hash = auditHash(line);
    const auto stored = m_database.execute(
        u"INSERT INTO audit_events (id, tenant, sequence, at, actor_id, actor_name, action, object, object_id,"
        " outcome, reason, environment, correlation_id, prev_hash, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {line.id.text(), m_actor.tenant, line.sequence, toRfc3339(line.at), line.actor.id.text(), line.actor.name,
            line.action, line.object, line.objectId, line.outcome, line.reason, line.environment, line.correlationId,
            line.prevHash, line.hash});
    if (!stored)
        return fail(stored.error());
    return emitEvent(u"audit.appended"_s, u"audit"_s, line.id.text(), {}, line.action + u' ' + line.object);
}

Result<qint64> nextNumber(UnitOfWork &work, const QString &sequence)
{
    return nextValue(work.db(), work.tenant(), sequence);
}

} // namespace gatehouse::store
