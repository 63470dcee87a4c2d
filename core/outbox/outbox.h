// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/apiclient.h"
#include "core/outbox/intent.h"
#include "core/storage/rowstore.h"

namespace gatehouse {

class ConnectionState;

//! The one way in which writes leave the console. An intent is on disk before submit()'s future can
//! end; it is sent at once while the portal is reachable and nothing waits before it on the same
//! object, and waits here otherwise. What was composed offline is sent only by send(), after its
//! author was asked, unless they chose "always send if nothing moved" (never for production, never
//! for rejections). An answer that was lost is asked for again with the same key, so the portal does
//! each thing once. GUI thread.
class Outbox final : public QObject
{
    Q_OBJECT

public:
    Outbox(RowStore &rows, ApiClient &client, ConnectionState &connection, const Clock &clock, QObject *parent = nullptr);
    ~Outbox() override;

    //! Reads what an earlier run left; before that, submit() waits.
    QFuture<Status> restore();
    const IntentStore &intents() const { return m_intents; }

    //! The server's answer, its refusal, or kind Kept when it waits here.
    QFuture<Result<ApiReply>> submit(Intent intent);
    template <codec::Described T>
    QFuture<Result<T>> submitFor(Intent intent);

    //! Sends these after their author said so; each is checked again first.
    void send(const QList<IntentId> &ids);
    //! Reads what the waiting ones rely on as it is now.
    void check();
    //! Gives up an intent that is not under way. Its words stay.
    QFuture<Status> withdraw(const IntentId &id);
    //! Removes receipts and given-up intents that are over.
    QFuture<Status> forget(const QList<IntentId> &ids);

    int waiting() const; //!< Queued, sending, or needing another look.
    QList<IntentId> readyToSend() const; //!< Checked, nothing moved, waiting for a word of their author.

    void setAlwaysSend(bool always) { m_alwaysSend = always; }
    bool alwaysSend() const { return m_alwaysSend; }

Q_SIGNALS:
    //! Online again with intents that wait for a word of their author.
    void askToSend(const QList<gatehouse::IntentId> &ids);
    //! The disk did not take something; nothing that was said to be kept is lost.
    void failed(const gatehouse::Error &error);

private:
    IntentStore m_intents;
    bool m_alwaysSend = false;
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
