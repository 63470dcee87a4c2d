// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/outbox/intentdelivery.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

void note(Intent &intent, const Error &error)
{
    intent.httpStatus = error.httpStatus;
    intent.errorCode = error.code;
    intent.errorMessage = error.message;
    intent.correlationId = error.correlationId;
}

void note(Intent &intent, const ApiReply &reply)
{
    intent.httpStatus = reply.status;
    intent.errorCode.clear();
    intent.errorMessage.clear();
    intent.correlationId = reply.correlationId;
    intent.receipt = receiptOf(reply);
}

Error elsewhere()
{
    return keptError(u"Another window of Gatehouse goes on with it."_s);
}

Error waits()
{
    return keptError(u"It waits in the outbox of this computer."_s);
}

Error movedError()
{
    return blockedError(u"changed_meanwhile"_s, u"It changed after you looked at it. Look again before you go on."_s);
}

//! No waiting makes a signature of it: its author hears of it, and decides again.
bool cannotBeSigned(const Error &error)
{
    return error.kind == ErrorKind::Crypto || error.code == "signing_key_revoked"_L1;
}

bool didNothing(AnswerMeaning meaning)
{
    using enum AnswerMeaning;
    return meaning == NotDone || meaning == NotSent || meaning == SignIn || meaning == Held;
}

} // namespace

