// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/retrypolicy.h"
#include "core/outbox/intentdelivery.h"

#include <QDeadlineTimer>
#include <QSet>

namespace gatehouse {

class ConnectionState;

//! Decides which intent goes when. Within one object the one composed first goes first, and the next
//! only after it; objects do not wait for each other; an intent that is over, or needs another look,
//! holds up nobody. GUI thread.
class OutboxRunner final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        IntentStore &store;
        RowStore &rows;
        ApiClient &client;
        ConnectionState &connection;
        const Clock &clock;
    };
    //! One attempt is over and its outcome on disk.
    using Ended = std::function<void(const IntentId &id, const Result<ApiReply> &answer, AnswerMeaning meaning)>;
    OutboxRunner(const Parts &parts, Ended ended, QObject *parent = nullptr);
    ~OutboxRunner() override;

    IntentJournal &journal() { return m_journal; }
    const Clock &clock() const { return m_parts.clock; }
    bool isReachable() const;
    void setRetryPolicy(const RetryPolicy &policy) { m_retry = policy; }
    void setPreparation(IntentDelivery::Prepare prepare) { m_prepare = std::move(prepare); }

    //! From now on intents are sent.
    void run();
    //! Looks at all of them once control is back in the event loop.
    void pumpSoon();
    //! \a id was composed just now by somebody who saw the object as it is.
    void setFresh(const IntentId &id) { m_fresh.insert(id); }
    //! Its author said so.
    void approve(const QList<IntentId> &ids);
    //! They are held no longer.
    void release(const QList<IntentId> &ids);
    //! Reads what these rely on; looked() follows.
    void look(const QList<IntentId> &ids);

    //! It waits until its author says so.
    bool waitsForWord(const Intent &intent) const;
    //! It is under way or next in turn, or what is before it on its object is.
    bool goesNow(const Intent &intent) const;
    bool isActive(const IntentId &id) const { return m_active.contains(id); }
    //! Null when it is not under way.
    IntentDelivery *delivery(const IntentId &id) const { return m_active.value(id); }
    //! Keeps it where it is while somebody else writes it.
    void lock(const IntentId &id) { m_locked.insert(id); }
    void unlock(const IntentId &id);

Q_SIGNALS:
    //! Nothing works on it any more, whether it was sent or looked at.
    void released(const gatehouse::IntentId &id);
    //! All that look() asked for was read.
    void looked();
    //! What may go is under way.
    void pumped();

private:
    struct Wait
    {
        QDeadlineTimer until;
        int failures = 0;
        bool askedByPortal = false;
    };

    void pump();
    bool isFree(const IntentId &id) const;
    bool maySend(const Intent &intent) const;
    void startLooks();
    void startSends();
    void start(const Intent &intent, IntentDelivery::Purpose purpose);
    void onSent(const IntentId &id, const Result<ApiReply> &answer, AnswerMeaning meaning);
    void waitFor(const IntentId &id, const Result<ApiReply> &answer);
    void onAccepted(const Intent &accepted, const QString &etag);
    void rewrite(const Intent &next);
    void setTimer();
    void onConnection();

    Parts m_parts;
    Ended m_ended;
    IntentDelivery::Prepare m_prepare;
    IntentJournal m_journal;
    RelianceCheck m_check;
    RetryPolicy m_retry {0, 1000, 120000, 0};
    QHash<IntentId, IntentDelivery *> m_active;
    QList<IntentId> m_toLook;
    QSet<IntentId> m_looking;
    QSet<IntentId> m_fresh;
    QSet<IntentId> m_approved;
    QSet<IntentId> m_held; //!< Production was not armed: its author has to say it again.
    QSet<IntentId> m_locked;
    QHash<IntentId, Wait> m_waits;
    QTimer m_soon;
    QTimer m_later;
    bool m_running = false;
    bool m_lookAsked = false;
};

} // namespace gatehouse
