// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/outbox/intent.h"

//! What holds for every intent, whoever sends it: how long it lives, what waits for whom, and what
//! an answer means for it.
namespace gatehouse {

//! How long an intent may wait before it must be meant again.
struct IntentLife
{
    static constexpr int decisionHours = 24; //!< Decisions, and what changes production.
    static constexpr int otherHours = 7 * 24;
    //! The portal knows a key for 24 hours; less here, so that clocks may differ.
    static constexpr int keyHours = 23;
    //! In which what was decided for many at once can be taken back.
    static constexpr int holdSeconds = 30;
};

bool isProductionWrite(const Intent &intent);
bool isRejection(const Intent &intent);
//! Its author may still take it back.
bool isHeldBack(const Intent &intent, const QDateTime &now);
//! What "always send if nothing moved" may send: no production, no rejections.
bool maySendUnasked(const Intent &intent);
QDateTime expiryOf(const Intent &intent, const QDateTime &composedAt);
//! Intents with the same one keep their order. What is about nothing that exists yet has its own.
QString laneOf(const Intent &intent);
//! Expired, or NeedsAnotherLook when it may have happened and no key can tell any more; nothing
//! while it may be sent.
std::optional<IntentState> endOfLife(const Intent &intent, const QDateTime &now);
//! What its author saw carries no etag: it is read before the intent is sent.
bool needsEtagOfNow(const Intent &intent);
//! \a again is what its author decided after \a before needed another look.
bool isMeantAgain(const Intent &before, const Intent &again);
ApiRequest requestOf(const Intent &intent);

//! What an answer means for the intent it was given to.
enum class AnswerMeaning {
    Accepted,
    Refused, //!< The portal's no.
    Moved, //!< Something else than the author saw.
    Later, //!< No answer of the portal: it may have done it or not.
    NotDone, //!< It certainly did nothing; the same may be sent later.
    NotSent, //!< It never left.
    SignIn, //!< Not before the person signed in again.
    Held //!< Not before production is armed.
};
AnswerMeaning meaningOf(const Result<ApiReply> &answer);
//! Id of what the portal made or changed, from an accepted answer: of a decision, its own.
QString receiptOf(const ApiReply &reply);

} // namespace gatehouse
