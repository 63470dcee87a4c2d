// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/connectionstate.h"

#include "core/net/apiclient.h"
#include "core/sync/eventfeed.h"

namespace gatehouse {

namespace {

//! The view that a kept answer is shown in: the last part of its path that is no id.
QString viewOf(const QString &path)
{
    return path.section(u'/', -1);
}

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
    connect(&client, &ApiClient::answeredFromKept, this,
        [this](const QString &path, const QDateTime &time) { noteKept(viewOf(path), time); });
}

void ConnectionState::watch(EventFeed &feed)
{
    connect(&feed, &EventFeed::lost, this, &ConnectionState::feedLost);
}

QDateTime ConnectionState::asOf() const
{
    const QDateTime lists = oldestOf(m_topics);
    if (m_state == State::Live && lists.isValid())
        return m_clock.now();
    // While it was live, the lists were kept current by the feed; what was read on demand was not.
    const QDateTime current = lists.isValid() && m_lastLive.isValid() ? std::max(lists, m_lastLive) : lists;
    const QDateTime kept = oldestOf(m_kept);
    if (!current.isValid() || !kept.isValid())
        return current.isValid() ? current : kept;
    return std::min(current, kept);
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
    m_kept.clear();
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

void ConnectionState::noteKept(const QString &view, const QDateTime &time)
{
    m_kept.insert(view, time);
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
