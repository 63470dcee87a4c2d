// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"
#include "backend/services/eventlog.h"
#include "core/base/clock.h"

#include <mutex>
#include <vector>

namespace gatehouse::services {

//! The open event streams. An event is formatted once and shared by all who get it; an idle stream
//! costs its socket and a heartbeat. Any thread.
class EventHub final
{
public:
    static constexpr int heartbeatSeconds = 15;
    //! Who is further behind than this reads the lists again, which is cheaper for both sides.
    static constexpr int longestCatchUp = 2000;

    explicit EventHub(const Clock &clock);

    struct Reader
    {
        eventlog::Scope scope;
        std::optional<qint64> since; //!< Cursor of the last event seen; empty: from now on.
        QDateTime expiresAt; //!< When the token does.
    };
    //! Sends what \a reader missed, then everything new until the stream ends. Without a gap:
    //! events committed meanwhile are held back and sent after.
    void open(std::shared_ptr<http::Stream> stream, Reader reader, store::Database &database);

    //! After a commit, in the order of commits.
    void publish(const QList<Event> &events);
    //! Heartbeats and ended tokens; call about once a second.
    void tick();
    size_t streamCount();

private:
    struct Subscriber
    {
        std::shared_ptr<http::Stream> stream;
        Reader reader;
        QDateTime lastSent;
        bool live = false;
        QList<Event> held; //!< Committed while the catch-up is being read.
    };
    using SubscriberPtr = std::shared_ptr<Subscriber>;

    Status catchUp(Subscriber &subscriber, store::Database &database, qint64 &sent);
    void goLive(const SubscriberPtr &subscriber, qint64 sent);

    const Clock &m_clock;
    std::mutex m_mutex;
    std::vector<SubscriberPtr> m_subscribers;
};

//! One event as server-sent event.
QByteArray eventFrame(const Event &event);

} // namespace gatehouse::services
