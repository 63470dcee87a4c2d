// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outbox.h"

#include "core/base/random.h"
#include "core/outbox/outboxreceipts.h"
#include "core/outbox/outboxrunner.h"
#include "core/sync/connectionstate.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int askAgainMs = 1500;
}

Outbox::Outbox(RowStore &rows, ApiClient &client, ConnectionState &connection, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_runner(std::make_unique<OutboxRunner>(OutboxRunner::Parts {m_intents, rows, client, connection, clock},
          [this](const IntentId &id, const Result<ApiReply> &result, AnswerMeaning meaning) { onEnded(id, result, meaning); }))
    , m_receipts(std::make_unique<OutboxReceipts>(m_intents, m_runner->journal(), clock))
{
    connect(&m_runner->journal(), &IntentJournal::failed, this, &Outbox::failed);
    connect(m_runner.get(), &OutboxRunner::released, this, &Outbox::onReleased);
    connect(m_runner.get(), &OutboxRunner::pumped, this, &Outbox::answerWhatWaits);
    connect(m_runner.get(), &OutboxRunner::looked, this, &Outbox::onLooked);
    connect(&connection, &ConnectionState::stateChanged, this, &Outbox::askSoon);
    m_askAgain.setSingleShot(true);
    m_askAgain.setInterval(askAgainMs);
    connect(&m_askAgain, &QTimer::timeout, this, &Outbox::askSoon);
}

Outbox::~Outbox() = default;

QFuture<Status> Outbox::restore()
{
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    m_runner->journal().restore([this, promise](const Status &status) {
        onRestored(status);
        promise->addResult(status);
        promise->finish();
    });
    return promise->future();
}

void Outbox::onRestored(const Status &status)
{
    const auto early = std::exchange(m_early, {});
    if (!status) {
        for (const auto &[intent, caller] : early) {
            caller->addResult(fail(status.error()));
            caller->finish();
        }
        return;
    }
    const QDateTime heldUntil = m_clock.now().addSecs(IntentLife::holdSeconds);
    for (int row = 0; row < m_intents.count(); ++row) {
        Intent intent = m_intents.at(row);
        m_sequence = std::max(m_sequence, intent.sequence);
        // It left, and the console ended before it heard: the same key asks for the answer.
        if (intent.state == IntentState::Sending && enter(intent, IntentState::Queued, m_clock.now()))
            m_runner->journal().adopt(intent);
        // Nobody could take it back while the console was gone. The disk keeps the earlier time: the
        // next run does the same.
        if (intent.state == IntentState::Queued && intent.heldUntil && intent.attempts == 0) {
            intent.heldUntil = heldUntil;
            m_runner->journal().adopt(intent);
        }
    }
    m_restored = true;
    for (const auto &[intent, caller] : early)
        take(intent, caller);
    m_runner->run();
    askSoon();
}

QFuture<Result<ApiReply>> Outbox::submit(Intent intent)
{
    auto caller = std::make_shared<QPromise<Result<ApiReply>>>();
    caller->start();
    if (m_restored)
        take(std::move(intent), caller);
    else
        m_early.append({std::move(intent), caller});
    return caller->future();
}

void Outbox::take(Intent intent, const Caller &caller)
{
    const auto refuse = [caller](const Error &error) {
        caller->addResult(fail(error));
        caller->finish();
    };
    const QDateTime now = m_clock.now();
    if (intent.id.isEmpty())
        intent.id = IntentId(newUuid());
    intent.sequence = ++m_sequence;
    intent.composedAt = now;
    intent.composedOffline = !m_runner->isReachable();
    if (!intent.expiresAt.isValid())
        intent.expiresAt = expiryOf(intent, now);
    if (intent.composedOffline)
        intent.heldUntil.reset();
    const auto refusal = intent.composedOffline ? std::nullopt : m_client.refusal(requestOf(intent));
    if (refusal)
        return refuse(*refusal);
    if (const Status entered = enter(intent, IntentState::Queued, now); !entered)
        return refuse(entered.error());
    m_callers.insert(intent.id, caller);
    const bool isHeld = intent.heldUntil.has_value();
    m_runner->journal().commit(intent, [this, id = intent.id, isHeld](const Status &written) {
        if (!written)
            return answer(id, fail(written.error()));
        // Much may move while it is held: it is checked like what waited.
        if (!isHeld)
            m_runner->setFresh(id);
        m_runner->pumpSoon();
    });
}

void Outbox::onEnded(const IntentId &id, const Result<ApiReply> &result, AnswerMeaning meaning)
{
    const Intent *intent = m_intents.find(id.text());
    const bool waits = intent && intent->state == IntentState::Queued;
    answer(id, waits ? Result<ApiReply>(fail(whyKept(*intent, true))) : result);
    if (waits && meaning == AnswerMeaning::Held)
        Q_EMIT failed(result.error());
}

void Outbox::onReleased(const IntentId &id)
{
    if (const Withdrawal withdrawal = m_withdrawals.take(id))
        withdrawNow(id, withdrawal);
}

//! Those whose intent will not go in this moment hear that it is kept.
void Outbox::answerWhatWaits()
{
    const QList<IntentId> ids = m_callers.keys();
    for (const IntentId &id : ids) {
        const Intent *intent = m_intents.find(id.text());
        if (intent && !m_runner->goesNow(*intent))
            answer(id, fail(whyKept(*intent)));
    }
}

void Outbox::answer(const IntentId &id, const Result<ApiReply> &result)
{
    if (const Caller caller = m_callers.take(id)) {
        caller->addResult(result);
        caller->finish();
    }
}

Error Outbox::whyKept(const Intent &intent, bool wasTried) const
{
    if (intent.unknownSince) {
        return keptError(u"The portal did not answer. Gatehouse asks again until it knows; nothing happens twice."_s);
    }
    if (isHeldBack(intent, m_clock.now()))
        return keptError(u"It is sent in a moment. Until then you can take it back."_s);
    if (!m_runner->isReachable())
        return keptError(u"The portal cannot be reached. It waits in the outbox of this computer."_s);
    if (intent.attempts == 0 && !wasTried)
        return keptError(u"Something you wrote before on the same object waits. This waits behind it in the outbox."_s);
    return keptError(u"The portal cannot take it now. It waits in the outbox and goes as soon as it can."_s);
}

void Outbox::release(const QList<IntentId> &ids)
{
    m_runner->release(ids);
}

void Outbox::send(const QList<IntentId> &ids)
{
    m_runner->approve(ids);
}

void Outbox::check()
{
    m_runner->look(waitingForWord());
}

QFuture<Status> Outbox::withdraw(const IntentId &id)
{
    auto withdrawal = std::make_shared<QPromise<Status>>();
    withdrawal->start();
    IntentDelivery *delivery = m_runner->delivery(id);
    if (delivery && !delivery->hasLeft() && !m_withdrawals.contains(id)) {
        delivery->stop();
        m_withdrawals.insert(id, withdrawal);
    } else {
        withdrawNow(id, withdrawal);
    }
    return withdrawal->future();
}

void Outbox::withdrawNow(const IntentId &id, const Withdrawal &withdrawal)
{
    const auto end = [withdrawal](const Status &status) {
        withdrawal->addResult(status);
        withdrawal->finish();
    };
    const Intent *known = m_intents.find(id.text());
    if (!known)
        return end(fail(inputError(u"not_found"_s, u"It is not in the outbox any more."_s)));
    if (m_runner->isActive(id) || known->state == IntentState::Sending)
        return end(fail(blockedError(u"under_way"_s, u"It is being sent right now."_s)));
    if (known->state == IntentState::Queued && known->unknownSince) {
        return end(fail(blockedError(u"outcome_unknown"_s,
            u"It may have arrived. Gatehouse asks the portal first; it cannot be taken back before that."_s)));
    }
    Intent intent = *known;
    if (const Status entered = enter(intent, IntentState::Withdrawn, m_clock.now()); !entered)
        return end(entered);
    m_runner->lock(id);
    m_runner->journal().commit(intent, [this, id, end](const Status &written) {
        m_runner->unlock(id);
        end(written);
    });
}

int Outbox::waiting() const
{
    int count = 0;
    for (int row = 0; row < m_intents.count(); ++row)
        count += isOver(m_intents.at(row).state) ? 0 : 1;
    return count;
}

QList<IntentId> Outbox::readyToSend() const
{
    QList<IntentId> ready;
    for (const IntentId &id : waitingForWord()) {
        const Intent *intent = m_intents.find(id.text());
        if (intent->checkedAt && !anythingMoved(*intent))
            ready.append(id);
    }
    return ready;
}

QList<IntentId> Outbox::waitingForWord() const
{
    QList<IntentId> ids;
    for (int row = 0; row < m_intents.count(); ++row) {
        if (m_runner->waitsForWord(m_intents.at(row)))
            ids.append(m_intents.at(row).id);
    }
    return ids;
}

void Outbox::setPreparation(std::function<QFuture<Result<Intent>>(const Intent &)> prepare)
{
    m_runner->setPreparation(std::move(prepare));
}

void Outbox::setAlwaysSend(bool always)
{
    m_alwaysSend = always;
}

void Outbox::setRetryPolicy(const RetryPolicy &policy)
{
    m_runner->setRetryPolicy(policy);
}

//! Once after the portal was reached again, and after what an earlier run left was read.
void Outbox::askSoon()
{
    if (!m_runner->isReachable()) {
        m_hasAsked = false;
        return;
    }
    if (!m_restored || m_hasAsked)
        return;
    m_hasAsked = true;
    m_asks = true;
    m_askedAt = m_clock.now();
    check();
}

void Outbox::onLooked()
{
    if (!std::exchange(m_asks, false))
        return;
    const QList<IntentId> waiting = waitingForWord();
    const bool allSeen = std::all_of(waiting.begin(), waiting.end(), [this](const IntentId &id) {
        const auto checkedAt = m_intents.find(id.text())->checkedAt;
        return checkedAt && *checkedAt >= m_askedAt;
    });
    if (!allSeen) {
        // The portal did not answer about some, or we are not signed in yet: asked about all of them a little later.
        m_hasAsked = false;
        m_askAgain.start();
        return;
    }
    QList<IntentId> unasked;
    QList<IntentId> asked;
    for (const IntentId &id : readyToSend()) {
        const bool goes = m_alwaysSend && maySendUnasked(*m_intents.find(id.text()));
        (goes ? unasked : asked).append(id);
    }
    if (!unasked.isEmpty())
        m_runner->approve(unasked);
    if (!asked.isEmpty())
        Q_EMIT askToSend(asked);
}

} // namespace gatehouse
