// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaleligibility.h"

//! Who may mark, answer and settle threads of a discussion and check conditions off, and what follows.
//! Pure. The same function answers when it is done and shows before it is.
namespace gatehouse::services {

inline constexpr QStringView mustSolveMark = u"must_solve";
inline constexpr QStringView questionMark = u"question";

//! One of those who decide the request, by their own right or that of others; never who asked for it.
bool reviews(const RequestRecord &record, const Person &person);
//! It is the requester's turn: a question to them has no answer.
bool owesAnswer(const RequestRecord &record);
//! A question of \a person is one of those. The others need no answer to go on.
bool waitsForAnswer(const RequestRecord &record, const PersonRef &person);

std::optional<Refusal> whyNotMark(const RequestRecord &record, const Person &person);
std::optional<Refusal> whyNotReply(const Person &person);
//! \a thread is the first comment of one.
std::optional<Refusal> whyNotResolve(
    const RequestRecord &record, const Comment &thread, const Person &person);
std::optional<Refusal> whyNotReopen(
    const RequestRecord &record, const Comment &thread, const Person &person);
Actions threadActions(const RequestRecord &record, const Comment &thread, const Person &person);

//! Of the approvals that count, with whom and when found each of them met.
QList<ConditionItem> conditionItems(const RequestRecord &record);
std::optional<Refusal> whyNotCheckConditions(const RequestRecord &record, const Person &person);

//! "2 threads must be solved first."; empty when none is open.
QString mustSolveSentence(const RequestRecord &record);
//! What waited for threads goes on: policy decides, and what is complete is approved.
QList<Happening> threadsMoved(RequestRecord &record, const QDateTime &now);

} // namespace gatehouse::services
