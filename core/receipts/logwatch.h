// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/receipts.h"
#include "core/net/apiclient.h"
#include "core/storage/rowstore.h"

#include <QQueue>

namespace gatehouse {

//! The portal's decision log does not go on from what this computer saw of it.
struct LogAlarm
{
    enum class Kind {
        Forked, //!< It holds something else than it held.
        Shortened, //!< It holds less than it held.
        KeyChanged //!< It is signed with another key.
    };
    Kind kind = Kind::Forked;
    DecisionLogHead before; //!< Both signed: whoever is shown them sees the same.
    DecisionLogHead after;
    QDateTime at;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        int number = int(s.kind);
        visit("kind", number);
        visit("before", s.before);
        visit("after", s.after);
        visit("at", s.at);
        if constexpr (!std::is_const_v<S>)
            s.kind = Kind(std::clamp(number, 0, int(Kind::KeyChanged)));
    }
};

//! Remembers the newest head of the decision log that was seen here, and holds every other against it:
//! the log may grow, and nothing else. A fork or a shortening raises an alarm that stays until the
//! person goes on with the log as it is. GUI thread.
class LogWatch final : public QObject
{
    Q_OBJECT

public:
    enum class Standing {
        Consistent, //!< With all that was seen here.
        NotCompared, //!< The portal did not say: nothing is known against it.
        Broken //!< See alarm().
    };
    Q_ENUM(Standing)

    //! All outlive this.
    LogWatch(ApiClient &client, RowStore &rows, const Clock &clock, QObject *parent = nullptr);

    //! Reads what an earlier run saw; an alarm that was not settled is raised again.
    QFuture<Status> restore();
    //! Asks the portal for its head and compares.
    QFuture<Standing> look();
    //! Compares \a head, which the portal gave after this computer had seen a log of \a seenBefore.
    QFuture<Standing> consider(const DecisionLogHead &head, qint64 seenBefore);
    //! Whether \a head was compared here before; asks nobody.
    Standing known(const DecisionLogHead &head) const;

    qint64 seenSize() const { return m_seen ? m_seen->size : 0; }
    //! The newest head that was found consistent.
    const std::optional<TreeHead> &seen() const { return m_seen; }
    //! Of the key that it is signed with; empty before anything was seen.
    QString keyFingerprint() const;
    const std::optional<LogAlarm> &alarm() const { return m_state.alarm; }
    //! Both heads, for somebody who is to be shown them.
    QByteArray alarmEvidence() const;
    //! The person knows, and takes the log as it is from now on.
    QFuture<Status> acceptLog();

Q_SIGNALS:
    void alarmRaised();
    void changed();
    //! What was seen could not be kept: a restart knows less of the log than this run.
    void failed(const gatehouse::Error &error);

private:
    struct Waypoint
    {
        qint64 size = 0;
        QString root;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("size", s.size);
            visit("root", s.root);
        }
    };
    struct State
    {
        std::optional<DecisionLogHead> newest;
        QList<Waypoint> waypoints; //!< Heads found consistent, oldest first.
        std::optional<LogAlarm> alarm;
        template <typename S, typename V>
        static void fields(S &s, V &visit)
        {
            visit("newest", s.newest);
            visit("waypoints", s.waypoints);
            visit("alarm", s.alarm);
        }
    };
    struct Question
    {
        DecisionLogHead head;
        qint64 seenBefore = 0;
        std::shared_ptr<QPromise<Standing>> answer;
    };

    void next();
    void judge(const Question &question);
    void askForProof(const Question &question, const TreeHead &head);
    void onProof(const Question &question, const TreeHead &head, const Result<ConsistencyProof> &proof);
    void take(const Question &question, const TreeHead &head);
    void raise(LogAlarm::Kind kind, const Question &question);
    void keepAndAnswer(const Question &question, Standing standing);
    void answer(const Question &question, Standing standing);
    bool isWaypoint(const TreeHead &head) const;
    QFuture<Status> save();

    ApiClient &m_client;
    RowStore &m_rows;
    const Clock &m_clock;
    State m_state;
    std::optional<TreeHead> m_seen; //!< What m_state.newest says.
    QQueue<Question> m_questions;
    bool m_isJudging = false;
};

} // namespace gatehouse
