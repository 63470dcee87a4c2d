// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/net/reachproblem.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace gatehouse {

class ApiClient;
class EventFeed;

//! Where the console stands with the portal, as one machine.
//!
//!     SignedOut ─signedIn─► CatchingUp ─caughtUp─► Live
//!     Live, CatchingUp ─feedLost─► Stale ─unreachable─► Offline ─answered─► CatchingUp
//!     any ─signedOut─► SignedOut
//!     any ─lock─► Locked ─unlock─► where it stands by then
class ConnectionState final : public QObject
{
    Q_OBJECT

public:
    enum class State { SignedOut, CatchingUp, Live, Stale, Offline, Locked };
    Q_ENUM(State)

    explicit ConnectionState(const Clock &clock, QObject *parent = nullptr);
    void watch(ApiClient &client);
    void watch(EventFeed &feed);

    State state() const { return m_locked ? State::Locked : m_state; }
    //! True when a write would reach the portal.
    bool isOnline() const { return m_state == State::Live || m_state == State::CatchingUp || m_state == State::Stale; }
    QDateTime since() const { return m_since; }
    //! The age of the oldest list; now while live, invalid when nothing was read yet.
    QDateTime asOf() const;
    //! The age of one list.
    QDateTime asOf(const QString &topic) const;
    QDateTime now() const { return m_clock.now(); }
    //! Why it is not live; nothing while it is.
    std::optional<Error> reason() const { return m_reason; }
    ReachProblem problem() const { return m_reason ? reachProblem(*m_reason) : ReachProblem::None; }
    //! Until when the portal asked for fewer requests; nothing when it did not, or that is over.
    std::optional<QDateTime> slowedUntil() const;

    void signedIn();
    void signedOut(const Error &reason = {});
    void answered();
    void unreachable(const Error &error);
    void feedLost(const Error &error);
    void caughtUp();
    void lock();
    void unlock();
    void slowedDown(const Error &error);
    //! \a topic was read and was true at \a time.
    void noteAsOf(const QString &topic, const QDateTime &time);

Q_SIGNALS:
    void stateChanged(gatehouse::ConnectionState::State state);
    //! The state is the same, but for another reason.
    void reasonChanged();
    //! Also whenever the portal was heard of while all is live.
    void asOfChanged(const QDateTime &asOf);

private:
    void enter(State state, std::optional<Error> reason = {});
    QDateTime agedBy(const QDateTime &read) const;
    void tell();

    const Clock &m_clock;
    State m_state = State::SignedOut;
    bool m_locked = false;
    QDateTime m_since;
    QDateTime m_lastLive;
    QDateTime m_slowedUntil;
    QHash<QString, QDateTime> m_topics;
    std::optional<Error> m_reason;
};

} // namespace gatehouse
