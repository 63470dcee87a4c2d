// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/outboxrunner.h"

#include "core/sync/connectionstate.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int atOnce = 4;
constexpr qint64 shortestSleepMs = 1000;
constexpr qint64 longestSleepMs = 3600 * 1000;

bool isOpen(const Intent &intent)
{
    return intent.state == IntentState::Queued || intent.state == IntentState::Sending;
}

} // namespace

OutboxRunner::OutboxRunner(const Parts &parts, Ended ended, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_ended(std::move(ended))
    , m_journal(parts.rows, parts.store)
    , m_check(parts.client)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &OutboxRunner::pump);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &OutboxRunner::pump);
    connect(&parts.connection, &ConnectionState::stateChanged, this, &OutboxRunner::onConnection);
}

OutboxRunner::~OutboxRunner()
{
    qDeleteAll(m_active);
}

bool OutboxRunner::isReachable() const
{
    const ConnectionState::State state = m_parts.connection.state();
    return state != ConnectionState::State::Offline && state != ConnectionState::State::SignedOut;
}

void OutboxRunner::run()
{
    m_running = true;
    pumpSoon();
}

void OutboxRunner::pumpSoon()
{
    if (!m_soon.isActive())
        m_soon.start(0);
}

void OutboxRunner::approve(const QList<IntentId> &ids)
{
    for (const IntentId &id : ids) {
        m_approved.insert(id);
        m_held.remove(id);
        m_waits.remove(id);
    }
    pumpSoon();
}

void OutboxRunner::release(const QList<IntentId> &ids)
{
    for (const IntentId &id : ids) {
        const Intent *known = m_parts.store.find(id.text());
        if (!known || !isHeldBack(*known, m_parts.clock.now()) || m_locked.contains(id) || m_active.contains(id))
            continue;
        Intent next = *known;
        next.heldUntil.reset();
        rewrite(next);
    }
}

void OutboxRunner::look(const QList<IntentId> &ids)
{
    m_lookAsked = true;
    for (const IntentId &id : ids) {
        if (!m_toLook.contains(id) && !m_looking.contains(id))
            m_toLook.append(id);
    }
    pumpSoon();
}

bool OutboxRunner::waitsForWord(const Intent &intent) const
{
    const bool isHeld = m_held.contains(intent.id);
    return intent.state == IntentState::Queued && !intent.unknownSince
        && (isHeld || (intent.composedOffline && !m_approved.contains(intent.id)));
}

bool OutboxRunner::goesNow(const Intent &intent) const
{
    const QString lane = laneOf(intent);
    for (int row = 0; row < m_parts.store.count(); ++row) {
        const Intent &first = m_parts.store.at(row);
        if (!isOpen(first) || laneOf(first) != lane)
            continue;
        const bool isNext = isReachable() && isFree(first.id) && maySend(first);
        return isNext || (m_active.contains(first.id) && !m_looking.contains(first.id));
    }
    return false;
}

void OutboxRunner::unlock(const IntentId &id)
{
    m_locked.remove(id);
    pumpSoon();
}

void OutboxRunner::pump()
{
    if (!m_running)
        return;
    if (m_parts.connection.state() != ConnectionState::State::SignedOut) {
        startLooks();
        startSends();
    }
    setTimer();
    Q_EMIT pumped();
}

void OutboxRunner::startLooks()
{
    while (!m_toLook.isEmpty() && m_active.size() < atOnce) {
        const IntentId id = m_toLook.takeFirst();
        const Intent *intent = m_parts.store.find(id.text());
        if (intent && intent->state == IntentState::Queued && !m_active.contains(id) && !m_locked.contains(id)) {
            m_looking.insert(id);
            start(*intent, IntentDelivery::Purpose::Look);
        }
    }
    if (m_lookAsked && m_toLook.isEmpty() && m_looking.isEmpty()) {
        m_lookAsked = false;
        Q_EMIT looked();
    }
}

void OutboxRunner::startSends()
{
    QList<Intent> heads;
    QSet<QString> lanes;
    for (int row = 0; row < m_parts.store.count(); ++row) {
        const Intent &intent = m_parts.store.at(row);
        if (!isOpen(intent))
            continue;
        const bool isLast = endOfLife(intent, m_parts.clock.now()).has_value();
        const bool isHead = !lanes.contains(laneOf(intent));
        lanes.insert(laneOf(intent));
        if (isFree(intent.id) && (isLast || (isHead && maySend(intent))))
            heads.append(intent);
    }
    // Behind another one they see what that one changes.
    const QSet<IntentId> fresh = std::exchange(m_fresh, {});
    for (const Intent &intent : std::as_const(heads)) {
        const bool isFresh = fresh.contains(intent.id);
        if (m_active.size() < atOnce)
            start(intent, isFresh ? IntentDelivery::Purpose::SendFresh : IntentDelivery::Purpose::Send);
        else if (isFresh)
            m_fresh.insert(intent.id);
    }
}

