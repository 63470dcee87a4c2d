// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/outbox/intentjournal.h"
#include "core/outbox/intentrules.h"
#include "core/outbox/reliancecheck.h"

namespace gatehouse {

//! One intent on its way, once. Deletes itself after it told how it ended.
//!
//!     look at its life ─► prepare ─► check what it relies on ─► read the disk again ─► Sending on disk ─► send
//!                                                                                   ─► outcome on disk ─► told
//!
//! Nothing leaves before Sending is on disk, and nothing is told before the outcome is. An intent
//! whose outcome is unknown is not checked: what moved may be its own doing, and the portal answers
//! its key before it judges anything else.
class IntentDelivery final : public QObject
{
    Q_OBJECT

public:
    //! What must be so before a decision can be taken: it is signed where the portal wants that, and the
    //! portal knows the key. Gives the decision as it leaves.
    using Prepare = std::function<QFuture<Result<Intent>>(const Intent &)>;
    struct Parts
    {
        IntentJournal &journal;
        ApiClient &client;
        RelianceCheck &check;
        const Clock &clock;
        Prepare prepare; //!< May be empty.
    };
    enum class Purpose {
        Send,
        SendFresh, //!< Its author looked at the object just now: the portal alone judges it.
        Look //!< Nothing is sent.
    };
    IntentDelivery(const Parts &parts, Intent intent, Purpose purpose, QObject *parent);

    //! \a answer is the portal's, or why there is none; \a meaning what follows from it.
    using Ended = std::function<void(const Result<ApiReply> &answer, AnswerMeaning meaning)>;
    void start(Ended ended);
    //! Its author gives it up: it stops if it has not left yet.
    void stop() { m_stopped = true; }
    bool hasLeft() const { return m_left; }

private:
    void endLife(IntentState state);
    void prepare();
    void lookAround();
    void giveUpBefore(const Error &error);
    void onChecked(const Result<RelianceNow> &now);
    void readAgain();
    void onReadAgain(const Intent &kept);
    void commitLook();
    void commitSending();
    void send();
    void onAnswer(const Result<ApiReply> &answer);
    void onMoved(const Result<ApiReply> &answer, const Result<RelianceNow> &now);
    void giveBack(const Error &error, IntentState state);
    void conclude(IntentState state, const Result<ApiReply> &answer, AnswerMeaning meaning);
    void end(const Result<ApiReply> &answer, AnswerMeaning meaning);

    Parts m_parts;
    Ended m_ended;
    Intent m_intent;
    std::optional<QDateTime> m_unknownBefore; //!< As it was before this attempt.
    std::optional<RelianceNow> m_now;
    const Purpose m_purpose;
    bool m_stopped = false;
    bool m_left = false;
};

} // namespace gatehouse
