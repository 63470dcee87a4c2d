// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/persons.h"

//! Who may decide what. Pure. Every rule here is enforced when a decision arrives and shown
//! before it is made: the same function answers both.
namespace gatehouse::services {

//! Why not, for a machine and for a person.
struct Refusal
{
    QString code; //!< separation_of_duties, not_eligible_reviewer, conflict_state, evidence_missing
    QString message;
    bool operator==(const Refusal &) const = default;
};

Error toError(const Refusal &refusal, const QStringList &allowedActions = {});

//! Whether \a person may ever vote in \a stage: roles, the requester, one stage per person.
//! Does not look at whether the stage is open.
std::optional<Refusal> whyBarred(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
//! The same and whether it can be decided at this moment.
std::optional<Refusal> whyNotDecide(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
//! What keeps anyone from approving: a check that policy wants has no verdict.
std::optional<Refusal> whyNotApprove(const RequestRecord &record);
//! The stage in which \a person's vote counts, if there is one.
const StageRecord *votedStage(const RequestRecord &record, const PersonId &person);
//! The open stage that is \a person's to decide; null when there is none.
const StageRecord *decidableStage(const RequestRecord &record, const Person &person);
//! Names of those who may decide \a stage now.
QStringList eligibleNames(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &reviewers);

} // namespace gatehouse::services
