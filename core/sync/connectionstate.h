// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QHash>
#include <QObject>

namespace gatehouse {

class ApiClient;
class EventFeed;

//! Where the console stands with the portal, as one machine.
//!
//!     SignedOut ─signedIn─► CatchingUp ─caughtUp─► Live
//!     Live ─feedLost─► Stale ─unreachable─► Offline ─answered─► CatchingUp
//!     any ─signedOut─► SignedOut
class ConnectionState final : public QObject
{
    Q_OBJECT

public:
    enum class State { SignedOut, CatchingUp, Live, Stale, Offline };
    Q_ENUM(State)

    explicit ConnectionState(const Clock &clock, QObject *parent = nullptr);
    void watch(ApiClient &client);
    void watch(EventFeed &feed);

    State state() const { return m_state; }
    QDateTime since() const { return m_since; }
    //! The age of the oldest data on screen; now while live, invalid when nothing was read yet.
    QDateTime asOf() const;
    //! Why it is not live; nothing while it is.
    std::optional<Error> reason() const { return m_reason; }

    void signedIn();
    void signedOut(const Error &reason = {});
    void answered();
    void unreachable(const Error &error);
    void feedLost(const Error &error);
    void caughtUp();
    //! \a topic was read and was true at \a time.
    void noteAsOf(const QString &topic, const QDateTime &time);

Q_SIGNALS:
    void stateChanged(gatehouse::ConnectionState::State state);
    void asOfChanged(const QDateTime &asOf);

private:
    void enter(State state, std::optional<Error> reason = {});

    const Clock &m_clock;
    State m_state = State::SignedOut;
    QDateTime m_since;
    QDateTime m_lastLive;
    QHash<QString, QDateTime> m_topics;
    std::optional<Error> m_reason;
};

} // namespace gatehouse
