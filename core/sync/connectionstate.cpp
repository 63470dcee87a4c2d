// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectionstate.h"

#include "core/net/apiclient.h"
#include "core/sync/eventfeed.h"

namespace gatehouse {

namespace {

QDateTime oldestOf(const QHash<QString, QDateTime> &times)
{
    QDateTime oldest;
    for (const QDateTime &time : times) {
        if (!oldest.isValid() || time < oldest)
            oldest = time;
    }
    return oldest;
}

} // namespace

ConnectionState::ConnectionState(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_since(clock.now())
{
}

void ConnectionState::watch(ApiClient &client)
{
    connect(&client, &ApiClient::answered, this, &ConnectionState::answered);
    connect(&client, &ApiClient::unreachable, this, &ConnectionState::unreachable);
    connect(&client, &ApiClient::signInNeeded, this, &ConnectionState::signedOut);
    connect(&client, &ApiClient::slowedDown, this, &ConnectionState::slowedDown);
}

void ConnectionState::watch(EventFeed &feed)
{
    connect(&feed, &EventFeed::lost, this, &ConnectionState::feedLost);
}

QDateTime ConnectionState::asOf() const
{
    return agedBy(oldestOf(m_topics));
}

QDateTime ConnectionState::asOf(const QString &topic) const
{
    return agedBy(m_topics.value(topic));
}

//! While it is live, lists are kept current by the feed.
QDateTime ConnectionState::agedBy(const QDateTime &read) const
{
    if (!read.isValid())
        return {};
    if (m_state == State::Live)
        return m_clock.now();
    return m_lastLive.isValid() ? std::max(read, m_lastLive) : read;
}

std::optional<QDateTime> ConnectionState::slowedUntil() const
{
    return m_slowedUntil.isValid() && m_clock.now() < m_slowedUntil ? std::optional(m_slowedUntil) : std::nullopt;
}

void ConnectionState::signedIn()
{
    if (m_state == State::SignedOut)
        enter(State::CatchingUp);
}

void ConnectionState::signedOut(const Error &reason)
{
    enter(State::SignedOut, reason);
}

void ConnectionState::answered()
{
    if (m_state == State::Offline)
        enter(State::CatchingUp);
}

void ConnectionState::unreachable(const Error &error)
{
    if (m_state != State::SignedOut)
        enter(State::Offline, error);
}

void ConnectionState::feedLost(const Error &error)
{
    if (m_state == State::Live || m_state == State::CatchingUp)
        enter(State::Stale, error);
}

void ConnectionState::caughtUp()
{
    if (m_state == State::SignedOut)
        return;
    m_lastLive = m_clock.now();
    if (m_state == State::Live && !m_locked)
        Q_EMIT asOfChanged(asOf());
    enter(State::Live);
}

void ConnectionState::lock()
{
    if (m_locked)
        return;
    m_locked = true;
    tell();
}

void ConnectionState::unlock()
{
    if (!m_locked)
        return;
    m_locked = false;
    tell();
}

void ConnectionState::slowedDown(const Error &error)
{
    m_slowedUntil = m_clock.now().addSecs(std::max(1, error.retryAfterSeconds));
    Q_EMIT reasonChanged();
}

void ConnectionState::noteAsOf(const QString &topic, const QDateTime &time)
{
    m_topics.insert(topic, time);
    Q_EMIT asOfChanged(asOf());
}

void ConnectionState::enter(State state, std::optional<Error> reason)
{
    if (m_state == State::Live)
        m_lastLive = m_clock.now();
    const bool sameReason = m_reason == reason;
    m_reason = std::move(reason);
    if (m_state == state) {
        if (!sameReason && !m_locked)
            Q_EMIT reasonChanged();
        return;
    }
    m_state = state;
    m_since = m_clock.now();
    // Locked hides how the portal stands, but not from unlock().
    if (!m_locked)
        tell();
}

void ConnectionState::tell()
{
    Q_EMIT stateChanged(state());
    Q_EMIT asOfChanged(asOf());
}

} // namespace gatehouse
