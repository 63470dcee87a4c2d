// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/codec.h"
#include "core/net/apirequest.h"
#include "core/sync/recordstore.h"

namespace gatehouse {

using IntentId = Id<struct IntentTag>; //!< A UUID; it is the Idempotency-Key, too.

//! What kind of write it is; decides the words, and what may be sent without asking.
enum class IntentKind { Decision, Comment, Request, RegistryEdit, Configuration, Operation, Other };

//! Where a write stands. The only ways from one to the next:
//!
//!     Composed ─► Queued ─► Sending ─┬─► Accepted
//!        (disk)        │             ├─► Refused            (the server's no; stays to be read)
//!                      │             ├─► NeedsAnotherLook   (what it relied on moved)
//!                      │             └─► Queued             (nobody answered; same key again)
//!                      ├─► NeedsAnotherLook, Expired        (found before sending)
//!                      ├─► Refused                          (its object is closed or gone: errorCode says)
//!                      └─► Withdrawn                        (by its author; also from NeedsAnotherLook, Refused)
//!
//! Queued with heldUntil ahead stays Queued: nothing leaves while its author may still take it back.
//! From NeedsAnotherLook nothing is sent: its author decides again, as a new intent.
enum class IntentState { Composed, Queued, Sending, Accepted, Refused, NeedsAnotherLook, Expired, Withdrawn };

bool mayFollow(IntentState from, IntentState to);
bool isOver(IntentState state); //!< Nothing will be sent any more, and nobody has to look at it.

//! One thing the author relied on: its name ("evidence", "digest", "policy", "stage", "status", "etag",
//! "version", "revision", "state"), and the value the server compares.
struct Reliance
{
    QString name;
    QString value;
    //! What a person knows the value by, where it is not the value: the name of a version, a time. Data, no sentence.
    QString words;
    bool operator==(const Reliance &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("name", s.name);
        visit("value", s.value);
        visit("words", s.words);
    }
};

//! A reliance beside what the portal says now.
struct Movement
{
    Reliance then;
    Reliance now;
    QString who; //!< Who moved it, when the portal says; may be empty.
    std::optional<QDateTime> when;
    bool moved() const { return then.value != now.value; }
    bool operator==(const Movement &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("then", s.then);
        visit("now", s.now);
        visit("who", s.who);
        visit("when", s.when);
    }
};

//! A write as its author meant it, with what they relied on. Durable before the screen says so; not
//! a decision before the portal accepted it. A value.
struct Intent
{
    IntentId id;
    IntentKind kind = IntentKind::Other;
    IntentState state = IntentState::Composed;

    // What is sent.
    QString verb;
    QString path;
    QString query;
    QJsonObject body;
    //! The statement of a decision made before anybody knew whether the portal wants it signed. The
    //! preparation of the Outbox signs it before it leaves.
    std::optional<QJsonObject> toSign;
    QString ifMatch;
    Environment environment = Environment::Unknown;
    bool productionWrite = false;

    QString basisPath; //!< Where what it relies on is read; empty when it relies on nothing.

    // What it is about, for order and for words.
    QString topic; //!< requests, plugins, configs, operations, versions, suppressions
    QString objectId; //!< Writes on one object keep their order; objects do not wait for each other.
    QString subject; //!< "@backstage-community/plugin-grafana"
    QString subjectDetail; //!< "0.4.1 → 0.4.3", "r41"
    QString verbWord; //!< Machine word of what it does: approve, reject, comment, block, install, save…
    QString stageName; //!< "Security"; empty when it is no decision.
    QString effect; //!< What the server said it would do: "Security becomes 2 of 2". May be empty.
    QString reason; //!< As it was written.

    QList<Reliance> relied;
    QList<Movement> movements; //!< From the last check, one for each reliance; empty when never checked.
    std::optional<QDateTime> checkedAt;

    qint64 sequence = 0; //!< Order of composing on this computer.
    QDateTime composedAt;
    bool composedOffline = false; //!< Sent only after the author was asked.
    QDateTime expiresAt;
    //! Its author may take it back until then: it does not leave before, unless they release it.
    std::optional<QDateTime> heldUntil;
    int attempts = 0;
    //! It left, and no answer came: the portal may have done it. Only the same key tells, for a day.
    std::optional<QDateTime> unknownSince;
    std::optional<QDateTime> endedAt;

    // How it ended.
    int httpStatus = 0;
    QString errorCode;
    QString errorMessage;
    QString correlationId;
    QString receipt; //!< Id of what the server made or changed; of a decision, its own.

    bool operator==(const Intent &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit);
};

//! A write that is not composed any further yet.
Intent intentTo(IntentKind kind, const char *verb, QString path, QJsonObject body = {});
//! The one way from one state to the next; fails, and changes nothing, when the table says no.
[[nodiscard]] Status enter(Intent &intent, IntentState to, const QDateTime &now);
//! At least one reliance of the last check has another value now.
bool anythingMoved(const Intent &intent);

//! The intents of this person, in the order they were composed. Filled by the Outbox.
using IntentStore = RecordStore<Intent>;

} // namespace gatehouse
