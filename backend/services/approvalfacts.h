// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/versionfacts.h"

//! What a request is judged by: digest, evidence, policies.
namespace gatehouse::services {

//! Takes the facts of now into the record: what decisions bind, risk, denial and missing evidence.
[[nodiscard]] Status bindFacts(store::UnitOfWork &work, RequestRecord &record);
//! The state that the facts allow: evaluating, blocked or in_review.
RequestStatus judgedStatus(const RequestRecord &record);
//! A policy that demands a check whose verdict is error or not_run; empty when there is none.
QString evidenceGapOf(const QList<PolicyEvaluation> &policies);
//! Marks every vote on anything else than what is bound now as void. True when there was one.
bool voidStaleVotes(RequestRecord &record);

//! Moves a bound record to the state its facts allow, opens what can be decided, and approves what
//! nobody has to decide any more. Pure.
QList<Happening> enterJudgedState(RequestRecord &record, const QDateTime &now);
//! Nothing that was decided or claimed counts any more: it follows another workflow. Pure.
void startAnew(RequestRecord &record);

} // namespace gatehouse::services
