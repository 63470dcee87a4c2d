// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/persons.h"
#include "core/contract/delegation.h"

//! Who decides for whom now.
namespace gatehouse::services {

//! Reviewers, and no admins.
bool mayStandIn(const Person &person);
//! Lets each of \a people stand in for those whose delegation to them is in force. Who gave it is
//! looked up in \a everybody. Pure.
void attachPrincipals(QList<Person> &people, const QList<Delegation> &delegations,
    const QList<Person> &everybody, const QDateTime &now);

//! The work's actor, with whom they stand in for.
[[nodiscard]] Result<Person> callerOf(store::UnitOfWork &work);
//! Those who can be waited for, for \a records: reviewers and the groups that their stages name, each
//! with whom they stand in for.
[[nodiscard]] Result<QList<Person>> deciders(
    store::UnitOfWork &work, const QList<RequestRecord> &records);

//! A stage that is not over.
struct WaitingStage
{
    const RequestRecord *record;
    const StageRecord *stage;
};
//! Those of \a records that \a person decides.
QList<WaitingStage> waitingStages(const QList<RequestRecord> &records, const Person &person);
//! Requests in review that have such a stage; only \a only when it is given.
[[nodiscard]] Result<QList<RequestRecord>> waitingRequests(
    store::UnitOfWork &work, const Person &person, const std::optional<RequestId> &only);

} // namespace gatehouse::services