//! Nobody works on it, and it waits for no time.
bool OutboxRunner::isFree(const IntentId &id) const
{
    const auto wait = m_waits.constFind(id);
    return !m_active.contains(id) && !m_locked.contains(id) && (wait == m_waits.cend() || wait->until.hasExpired());
}

bool OutboxRunner::maySend(const Intent &intent) const
{
    return !m_held.contains(intent.id) && !waitsForWord(intent) && !isHeldBack(intent, m_parts.clock.now());
}

void OutboxRunner::start(const Intent &intent, IntentDelivery::Purpose purpose)
{
    const IntentDelivery::Parts parts {m_journal, m_parts.client, m_check, m_parts.clock, m_prepare};
    auto *delivery = new IntentDelivery(parts, intent, purpose, this);
    m_active.insert(intent.id, delivery);
    const bool looks = purpose == IntentDelivery::Purpose::Look;
    delivery->start([this, id = intent.id, looks](const Result<ApiReply> &answer, AnswerMeaning meaning) {
        m_active.remove(id);
        if (looks)
            m_looking.remove(id);
        else
            onSent(id, answer, meaning);
        Q_EMIT released(id);
        pumpSoon();
    });
}

void OutboxRunner::onSent(const IntentId &id, const Result<ApiReply> &answer, AnswerMeaning meaning)
{
    const Intent *intent = m_parts.store.find(id.text());
    const bool waits = intent && intent->state == IntentState::Queued;
    if (waits && meaning == AnswerMeaning::Held) {
        m_held.insert(id);
        m_approved.remove(id);
    } else if (waits) {
        waitFor(id, answer);
    } else {
        m_waits.remove(id);
        m_approved.remove(id);
        m_held.remove(id);
    }
    if (intent && intent->state == IntentState::Accepted && answer)
        onAccepted(Intent(*intent), answer->etag);
    m_ended(id, answer, meaning);
}

void OutboxRunner::waitFor(const IntentId &id, const Result<ApiReply> &answer)
{
    Wait &wait = m_waits[id];
    ++wait.failures;
    const int asked = answer ? 0 : answer.error().retryAfterSeconds * 1000;
    wait.askedByPortal = asked > 0;
    wait.until = QDeadlineTimer(std::max(asked, m_retry.delayBefore(wait.failures + 1)));
}

//! What its author composed behind it relies on the object as this one left it; and what needed
//! another look is over once it was decided again.
void OutboxRunner::onAccepted(const Intent &accepted, const QString &etag)
{
    const auto wasSeen = [&](const Reliance &r) { return r.name == "etag"_L1 && r.value == accepted.ifMatch; };
    for (int row = 0; row < m_parts.store.count(); ++row) {
        Intent other = m_parts.store.at(row);
        if (m_active.contains(other.id) || m_locked.contains(other.id) || laneOf(other) != laneOf(accepted))
            continue;
        const auto seen = std::find_if(other.relied.begin(), other.relied.end(), wasSeen);
        if (isMeantAgain(other, accepted) && enter(other, IntentState::Withdrawn, m_parts.clock.now())) {
            other.errorCode = u"decided_again"_s;
            rewrite(other);
        } else if (other.state == IntentState::Queued && !other.unknownSince && seen != other.relied.end() && !etag.isEmpty()) {
            seen->value = other.ifMatch = etag;
            rewrite(other);
        }
    }
}

void OutboxRunner::rewrite(const Intent &next)
{
    lock(next.id);
    m_journal.commit(next, [this, id = next.id](const Status &) { unlock(id); });
}

//! Wakes for the next repetition, the end of a hold or the end of a life.
void OutboxRunner::setTimer()
{
    qint64 sleep = longestSleepMs;
    for (int row = 0; row < m_parts.store.count(); ++row) {
        const Intent &intent = m_parts.store.at(row);
        if (intent.state != IntentState::Queued || m_active.contains(intent.id))
            continue;
        const auto wait = m_waits.constFind(intent.id);
        // Looked at each second, because the clock may be set meanwhile.
        if (isHeldBack(intent, m_parts.clock.now()))
            sleep = std::min({sleep, shortestSleepMs, m_parts.clock.now().msecsTo(*intent.heldUntil)});
        else if (wait != m_waits.cend() && !wait->until.hasExpired())
            sleep = std::min(sleep, wait->until.remainingTime());
        else
            sleep = std::clamp(m_parts.clock.now().msecsTo(intent.expiresAt), shortestSleepMs, sleep);
    }
    m_later.start(int(std::max<qint64>(1, sleep)));
}

void OutboxRunner::onConnection()
{
    if (isReachable()) {
        for (auto it = m_waits.begin(); it != m_waits.end();)
            it = it->askedByPortal && !it->until.hasExpired() ? std::next(it) : m_waits.erase(it);
    }
    pumpSoon();
}

} // namespace gatehouse
