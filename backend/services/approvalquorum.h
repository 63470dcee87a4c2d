// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"

//! Counting votes and opening stages. Pure: no storage, no caller.
namespace gatehouse::services {

//! People whose approval counts in \a stage now, each once, whether they voted or somebody voted for
//! them. The requester is never one of them.
int approvalsIn(const RequestRecord &record, const StageRecord &stage);
//! How many are still missing; 0 when it passed or needs nobody.
int missingIn(const RequestRecord &record, const StageRecord &stage);
//! Brings the states of all stages in line with facts and votes: those whose condition does not hold
//! need nobody, complete ones pass, policy passes what it may, those that wait for nothing more open
//! (their due times start \a now), the others wait. Gives what happened.
QList<Happening> advanceStages(RequestRecord &record, const QDateTime &now);
//! Every stage passed or needs nobody, and at least one passed.
bool allStagesPassed(const RequestRecord &record);
//! The earliest due time of the stages that are open.
std::optional<QDateTime> nextDue(const RequestRecord &record);
//! Indexes into record.stages by order: each inner list runs in parallel.
QList<QList<qsizetype>> stageGroups(const RequestRecord &record);

} // namespace gatehouse::services
