// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/outbox/movementmodel.h"
#include "models/outbox/outboxmodel.h"
#include "widgets/common/paint/primitives.h"

#include <QDateTime>

//! What is said about an intent, in the person's language.
namespace gatehouse::outboxwords {

//! What a machine word of an intent is in words, with its drawing.
struct Verb
{
    QString doing; //!< "Approve", "Request changes": before it is sent
    QString done; //!< "Approved", "Changes asked": afterwards
    QString sending; //!< "Approve", "Request changes on": before the name of what it is about
    QString noun; //!< "approval", "comment": "Your approval waits in the Outbox"
    IconName icon = IconName::Send;
    Tone tone = Tone::Neutral;
};
Verb verb(const Intent &intent);

//! "Approve, Security".
QString title(const Intent &intent);
//! The name without its scope: "plugin-grafana".
QString shortName(const Intent &intent);
//! What it leads to: "0.4.3" of "0.4.1 → 0.4.3".
QString target(const Intent &intent);
//! What happens when it is sent: what the portal said, else what the verb means. May be empty.
QString effect(const Intent &intent);
//! Why something that is over was not sent: "expired", "you discarded it", or the portal's words.
QString closing(const Intent &intent);
//! "It leaves this list on 23 Dec.": for what is over.
QString leaving(const Intent &intent, const QDateTime &now);
//! "Your approval waits in the Outbox".
QString waits(const Intent &intent);
//! What it is about was closed or is gone, so that nobody had to refuse it.
bool isClosed(const Intent &intent);
//! A decision that did not count, on something that is still to be decided.
bool canBeDecidedAgain(const Intent &intent);
//! "held back until 10:46:31": its author may take it back until then. Empty when it is not held back.
QString heldBack(const Intent &intent, const QDateTime &now);
//! One sentence for screen readers.
QString spoken(const Intent &intent, const QDateTime &now);
BadgeLook state(const Intent &intent);
QString groupName(OutboxModel::Group group);

//! "evidence", for rows; "Security stage", for tables.
QString shortReliance(const QString &name);
QString reliance(const QString &name, const Intent &intent);
IconName relianceIcon(const QString &name);
//! What was relied on, a line each: "Revision 4", "0 high, 1 medium".
QStringList lines(const Reliance &side);

//! "1 thing", "Two things": the start of a sentence.
QString things(int count);
//! "today 09:58", "tomorrow 09:58", "4 Dec 09:58".
QString dayAndTime(const QDateTime &time, const QDateTime &now);

} // namespace gatehouse::outboxwords
