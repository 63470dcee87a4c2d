// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaleligibility.h"
#include "core/contract/dsse.h"

//! One vote: whether it may be given, and what it does. Pure.
namespace gatehouse::services {

//! A vote as it arrives, what the person looked at, and what they signed.
struct DecisionInput
{
    StageId stageId;
    Outcome outcome = Outcome::Unknown;
    std::optional<QString> comment;
    QStringList conditions;
    QString versionDigest;
    int evidenceRevision = 0;
    int policyVersion = 0;
    std::optional<DsseEnvelope> envelope; //!< Of a DecisionStatement.
    QString idempotencyKey; //!< From the header, no part of the body.
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("stageId", s.stageId);
        visit("outcome", s.outcome);
        visit("comment", s.comment);
        visit("conditions", s.conditions);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
        visit("envelope", s.envelope);
    }
};

//! Every invariant of a decision; the first that does not hold is the error.
[[nodiscard]] Status checkDecision(
    const RequestRecord &record, const Person &person, const DecisionInput &input);
//! Adds a checked vote and moves stages and request. Gives what happened, the vote first.
QList<Happening> applyDecision(RequestRecord &record, const Person &person,
    const DecisionInput &input, const DecisionId &id, const QDateTime &now);

//! Closes a request in review all of whose stages passed, unless something that policy wants is missing or
//! a thread must be solved.
std::optional<Happening> approveIfPassed(RequestRecord &record, const QDateTime &now);

} // namespace gatehouse::services
