// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apiclient.h"
#include "core/outbox/intent.h"
#include "core/storage/rowstore.h"

#include <QTimer>

#include <memory>

namespace gatehouse {

class ConnectionState;
class OutboxReceipts;
class OutboxRunner;
enum class AnswerMeaning;

//! The one way in which writes leave the console. An intent is on disk before submit()'s future can
//! end; it is sent at once while the portal is reachable and nothing waits before it on the same
//! object, and waits here otherwise. What was composed offline is sent only by send(), after its
//! author was asked, unless they chose "always send if nothing moved" (never for production, never
//! for rejections). An answer that was lost is asked for again with the same key, so the portal does
//! each thing once. GUI thread.
//!
//! What is submitted with heldUntil waits until then, on disk like all else, and submit() ends with
//! kind Kept. When the console ended meanwhile, its author gets the whole time again. Offline it is not
//! held: its author is asked anyway.
//!
//! A write to production that is not armed is refused to its caller and not kept while the portal is
//! reachable. Composed offline it is kept, and needs production armed when it is sent.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    Outbox(RowStore &rows, ApiClient &client, ConnectionState &connection, const Clock &clock, QObject *parent = nullptr);
    ~Outbox() override;

    //! Reads what an earlier run left, and goes on with what may be sent; before that, submit()
    //! waits. When it fails, what waits is refused with the same error, and it may be called again.
    QFuture<Status> restore();
    const IntentStore &intents() const { return m_intents; }

    //! The server's answer, its refusal, or kind Kept when it waits here. The id, the order, the
    //! time and the expiry are set here where they are empty.
    QFuture<Result<ApiReply>> submit(Intent intent);
    template <codec::Described T>
    QFuture<Result<T>> submitFor(Intent intent);

    //! Ends the time in which these can be taken back. Each is checked again before it leaves.
    void release(const QList<IntentId> &ids);
    //! Sends these after their author said so; each is checked again first.
    void send(const QList<IntentId> &ids);
    //! Reads what the waiting ones rely on as it is now. What moved needs another look from then on.
    void check();
    //! Gives up an intent that has not left. Its words stay. Refused for one that may have arrived.
    QFuture<Status> withdraw(const IntentId &id);
    //! What is over, and how it leaves the list.
    OutboxReceipts &receipts() { return *m_receipts; }

    int waiting() const; //!< Queued, sending, or needing another look.
    QList<IntentId> readyToSend() const; //!< Checked, nothing moved, waiting for a word of their author.

    //! Must succeed before a decision is sent, and gives what is sent; while it fails for want of the
    //! portal, the decision waits. A decision that cannot be signed is refused here: it cannot be mended
    //! by waiting.
    void setPreparation(std::function<QFuture<Result<Intent>>(const Intent &)> prepare);
    void setAlwaysSend(bool always);
    bool alwaysSend() const { return m_alwaysSend; }
    //! How long an intent waits after a lost or busy answer; Retry-After is waited for in any case.
    void setRetryPolicy(const RetryPolicy &policy);

Q_SIGNALS:
    //! Online again with intents that wait for a word of their author. Once each time.
    void askToSend(const QList<gatehouse::IntentId> &ids);
    //! The disk did not take something, or production is not armed for what was to be sent; nothing
    //! that was said to be kept is lost.
    void failed(const gatehouse::Error &error);

private:
    using Caller = std::shared_ptr<QPromise<Result<ApiReply>>>;
    using Withdrawal = std::shared_ptr<QPromise<Status>>;

    void onRestored(const Status &status);
    void take(Intent intent, const Caller &caller);
    void onEnded(const IntentId &id, const Result<ApiReply> &answer, AnswerMeaning meaning);
    void onReleased(const IntentId &id);
    void answerWhatWaits();
    void answer(const IntentId &id, const Result<ApiReply> &result);
    Error whyKept(const Intent &intent, bool wasTried = false) const;
    void withdrawNow(const IntentId &id, const Withdrawal &withdrawal);
    QList<IntentId> waitingForWord() const;
    void askSoon();
    void onLooked();

    ApiClient &m_client;
    const Clock &m_clock;
    IntentStore m_intents;
    std::unique_ptr<OutboxRunner> m_runner;
    std::unique_ptr<OutboxReceipts> m_receipts;
    QHash<IntentId, Caller> m_callers;
    QHash<IntentId, Withdrawal> m_withdrawals;
    QList<std::pair<Intent, Caller>> m_early; //!< Submitted before what an earlier run left was read.
    qint64 m_sequence = 0;
    bool m_restored = false;
    bool m_alwaysSend = false;
    bool m_hasAsked = false; //!< Since the portal was reached again.
    QTimer m_askAgain; //!< While the portal did not tell about all that waits.
    QDateTime m_askedAt; //!< When what waits was last looked at for the question.
    bool m_asks = false; //!< The author is asked when all is looked at.
};

template <codec::Described T>
QFuture<Result<T>> Outbox::submitFor(Intent intent)
{
    return transformed(submit(std::move(intent)), this, [](const Result<ApiReply> &reply) -> Result<T> {
        if (!reply)
            return fail(reply.error());
        return readReply<T>(*reply);
    });
}

} // namespace gatehouse
