// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/eventfeed.h"
#include "core/sync/replicasource.h"

#include <memory>
#include <vector>

namespace gatehouse {

class ConnectionState;

//! Everything the person may read, kept current: reads each list once, then follows the feed. The
//! views read only the stores; the network only feeds them.
//!
//!     Idle ─start─► ReadingCursor ─► ReadingLists ─► Following
//!        ▲  stop        ▲────────── resync, retry ───────┘
class Replica final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Idle, ReadingCursor, ReadingLists, Following };
    Q_ENUM(Phase)

    Replica(ApiClient &client, ConnectionState &connection, QObject *parent = nullptr);
    ~Replica() override;

    //! Keeps \a store current with the subjects of \a topic. Before start().
    template <typename T>
    void keep(RecordStore<T> &store, const QString &topic, const char *listRoute, const char *itemRoute = "")
    {
        add(std::make_unique<ListSource<T>>(m_client, store, topic, listRoute, itemRoute));
    }

    void start();
    //! Stops reading; what was read stays in the stores.
    void stop();
    //! stop() and forget everything: sign-out.
    void clear();
    //! Reads all lists again now.
    void refresh();

    Phase phase() const { return m_phase; }
    EventFeed &feed() { return m_feed; }

Q_SIGNALS:
    void phaseChanged(gatehouse::Replica::Phase phase);
    //! Of one list; total is -1 while unknown.
    void progressed(const QString &topic, int read, int total);
    //! A list could not be read; tried again with backoff.
    void failed(const QString &topic, const gatehouse::Error &error);
    //! Every event of the feed, also of topics nobody keeps.
    void happened(const gatehouse::Event &event);

private:
    void add(std::unique_ptr<ReplicaSource> source);
    void readCursor();
    void readLists();
    void onListDone(ReplicaSource *source);
    void follow();
    void onEvent(const Event &event);
    void startAgainLater();
    void enter(Phase phase);

    ApiClient &m_client;
    ConnectionState &m_connection;
    EventFeed m_feed;
    std::vector<std::unique_ptr<ReplicaSource>> m_sources;
    QSet<ReplicaSource *> m_loading;
    Latest m_cursorReads;
    QTimer m_again;
    RetryPolicy m_backoff {.attempts = 1 << 20, .firstDelayMs = 1000, .maxDelayMs = 30000};
    Phase m_phase = Phase::Idle;
    qint64 m_cursor = 0;
    int m_failures = 0;
    bool m_loadFailed = false;
};

} // namespace gatehouse
