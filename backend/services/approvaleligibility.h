// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/persons.h"

#include <tl/expected.hpp>

//! Who may decide what. Pure. Every rule here is enforced when a decision arrives and shown
//! before it is made: the same function answers both.
namespace gatehouse::services {

//! Why not, for a machine and for a person.
struct Refusal
{
    QString code; //!< separation_of_duties, not_eligible_reviewer, conflict_state, evidence_missing, must_solve_open, forbidden
    QString message;
    bool operator==(const Refusal &) const = default;
};

Error toError(const Refusal &refusal, const QStringList &allowedActions = {});

//! By whose right somebody decides.
struct Mandate
{
    std::optional<PersonRef> of; //!< Who handed the stage over; empty: their own.
};

//! By whose right \a person may ever vote in \a stage, or why not: the requester, roles, groups and
//! ownership, what was handed over, and one stage for each human, whether they vote or somebody votes
//! for them. Does not look at whether the stage is open.
tl::expected<Mandate, Refusal> mandateFor(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
std::optional<Refusal> whyBarred(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
//! The same and whether it can be decided at this moment.
std::optional<Refusal> whyNotDecide(
    const RequestRecord &record, const StageRecord &stage, const Person &person);
//! What keeps anyone from approving: a check that policy wants has no verdict, or a thread must be solved.
std::optional<Refusal> whyNotApprove(const RequestRecord &record);
//! The stage in which a vote counts that \a person gave, or that was given for them.
const StageRecord *votedStage(const RequestRecord &record, const PersonId &person);
//! The open stage that is \a person's to decide; null when there is none.
const StageRecord *decidableStage(const RequestRecord &record, const Person &person);
//! Somebody with these roles and groups is one of those who decide \a stage.
bool decidesStage(const RequestRecord &record, const StageRecord &stage, const PersonRef &person,
    const QList<Role> &roles, const QStringList &groups);
//! Others are at the stage, as many as it still needs, and \a person is not.
bool isTakenByOthers(
    const RequestRecord &record, const StageRecord &stage, const PersonId &person);
//! Why \a person cannot look at an emergency change afterwards: who asked for it or decided it does not.
std::optional<Refusal> whyNotReview(const RequestRecord &record, const Person &person);
//! Names of those who may decide \a stage now; "Tomas Havel for Ines Carvalho".
QStringList eligibleNames(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &reviewers);

} // namespace gatehouse::services
