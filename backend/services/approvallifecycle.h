// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/signeddecision.h"
#include "backend/services/workflowstore.h"

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
    std::optional<bool> emergency; //!< By the emergency workflow, with a review afterwards.
    std::optional<QStringList> exempts; //!< Of an exemption; none: all rules that deny it now.
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
        visit("emergency", s.emergency);
        visit("exempts", s.exempts);
    }
};

//! Body of `POST /approval-requests/{id}/comments`.
struct CommentInput
{
    QString text;
    std::optional<CommentAnchor> anchor;
    std::optional<CommentId> replyTo;
    std::optional<QString> mark; //!< must_solve, question

    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("text", s.text);
        visit("anchor", s.anchor);
        visit("replyTo", s.replyTo);
        visit("mark", s.mark);
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
//! validation_failed when the anchor's version is none of the request's plugin, or replyTo none of its
//! comments; forbidden and conflict_state for a mark that the caller may not give.
[[nodiscard]] Result<Comment> addComment(
    store::UnitOfWork &work, RequestRecord &record, const CommentInput &input);
//! Codes: not_found, forbidden, conflict_state. The last must_solve that is resolved lets the request go on.
[[nodiscard]] Status resolveThread(
    store::UnitOfWork &work, RequestRecord &record, const CommentId &thread);
[[nodiscard]] Status reopenThread(
    store::UnitOfWork &work, RequestRecord &record, const CommentId &thread);
//! Codes: not_found, forbidden, conflict_state.
[[nodiscard]] Status setConditionMet(
    store::UnitOfWork &work, RequestRecord &record, const QString &condition, bool met);
[[nodiscard]] Status expireRequest(store::UnitOfWork &work, RequestRecord &record);
//! What the clock does with open stages and with a review that is owed, each once: being late never
//! approves.
[[nodiscard]] Status tickRequest(store::UnitOfWork &work, RequestRecord &record);
//! Drops claims that lapsed.
[[nodiscard]] Status tickClaims(store::UnitOfWork &work, RequestRecord &record);
//! The plugin has another owner: who decides by owning it moves with it.
[[nodiscard]] Status followOwner(store::UnitOfWork &work, RequestRecord &record);
//! Judges an open request by the facts of now; writes nothing when nothing moved. When they moved out of
//! what its workflow applies to, it follows another one and votes start anew.
[[nodiscard]] Status judgeAgain(store::UnitOfWork &work, RequestRecord &record);

[[nodiscard]] Status claimRequest(
    store::UnitOfWork &work, RequestRecord &record, const StageId &stage);
[[nodiscard]] Status unclaimRequest(store::UnitOfWork &work, RequestRecord &record);
[[nodiscard]] Status escalateRequest(store::UnitOfWork &work, RequestRecord &record,
    const StageId &stage, const QString &reason);
//! \a outcome is confirmed or objected; neither undoes anything.
[[nodiscard]] Status reviewAfterwards(store::UnitOfWork &work, RequestRecord &record,
    const QString &outcome, const QString &comment);

//! Gives \a record the stages of a workflow and keeps its text.
[[nodiscard]] Status followWorkflow(store::UnitOfWork &work, RequestRecord &record,
    const WorkflowDocument &document, int version);

//! Saves and writes what happened to timeline, feed and audit log.
[[nodiscard]] Status keepRequest(store::UnitOfWork &work, RequestRecord &record,
    const QList<Happening> &happened, const QString &reason = {});
//! A text that a person has to give.
[[nodiscard]] Status checkWritten(
    const QString &text, const QString &pointer, const QString &message);

} // namespace gatehouse::services
