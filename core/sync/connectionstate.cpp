// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectionstate.h"

#include "core/net/apiclient.h"
#include "core/sync/eventfeed.h"

namespace gatehouse {

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
}

void ConnectionState::watch(EventFeed &feed)
{
    connect(&feed, &EventFeed::caughtUp, this, &ConnectionState::caughtUp);
    connect(&feed, &EventFeed::lost, this, &ConnectionState::feedLost);
}

QDateTime ConnectionState::asOf() const
{
    QDateTime oldest;
    for (const QDateTime &time : m_topics) {
        if (!oldest.isValid() || time < oldest)
            oldest = time;
    }
    if (m_state == State::Live && oldest.isValid())
        return m_clock.now();
    // While it was live, everything on screen was kept current by the feed.
    return oldest.isValid() && m_lastLive.isValid() ? std::max(oldest, m_lastLive) : oldest;
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
    enter(State::Live);
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
    m_reason = std::move(reason);
    if (m_state == state)
        return;
    m_state = state;
    m_since = m_clock.now();
    Q_EMIT stateChanged(state);
    Q_EMIT asOfChanged(asOf());
}

} // namespace gatehouse
