// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/eventfeed.h"
#include "core/sync/replicasource.h"

#include <memory>
#include <vector>

namespace gatehouse {

class ConnectionState;

//! Everything the person may read, kept current: reads each list once, then follows the feed. What
//! was read is kept on this computer with the place in the feed it is true for, so the next start
//! shows it at once and only asks for what happened since. The views read only the stores; the
//! network only feeds them.
//!
//!     Idle ─restore─► Restoring ─► Idle ─start─► ReadingCursor ─┬─► ReadingLists ─► Following
//!                                                     ▲         └── (all kept) ───────►│
//!                                                     └──────── resync, retry ─────────┘
class Replica final : public QObject
{
    Q_OBJECT

public:
    enum class Phase { Idle, Restoring, ReadingCursor, ReadingLists, Following };
    Q_ENUM(Phase)

    //! Subjects of one topic.
    struct CatchUp
    {
        QString topic;
        int done = 0;
        int total = 0;
        bool operator==(const CatchUp &) const = default;
    };

    Replica(ApiClient &client, ConnectionState &connection, RowStore &rows, QObject *parent = nullptr);
    ~Replica() override;

    using Wanted = ReplicaArchive::Wanted;
    //! Keeps \a store current with the subjects of \a topic. Before restore() and start(). Topics
    //! that are kept first are there first after a start.
    template <typename T, typename Rows>
    void keep(RecordStore<T, Rows> &store, const QString &topic, const char *listRoute, const char *itemRoute = "",
        Wanted wanted = Wanted::First)
    {
        m_archive.add(std::make_unique<StoreKeeper<T, Rows>>(store, topic), wanted);
        add(std::make_unique<ListSource<T, Rows>>(m_client, store, topic, listRoute, itemRoute));
    }

    //! Fills the stores with what an earlier run kept. Ends when the lists that are wanted first are
    //! there, without an error when nothing is kept; restored() tells when all are.
    QFuture<Status> restore();
    //! True when every list is there, from an earlier run or from the portal, or on its way from the disk.
    bool isComplete() const;
    //! Goes on from what is here. After restore(), or without it when nothing is kept.
    void start();
    //! Stops reading; what was read stays in the stores and is handed to the disk.
    void stop();
    //! stop() and forget everything: sign-out.
    void clear();
    //! Reads all lists again now.
    void refresh();

    Phase phase() const { return m_phase; }
    EventFeed &feed() { return m_feed; }

Q_SIGNALS:
    void phaseChanged(gatehouse::Replica::Phase phase);
    //! Everything that an earlier run kept is in the stores.
    void restored();
    //! Of one list; total is -1 while unknown.
    void progressed(const QString &topic, int read, int total);
    //! Of what changed while nobody was connected: how much of it is here, by topic. The totals grow while
    //! it is being told.
    void catchingUp(const QList<gatehouse::Replica::CatchUp> &topics);
    //! A list could not be read; tried again with backoff.
    void failed(const QString &topic, const gatehouse::Error &error);
    //! The disk does not take what is to be kept; nothing else is wrong.
    void notKept(const gatehouse::Error &error);
    //! Every event of the feed, also of topics nobody keeps.
    void happened(const gatehouse::Event &event);

private:
    void add(std::unique_ptr<ReplicaSource> source);
    void goOnFrom(const ReplicaMarks &kept);
    void onRestored(const Result<ReplicaMarks> &kept);
    void noteAsOf(const ReplicaMarks &kept);
    ReplicaMarks marks() const;
    //! Up to here every change is in the stores.
    qint64 doneCursor() const;
    void readCursor();
    void onHead(qint64 head);
    void readLists();
    void onListDone(ReplicaSource *source);
    void follow();
    void onEvent(const Event &event);
    void onCaughtUp();
    void tellWhenCurrent();
    void tellCatchingUp();
    void startAgainLater();
    void enter(Phase phase);

    ApiClient &m_client;
    ConnectionState &m_connection;
    std::vector<std::unique_ptr<ReplicaSource>> m_sources;
    ReplicaArchive m_archive;
    EventFeed m_feed;
    QSet<ReplicaSource *> m_loading;
    Latest m_cursorReads;
    QTimer m_again;
    RetryPolicy m_backoff {.attempts = 1 << 20, .firstDelayMs = 1000, .maxDelayMs = 30000};
    Phase m_phase = Phase::Idle;
    qint64 m_cursor = -1; //!< What the feed starts after; -1 when nothing was read.
    qint64 m_head = -1; //!< The newest event when following began.
    QDateTime m_trueAt;
    ReplicaMarks m_kept; //!< While restoring.
    int m_failures = 0;
    bool m_loadFailed = false;
    bool m_anew = false; //!< What is here is not to be gone on from.
    bool m_startWanted = false; //!< While restoring.
    bool m_feedCaughtUp = false;
    bool m_isCatchingUp = false; //!< Since following began.
    QHash<QString, int> m_told; //!< Changed subjects since then, by topic.
};

} // namespace gatehouse
