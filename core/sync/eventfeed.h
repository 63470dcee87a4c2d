// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/events.h"
#include "core/base/latest.h"
#include "core/net/retrypolicy.h"
#include "core/sync/eventparser.h"

#include <QObject>
#include <QTimer>

class QNetworkReply;

namespace gatehouse {

class ApiClient;

//! How patient the feed is.
struct FeedTimes
{
    int silenceMs = 40000; //!< Without a byte, heartbeats included (the server sends one in 15 s).
    int firstByteMs = 20000; //!< A stream that says nothing for so long sits behind a buffering proxy.
    int pullMs = 5000; //!< Between two pulls while the stream does not work.
    int pullsBeforeStream = 60; //!< Then the stream is tried again.
    RetryPolicy backoff {.attempts = 1 << 20, .firstDelayMs = 500, .maxDelayMs = 30000};
};

//! Everything that happens on the portal, in order and without gaps: a stream where it works, the
//! same as a pull where a proxy holds streams back. Resumes after the last cursor that was handed on.
//!
//!     Stopped ─start─► Streaming ◄──► Waiting (backoff)
//!        │                 └─ silent at start ─► Pulling ─ after a while ─► Streaming
//!        └─ start, far behind ─► Pulling ─ caught up ─► Streaming
class EventFeed final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Stopped, Streaming, Waiting, Pulling };
    Q_ENUM(Mode)

    explicit EventFeed(ApiClient &client, QObject *parent = nullptr);
    ~EventFeed() override;

    void setTimes(const FeedTimes &times) { m_times = times; }
    //! Everything after \a cursor. When \a head, the newest event there is, lies ahead, what is between
    //! is pulled in large pieces before the stream is opened.
    void start(qint64 cursor, qint64 head = -1);
    void stop();
    Mode mode() const { return m_mode; }
    qint64 cursor() const { return m_cursor; }

Q_SIGNALS:
    void received(const gatehouse::Event &event);
    //! The cursor was too old: read the lists again, then start() from a fresh cursor.
    void resyncNeeded();
    //! All that happened so far was handed on; repeated with every heartbeat.
    void caughtUp();
    void lost(const gatehouse::Error &error);
    void modeChanged(gatehouse::EventFeed::Mode mode);

private:
    void openStream();
    void onBytes();
    void onStreamEnded();
    //! Why the stream cannot be read. Before it is dropped.
    Error streamError() const;
    void onSilence();
    void handOn(const StreamEvent &event);
    void handOn(const Event &event);
    void waitAndReopen(const Error &error);
    void pull();
    void onPulled(const Result<Changes> &changes);
    void dropStream();
    void enter(Mode mode);

    ApiClient &m_client;
    FeedTimes m_times;
    EventParser m_parser;
    QNetworkReply *m_stream = nullptr;
    QTimer m_watchdog;
    QTimer m_next;
    Latest m_pulls;
    Mode m_mode = Mode::Stopped;
    qint64 m_cursor = 0;
    int m_failures = 0;
    int m_pullCount = 0;
    bool m_sawBytes = false;
    bool m_pullingFirst = false; //!< The stream was not tried yet.
};

} // namespace gatehouse
