// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/outbox/intentjournal.h"

namespace gatehouse {

//! How long what is over stays in the Outbox: some weeks, and the newest ones of it. Words of a person
//! that went nowhere stay until that person removes them.
struct ReceiptRule
{
    static constexpr int days = 30;
    static constexpr int most = 200;
};

//! It is over, its words reached nobody, and nothing was written in its place.
bool staysUntilRemoved(const Intent &intent);
//! When one that is over leaves the list at the latest; nothing when it stays until it is removed.
std::optional<QDateTime> leavesAt(const Intent &intent);
//! Those whose time is over, and those beyond the newest.
QList<IntentId> outlived(const IntentStore &intents, const QDateTime &now);

//! What is over in the Outbox, and how it leaves it. GUI thread.
class OutboxReceipts final : public QObject
{
    Q_OBJECT

public:
    OutboxReceipts(const IntentStore &intents, IntentJournal &journal, const Clock &clock, QObject *parent = nullptr);

    //! Removes what the rule says, now and every hour from now on. Once everything is restored.
    void tidy();
    //! Removes those of them that are over.
    QFuture<Status> forget(const QList<IntentId> &ids);
    //! Puts back what was removed, as it was. What is not over stays where it is.
    QFuture<Status> bringBack(const QList<Intent> &intents);

    //! Says whether the words of an intent rest where they were written, too. Without it nothing that has
    //! words is dropped by noteShown().
    void setWordsKept(std::function<bool(const Intent &)> wordsKept) { m_wordsKept = std::move(wordsKept); }
    //! Its author saw this refusal of the portal beside its cause, just after they sent it: there is nothing
    //! left to finish in the Outbox, unless words would be lost.
    void noteShown(const Error &refusal);

private:
    bool wouldLoseWords(const Intent &intent) const;

    const IntentStore &m_intents;
    IntentJournal &m_journal;
    const Clock &m_clock;
    std::function<bool(const Intent &)> m_wordsKept;
    QTimer m_hourly;
};

} // namespace gatehouse
