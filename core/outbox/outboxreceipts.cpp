// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outboxreceipts.h"

#include "core/base/async.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int hourMs = 3600 * 1000;

QDateTime endOf(const Intent &intent)
{
    return intent.endedAt.value_or(intent.composedAt);
}

bool hasWords(const Intent &intent)
{
    return !intent.reason.isEmpty() || intent.body.contains("yaml"_L1);
}

//! A future and the function that ends it.
std::pair<QFuture<Status>, IntentJournal::Done> answering()
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    return {promise->future(), [promise](const Status &status) {
                promise->addResult(status);
                promise->finish();
            }};
}

} // namespace

bool staysUntilRemoved(const Intent &intent)
{
    return isOver(intent.state) && intent.state != IntentState::Accepted && hasWords(intent) && intent.errorCode != "decided_again"_L1;
}

std::optional<QDateTime> leavesAt(const Intent &intent)
{
    if (!isOver(intent.state) || staysUntilRemoved(intent))
        return {};
    return endOf(intent).addDays(ReceiptRule::days);
}

QList<IntentId> outlived(const IntentStore &intents, const QDateTime &now)
{
    QList<const Intent *> over;
    for (int row = 0; row < intents.count(); ++row) {
        if (leavesAt(intents.at(row)))
            over.append(&intents.at(row));
    }
    std::ranges::stable_sort(over, [](const Intent *a, const Intent *b) { return endOf(*a) > endOf(*b); });
    QList<IntentId> ids;
    for (qsizetype i = 0; i < over.size(); ++i) {
        if (i >= ReceiptRule::most || *leavesAt(*over.at(i)) <= now)
            ids.append(over.at(i)->id);
    }
    return ids;
}

OutboxReceipts::OutboxReceipts(const IntentStore &intents, IntentJournal &journal, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_intents(intents)
    , m_journal(journal)
    , m_clock(clock)
{
    m_hourly.setInterval(hourMs);
    connect(&m_hourly, &QTimer::timeout, this, &OutboxReceipts::tidy);
}

void OutboxReceipts::tidy()
{
    m_hourly.start();
    const QList<IntentId> ids = outlived(m_intents, m_clock.now());
    if (!ids.isEmpty())
        m_journal.remove(ids, [](const Status &) { /* told by failed(), and tried again in an hour */ });
}

QFuture<Status> OutboxReceipts::forget(const QList<IntentId> &ids)
{
    QList<IntentId> over;
    for (const IntentId &id : ids) {
        const Intent *intent = m_intents.find(id.text());
        if (intent && isOver(intent->state))
            over.append(id);
    }
    auto [future, done] = answering();
    m_journal.remove(over, done);
    return future;
}

QFuture<Status> OutboxReceipts::bringBack(const QList<Intent> &intents)
{
    QList<Intent> over = intents;
    over.removeIf([](const Intent &intent) { return !isOver(intent.state); });
    auto [future, done] = answering();
    m_journal.putBack(over, done);
    return future;
}

void OutboxReceipts::noteShown(const Error &refusal)
{
    const auto isIt = [&refusal](const Intent &intent) {
        const bool given = intent.state == IntentState::Refused || intent.state == IntentState::NeedsAnotherLook;
        return given && !intent.composedOffline && !intent.unknownSince && intent.correlationId == refusal.correlationId;
    };
    for (int row = m_intents.count() - 1; row >= 0 && !refusal.correlationId.isEmpty(); --row) {
        const Intent &intent = m_intents.at(row);
        if (!isIt(intent))
            continue;
        if (!wouldLoseWords(intent))
            m_journal.remove({intent.id}, [](const Status &) { /* told by failed(); it stays then */ });
        return;
    }
}

bool OutboxReceipts::wouldLoseWords(const Intent &intent) const
{
    return hasWords(intent) && !(m_wordsKept && m_wordsKept(intent));
}

} // namespace gatehouse