IntentDelivery::IntentDelivery(const Parts &parts, Intent intent, Purpose purpose, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_intent(std::move(intent))
    , m_unknownBefore(m_intent.unknownSince)
    , m_purpose(purpose)
{
}

void IntentDelivery::start(Ended ended)
{
    m_ended = std::move(ended);
    if (endOfLife(m_intent, m_parts.clock.now()))
        return readAgain();
    // Asked before anything else: a write to production must not even be half on its way.
    const auto refusal = m_purpose == Purpose::Look ? std::nullopt : m_parts.client.refusal(requestOf(m_intent));
    if (refusal)
        return end(fail(*refusal), AnswerMeaning::Held);
    if (m_parts.prepare && m_intent.kind == IntentKind::Decision && m_purpose != Purpose::Look)
        prepare();
    else
        lookAround();
}

void IntentDelivery::prepare()
{
    deliver(m_parts.prepare(m_intent), this, [this](const Result<Intent> &prepared) {
        if (prepared) {
            m_intent = *prepared;
            lookAround();
        } else if (cannotBeSigned(prepared.error())) {
            note(m_intent, prepared.error());
            conclude(IntentState::Refused, fail(prepared.error()), AnswerMeaning::Refused);
        } else {
            giveUpBefore(prepared.error());
        }
    });
}

void IntentDelivery::lookAround()
{
    const bool judgedByPortal = m_purpose == Purpose::SendFresh && !needsEtagOfNow(m_intent);
    if (m_unknownBefore || m_intent.basisPath.isEmpty() || judgedByPortal)
        return readAgain();
    deliver(m_parts.check.check(m_intent), this, [this](const Result<RelianceNow> &now) { onChecked(now); });
}

void IntentDelivery::endLife(IntentState state)
{
    const Error error = state == IntentState::Expired
        ? blockedError(u"expired"_s, u"It waited too long and was not sent. Decide again."_s)
        : blockedError(u"outcome_unknown"_s,
            u"The portal did not say in time whether it did this. Look at the object, then decide again."_s);
    note(m_intent, error);
    conclude(state, fail(error), AnswerMeaning::Refused);
}

void IntentDelivery::onChecked(const Result<RelianceNow> &now)
{
    if (!now)
        return giveUpBefore(now.error());
    m_now = *now;
    m_intent.movements = now->movements;
    m_intent.checkedAt = m_parts.clock.now();
    if (!now->etag.isEmpty())
        m_intent.ifMatch = now->etag;
    readAgain();
}

//! It did not leave. The portal's no is one; for all else it waits.
void IntentDelivery::giveUpBefore(const Error &error)
{
    const Result<ApiReply> answer = fail(error);
    const AnswerMeaning meaning = meaningOf(answer);
    if (meaning != AnswerMeaning::Refused)
        return end(answer, meaning == AnswerMeaning::SignIn ? meaning : AnswerMeaning::NotSent);
    note(m_intent, error);
    conclude(IntentState::Refused, answer, meaning);
}

//! The last thing before it leaves or is given back: had another console sent it meanwhile, its own
//! change would look like somebody else's.
void IntentDelivery::readAgain()
{
    m_parts.journal.readAgain(m_intent.id, [this](const Result<std::optional<Intent>> &kept) {
        if (!kept)
            return end(fail(kept.error()), AnswerMeaning::NotSent);
        if (!*kept)
            return end(fail(elsewhere()), AnswerMeaning::Refused);
        onReadAgain(**kept);
    });
}

void IntentDelivery::onReadAgain(const Intent &kept)
{
    if (kept.state == IntentState::Sending && m_purpose == Purpose::Look)
        return end(fail(elsewhere()), AnswerMeaning::NotSent);
    if (kept.state == IntentState::Sending) {
        m_unknownBefore = m_intent.unknownSince = kept.unknownSince;
    } else if (kept.state != IntentState::Queued) {
        m_parts.journal.adopt(kept);
        return end(fail(elsewhere()), AnswerMeaning::Refused);
    }
    if (const auto state = endOfLife(m_intent, m_parts.clock.now()))
        return endLife(*state);
    if (m_stopped)
        return end(fail(cancelledError()), AnswerMeaning::NotSent);
    if (!m_unknownBefore && m_now && m_now->isClosed)
        return giveBack(blockedError(u"closed"_s, u"It closed before this was sent."_s), IntentState::Refused);
    if (!m_unknownBefore && m_now && m_now->moved())
        return giveBack(movedError(), IntentState::NeedsAnotherLook);
    if (m_purpose == Purpose::Look)
        commitLook();
    else
        commitSending();
}

void IntentDelivery::commitLook()
{
    m_intent.checkedAt = m_parts.clock.now();
    m_parts.journal.commit(m_intent, [this](const Status &) { end(fail(waits()), AnswerMeaning::NotSent); });
}

//! Found before it left.
void IntentDelivery::giveBack(const Error &error, IntentState state)
{
    note(m_intent, error);
    conclude(state, fail(error), AnswerMeaning::Moved);
}

void IntentDelivery::commitSending()
{
    m_left = true;
    if (const Status entered = enter(m_intent, IntentState::Sending, m_parts.clock.now()); !entered)
        return end(fail(entered.error()), AnswerMeaning::NotSent);
    ++m_intent.attempts;
    if (!m_intent.unknownSince)
        m_intent.unknownSince = m_parts.clock.now();
    m_parts.journal.commit(m_intent, [this](const Status &written) {
        if (written)
            send();
        else
            end(fail(written.error()), AnswerMeaning::NotSent);
    });
}

void IntentDelivery::send()
{
    deliver(m_parts.client.send(requestOf(m_intent)), this, [this](const Result<ApiReply> &answer) { onAnswer(answer); });
}

void IntentDelivery::onAnswer(const Result<ApiReply> &answer)
{
    const AnswerMeaning meaning = meaningOf(answer);
    if (answer)
        note(m_intent, *answer);
    else
        note(m_intent, answer.error());
    switch (meaning) {
    case AnswerMeaning::Accepted:
        return conclude(IntentState::Accepted, answer, meaning);
    case AnswerMeaning::Refused:
        return conclude(IntentState::Refused, answer, meaning);
    case AnswerMeaning::Moved:
        if (m_intent.basisPath.isEmpty())
            return conclude(IntentState::NeedsAnotherLook, answer, meaning);
        deliver(m_parts.check.check(m_intent), this,
            [this, answer](const Result<RelianceNow> &now) { onMoved(answer, now); });
        return;
    default:
        return conclude(IntentState::Queued, answer, meaning);
    }
}

//! The portal's no stands; what moved is told with it when the portal says so.
void IntentDelivery::onMoved(const Result<ApiReply> &answer, const Result<RelianceNow> &now)
{
    if (now) {
        m_intent.movements = now->movements;
        m_intent.checkedAt = m_parts.clock.now();
    }
    conclude(now && now->isClosed ? IntentState::Refused : IntentState::NeedsAnotherLook, answer, AnswerMeaning::Moved);
}

void IntentDelivery::conclude(IntentState state, const Result<ApiReply> &answer, AnswerMeaning meaning)
{
    if (const Status entered = enter(m_intent, state, m_parts.clock.now()); !entered)
        return end(fail(entered.error()), AnswerMeaning::NotSent);
    if (didNothing(meaning))
        m_intent.unknownSince = m_unknownBefore;
    else if (meaning != AnswerMeaning::Later)
        m_intent.unknownSince.reset();
    // Nobody was there when it was composed: its author is asked before it is sent.
    if (m_purpose == Purpose::SendFresh && meaning == AnswerMeaning::NotSent)
        m_intent.composedOffline = true;
    m_parts.journal.conclude(m_intent, [this, answer, meaning](const Status &) { end(answer, meaning); });
}

void IntentDelivery::end(const Result<ApiReply> &answer, AnswerMeaning meaning)
{
    std::exchange(m_ended, {})(answer, meaning);
    deleteLater();
}

} // namespace gatehouse
