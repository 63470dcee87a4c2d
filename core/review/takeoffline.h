// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/net/apiclient.h"

#include <QSet>
#include <QTimer>

#include <memory>

namespace gatehouse {

//! Takes the person's queue offline: reads everything that a decision on each of their requests rests
//! on, so that it is on this computer. What was taken stays as long as the rule for kept answers says.
//! A few reads at once and not more often than the portal likes: when it asks anybody of this computer to
//! wait, all of it waits. GUI thread.
class TakeOffline final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle, //!< Not asked for.
        Running,
        Complete, //!< All of the queue as it was when it was asked for.
        Incomplete, //!< Some could not be read: problem() says why.
        Cancelled
    };
    Q_ENUM(State)

    TakeOffline(ApiClient &client, const RequestStore &requests, QObject *parent = nullptr);

    void start();
    //! Gives up what is under way. What was read stays here.
    void cancel();

    State state() const { return m_state; }
    int requests() const { return m_requestCount; } //!< In the queue.
    int done() const { return m_done; }
    int total() const { return m_total; } //!< Grows while diffs name their files, and files their pieces.
    //! The first thing that went wrong.
    const std::optional<Error> &problem() const { return m_problem; }

Q_SIGNALS:
    void progressed(int done, int total);
    void stateChanged(gatehouse::TakeOffline::State state);

private:
    //! What an answer leads to: a diff names its files, a file its next piece.
    enum class Leads { Nowhere, ToFiles, ToItsRest };
    struct Item
    {
        ApiRequest request;
        Leads leads = Leads::Nowhere;
        int tries = 0;
    };

    void add(const ApprovalRequest &request);
    void add(ApiRequest request, Leads leads = Leads::Nowhere);
    void next();
    void slowDown(const Error &error);
    void onAnswer(const Item &item, const Result<ApiReply> &reply);
    void follow(const Item &item, const ApiReply &reply);
    void finishOne();
    void enter(State state);

    ApiClient &m_client;
    const RequestStore &m_requests;
    State m_state = State::Idle;
    QList<Item> m_waiting;
    QSet<QString> m_seen; //!< Two requests may rest on the same version.
    std::optional<Error> m_problem;
    quint64 m_run = 0;
    std::unique_ptr<QObject> m_reading; //!< What is under way ends with it.
    QTimer m_pause {this}; //!< Until the next read may leave.
    int m_gapMs = 0; //!< Between two reads; grows when the portal is busy.
    int m_running = 0;
    int m_requestCount = 0;
    int m_done = 0;
    int m_total = 0;
};

} // namespace gatehouse
