// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"

//! Counting votes and opening stages. Pure: no storage, no caller.
namespace gatehouse::services {

//! Distinct people whose approval counts in \a stage now. The requester is never one of them.
int approvalsIn(const RequestRecord &record, const StageRecord &stage);
//! How many are still missing; 0 when it passed.
int missingIn(const RequestRecord &record, const StageRecord &stage);
//! Brings the states of all stages in line with the votes: complete ones pass, the first group
//! that is not complete opens (its due times start \a now), later ones wait. Gives what happened.
QList<Happening> advanceStages(RequestRecord &record, const QDateTime &now);
bool allStagesPassed(const RequestRecord &record);
//! The earliest due time of the stages that are open.
std::optional<QDateTime> nextDue(const RequestRecord &record);
//! Indexes into record.stages by order: each inner list runs in parallel.
QList<QList<qsizetype>> stageGroups(const RequestRecord &record);

} // namespace gatehouse::services
