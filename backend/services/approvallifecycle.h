// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/signeddecision.h"
#include "backend/store/unitofwork.h"

//! From submission to the end of a request. Each function checks the caller, changes the record,
//! and writes rows, timeline, events and audit in the work's transaction.
namespace gatehouse::services {

//! `POST /approval-requests`. Exactly one of versionId and configRevisionId.
struct SubmitInput
{
    RequestType type = RequestType::Unknown;
    Environment environment = Environment::Unknown;
    std::optional<VersionId> versionId;
    std::optional<ConfigRevisionId> configRevisionId;
    QString justification;
    std::optional<QString> impact;
    std::optional<QString> rollbackPlan;
    std::optional<Priority> priority;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("type", s.type);
        visit("environment", s.environment);
        visit("versionId", s.versionId);
        visit("configRevisionId", s.configRevisionId);
        visit("justification", s.justification);
        visit("impact", s.impact);
        visit("rollbackPlan", s.rollbackPlan);
        visit("priority", s.priority);
    }
};

//! Opens a request, judges its facts, and closes the open ones that it replaces.
[[nodiscard]] Result<RequestRecord> submitRequest(
    store::UnitOfWork &work, const SubmitInput &input);
//! evidence_stale when the facts moved after the person looked, even when nobody told the request
//! yet; signature_… and signing_key_… when \a rules are not met. The vote is the last of its stage.
[[nodiscard]] Status decideRequest(store::UnitOfWork &work, RequestRecord &record,
    const DecisionInput &input, const SigningRules &rules = {});
[[nodiscard]] Status withdrawRequest(
    store::UnitOfWork &work, RequestRecord &record, const QString &reason);
//! After changes were asked for: votes for changes are void, approvals stay if the content did not
//! move.
[[nodiscard]] Status resubmitRequest(
    store::UnitOfWork &work, RequestRecord &record, const QString &comment);
[[nodiscard]] Result<Comment> addComment(
    store::UnitOfWork &work, RequestRecord &record, const QString &text);
[[nodiscard]] Status expireRequest(store::UnitOfWork &work, RequestRecord &record);
//! Notes stages that are overdue, once each. Nothing else changes: being late never approves.
[[nodiscard]] Status noteOverdue(store::UnitOfWork &work, RequestRecord &record);
//! Judges an open request by the facts of now; writes nothing when nothing moved.
[[nodiscard]] Status judgeAgain(store::UnitOfWork &work, RequestRecord &record);

} // namespace gatehouse::services
