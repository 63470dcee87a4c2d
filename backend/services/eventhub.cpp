// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/eventhub.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

//! Tells the reader where it is, so that it can come back without having seen an event.
QByteArray positionFrame(qint64 cursor)
{
    return "id: " + QByteArray::number(cursor) + "\nretry: 2000\n: connected\n\n";
}

QByteArray resyncFrame(qint64 cursor)
{
    const QByteArray number = QByteArray::number(cursor);
    return "id: " + number + "\nevent: resync\ndata: {\"cursor\":" + number + "}\n\n";
}

} // namespace

QByteArray eventFrame(const Event &event)
{
    return "id: " + QByteArray::number(event.cursor) + "\nevent: " + event.type.toUtf8()
        + "\ndata: " + toJsonBytes(toJson(event)) + "\n\n";
}

EventHub::EventHub(const Clock &clock)
    : m_clock(clock)
{
}

void EventHub::open(std::shared_ptr<http::Stream> stream, Reader reader, store::Database &database)
{
    auto subscriber = std::make_shared<Subscriber>();
    subscriber->stream = std::move(stream);
    subscriber->reader = std::move(reader);
    subscriber->lastSent = m_clock.now();
    {
        const std::lock_guard lock(m_mutex);
        m_subscribers.push_back(subscriber);
    }
    qint64 sent = 0;
    if (const Status caughtUp = catchUp(*subscriber, database, sent); !caughtUp) {
        log::to(log::Http)->error("an event stream could not start: {}", describe(caughtUp.error()));
        subscriber->stream->close();
        return;
    }
    goLive(subscriber, sent);
}

Status EventHub::catchUp(Subscriber &subscriber, store::Database &database, qint64 &sent)
{
    const auto newest = eventlog::head(database);
    if (!newest)
        return fail(newest.error());
    const qint64 since = subscriber.reader.since.value_or(*newest);
    const auto tooOld = eventlog::isTooOld(database, since);
    if (!tooOld)
        return fail(tooOld.error());
    auto missed = eventlog::after(database, subscriber.reader.scope, since, longestCatchUp + 1);
    if (!missed)
        return fail(std::move(missed).error());
    if (*tooOld || missed->size() > longestCatchUp) {
        subscriber.stream->send(resyncFrame(*newest));
        sent = *newest;
        return {};
    }
    QByteArray frames = positionFrame(since);
    sent = since;
    for (const Event &event : std::as_const(*missed)) {
        frames += eventFrame(event);
        sent = event.cursor;
    }
    subscriber.stream->send(frames);
    return {};
}

void EventHub::goLive(const SubscriberPtr &subscriber, qint64 sent)
{
    const std::lock_guard lock(m_mutex);
    for (const Event &event : std::as_const(subscriber->held)) {
        if (event.cursor > sent)
            subscriber->stream->send(eventFrame(event));
    }
    subscriber->held.clear();
    subscriber->live = true;
}

void EventHub::publish(const QList<Event> &events)
{
    const QDateTime now = m_clock.now();
    const std::lock_guard lock(m_mutex);
    if (m_subscribers.empty())
        return;
    for (const Event &event : events) {
        QByteArray frame;
        for (const SubscriberPtr &subscriber : m_subscribers) {
            if (!subscriber->reader.scope.covers(event))
                continue;
            if (!subscriber->live) {
                subscriber->held.append(event);
                continue;
            }
            if (frame.isEmpty())
                frame = eventFrame(event);
            subscriber->stream->send(frame);
            subscriber->lastSent = now;
        }
    }
}

void EventHub::tick()
{
    static const QByteArray heartbeat = ": heartbeat\n\n";
    const QDateTime now = m_clock.now();
    const std::lock_guard lock(m_mutex);
    const auto ended = [&](const SubscriberPtr &subscriber) {
        if (subscriber->reader.expiresAt.isValid() && subscriber->reader.expiresAt <= now) {
            subscriber->stream->close();
            return true;
        }
        if (subscriber->lastSent.secsTo(now) < heartbeatSeconds)
            return false;
        subscriber->lastSent = now;
        return !subscriber->stream->send(heartbeat);
    };
    m_subscribers.erase(std::remove_if(m_subscribers.begin(), m_subscribers.end(), ended), m_subscribers.end());
}

size_t EventHub::streamCount()
{
    const std::lock_guard lock(m_mutex);
    return m_subscribers.size();
}

} // namespace gatehouse::services
