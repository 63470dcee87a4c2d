// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "core/contract/statements.h"
#include "core/contract/workflowtemplate.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! What a person decides. What they saw (digest, evidence revision, policy version, etag) is taken
//! from the request they looked at.
struct DecisionDraft
{
    StageId stageId;
    Outcome outcome = Outcome::Unknown;
    QString comment;
    QStringList conditions;
    //! It stays here until then, to be taken back; none: it leaves at once.
    std::optional<QDateTime> heldUntil = {};
};

//! What a person says.
struct CommentDraft
{
    QString text;
    std::optional<CommentAnchor> anchor = {}; //!< The line it is about.
    std::optional<CommentId> replyTo = {};
    std::optional<QString> mark = {}; //!< must_solve, question; as Comment::mark.
};

struct RequestDraft
{
    RequestType type = RequestType::Unknown;
    Environment environment = Environment::Unknown;
    std::optional<VersionId> versionId; //!< Or a configuration revision.
    std::optional<ConfigRevisionId> configRevisionId;
    QString justification;
    QString impact;
    QString rollbackPlan;
    Priority priority = Priority::Normal;
    bool emergency = false; //!< By the emergency workflow, with a review afterwards.
    QStringList exempts; //!< Of an exemption: "policy/rule"; empty: all rules that deny it then.
};

//! Deciding and talking about approval requests. Changes leave by the outbox: their answers are in
//! the store when the future is done, and kind Kept changes nothing but the outbox. Decisions are
//! records: they need no armed production. GUI thread.
class ApprovalService final : public QObject
{
    Q_OBJECT

public:
    //! Signs what a person decides; gives nothing where that is not wanted, and kind Kept where that is
    //! not known yet: then the Outbox's preparation signs it.
    using Sign = std::function<QFuture<Result<std::optional<DsseEnvelope>>>(const DecisionStatement &statement)>;

    ApprovalService(ApiClient &client, Outbox &outbox, RequestStore &store, QObject *parent = nullptr);
    //! Decisions are signed with \a sign from now on; without it they are sent as they are.
    void setSigning(Sign sign) { m_sign = std::move(sign); }

    QFuture<Result<ApprovalRequest>> refresh(const RequestId &id);
    QFuture<Result<QueueSummary>> summary();
    QFuture<Result<Page<Comment>>> comments(const RequestId &id, const QString &cursor = {});
    QFuture<Result<Items<TimelineEntry>>> timeline(const RequestId &id);
    //! Words for reasons, of the workflow that \a request follows.
    QFuture<Result<Items<ReasonTemplate>>> reasonTemplates(const ApprovalRequest &request);

    QFuture<Result<ApprovalRequest>> decide(const ApprovalRequest &seen, const DecisionDraft &draft);
    QFuture<Result<Comment>> comment(const RequestId &id, const CommentDraft &draft);
    //! \a thread is the first comment of a marked one.
    QFuture<Result<ApprovalRequest>> resolveThread(const ApprovalRequest &seen, const Comment &thread);
    QFuture<Result<ApprovalRequest>> reopenThread(const ApprovalRequest &seen, const Comment &thread);
    QFuture<Result<ApprovalRequest>> setConditionMet(const ApprovalRequest &seen, const ConditionItem &condition, bool met);
    QFuture<Result<ApprovalRequest>> withdraw(const ApprovalRequest &seen, const QString &reason);
    QFuture<Result<ApprovalRequest>> resubmit(const ApprovalRequest &seen, const QString &comment);
    QFuture<Result<ApprovalRequest>> submit(const RequestDraft &draft);

    //! The refusal of what was sent here is shown beside its cause.
    void noteShown(const Error &refusal);

    //! Tells the others that one is at \a stage.
    QFuture<Result<ApprovalRequest>> claim(const ApprovalRequest &seen, const StageId &stage);
    //! Or no longer at any of it.
    QFuture<Result<ApprovalRequest>> unclaim(const ApprovalRequest &seen);
    //! Asks those whom the workflow names, with more time.
    QFuture<Result<ApprovalRequest>> escalate(const ApprovalRequest &seen, const StageId &stage, const QString &reason);
    //! Of an emergency change. \a confirmed is false for an objection; neither undoes anything.
    QFuture<Result<ApprovalRequest>> reviewAfterwards(const ApprovalRequest &seen, bool confirmed, const QString &comment);

private:
    QFuture<Result<ApprovalRequest>> stored(const QFuture<Result<ApprovalRequest>> &answer);

    QFuture<Result<ApprovalRequest>> submitSigned(Intent intent, const DecisionStatement &statement);

    ApiClient &m_client;
    Outbox &m_outbox;
    RequestStore &m_store;
    Sign m_sign;
};

} // namespace gatehouse
