// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaleligibility.h"

//! What can be done with a stage beside deciding it, and what its clock does. Pure.
namespace gatehouse::services {

std::optional<Refusal> whyNotClaim(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
std::optional<Refusal> whyNotUnclaim(const RequestRecord &record, const Person &person);
//! Who is at one stage of a request leaves its others.
void claimStage(
    RequestRecord &record, StageRecord &stage, const PersonRef &person, const QDateTime &now);
void dropClaims(RequestRecord &record, const PersonId &person);

//! Those who decide a stage escalate it at any time, the requester once it is at risk; each stage
//! once, and only where the workflow says to whom.
std::optional<Refusal> whyNotEscalate(const RequestRecord &record, const StageRecord &stage,
    const Person &person, const QDateTime &now);
//! More people and more time. The quorum stays.
void escalateStage(StageRecord &stage, const QDateTime &now);

//! When the clock has something to do with the stage next; empty when nothing.
std::optional<QDateTime> nextClock(const StageRecord &stage);
//! Reminds, notes that it is late, and escalates: what is due at \a now, each once. Being late never
//! approves.
QList<Happening> tickStage(StageRecord &stage, const QDateTime &now);

//! The stage of that id; null when \a record has none.
StageRecord *stageById(RequestRecord &record, const StageId &id);

} // namespace gatehouse::services
