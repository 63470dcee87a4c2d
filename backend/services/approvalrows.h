// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/rowcodec.h"

//! Requests and their parts as tables have them.
namespace gatehouse::services {

struct RequestRow
{
    RequestRecord record;
    QString tenant;
    AfterReview review; //!< An empty state: the request owes none.
    PersonRef reviewer;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.record.head;
        visit("id", head.id);
        visit("tenant", self.tenant);
        visit("number", self.record.sequence);
        visit("type", head.type);
        visit("status", head.status);
        visit("priority", head.priority);
        visit("environment", head.environment);
        visit("risk", head.risk);
        visit("risk_score", head.riskScore);
        visit("plugin_id", head.pluginId);
        visit("plugin_name", head.pluginName);
        visit("version_id", head.versionId);
        visit("version", head.version);
        visit("published_at", self.record.publishedAt);
        visit("base_version_id", head.baseVersionId);
        visit("base_version", head.baseVersion);
        visit("config_revision_id", head.configRevisionId);
        visit("config_revision", head.configRevision);
        visit("base_config_revision", head.baseConfigRevision);
        visit("version_digest", head.versionDigest);
        visit("evidence_revision", head.evidenceRevision);
        visit("policy_version", head.policyVersion);
        visit("denial", self.record.denial);
        visit("evidence_gap", self.record.evidenceGap);
        visit("template_id", head.templateId);
        visit("template_version", head.templateVersion);
        visit("requested_by", head.requestedBy.id);
        visit("requested_by_name", head.requestedBy.name);
        visit("justification", head.justification);
        visit("impact", head.impact);
        visit("rollback_plan", head.rollbackPlan);
        visit("conditions", head.conditions);
        visit("exempts", head.exempts);
        visit("due_at", head.dueAt);
        visit("expires_at", head.expiresAt);
        visit("valid_until", self.record.validUntil);
        visit("created_at", head.createdAt);
        visit("updated_at", head.updatedAt);
        visit("decided_at", head.decidedAt);
        visit("comment_count", head.commentCount);
        visit("open_must_solve", self.record.threads.mustSolve);
        visit("open_questions", self.record.threads.questions);
        visit("question_askers", self.record.askers);
        visit("policy", self.record.policy);
        visit("owner", self.record.owner);
        visit("valid_hours", self.record.validHours);
        visit("review_state", self.review.state);
        visit("review_hours", self.review.withinHours);
        visit("review_due_at", self.review.dueAt);
        visit("reviewer_id", self.reviewer.id);
        visit("reviewer_name", self.reviewer.name);
        visit("reviewed_at", self.review.reviewedAt);
        visit("review_outcome", self.review.outcome);
        visit("review_comment", self.review.comment);
        visit("review_overdue_noted", self.record.reviewOverdueNoted);
        visit("revision", self.record.revision);
    }
};

RequestRow rowOf(const RequestRecord &record, const QString &tenant);
RequestRecord recordOf(RequestRow row);

struct StageRow
{
    StageRecord record;
    QString requestId;
    int position = 0;
    QString roles = {};
    QString groups = {};
    QString rule = {}; //!< Empty for a stage of before workflows were documents.
    int dueHours = 48;
    int missing = 0; //!< For queries only.
    std::optional<QDateTime> clockAt = {};
    QString policyDecision = {};

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &stage = self.record.stage;
        visit("id", stage.id);
        visit("request_id", self.requestId);
        visit("position", self.position);
        visit("discipline", stage.discipline);
        visit("name", stage.name);
        visit("roles", self.roles);
        visit("stage_order", stage.order);
        visit("quorum", stage.quorum);
        visit("due_hours", self.dueHours);
        visit("status", stage.status);
        visit("opened_at", stage.openedAt);
        visit("due_at", stage.dueAt);
        visit("overdue_noted", self.record.overdueNoted);
        visit("rule", self.rule);
        visit("group_names", self.groups);
        visit("by_owner", self.record.people.owner);
        visit("missing", self.missing);
        visit("reminded", self.record.reminded);
        visit("escalated_at", stage.escalatedAt);
        visit("clock_at", self.clockAt);
        visit("note", stage.note);
        visit("policy_decision", self.policyDecision);
    }
};

StageRow rowOf(const RequestRecord &record, qsizetype position);
//! storage errors for a stored rule that cannot be read.
[[nodiscard]] Result<StageRecord> recordOf(const StageRow &row);
//! Which stages each waits for. Those of before workflows were documents (true in \a ofBefore) wait for
//! the group before them.
void linkStages(QList<StageRecord> &stages, const QList<bool> &ofBefore);

struct DecisionRow
{
    Decision decision;
    QString requestId;
    PersonRef behalf = {}; //!< Empty: their own right.

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &decision = self.decision;
        visit("id", decision.id);
        visit("request_id", self.requestId);
        visit("stage_id", decision.stageId);
        visit("person_id", decision.person.id);
        visit("person_name", decision.person.name);
        visit("outcome", decision.outcome);
        visit("comment", decision.comment);
        visit("conditions", decision.conditions);
        visit("decided_at", decision.decidedAt);
        visit("version_digest", decision.versionDigest);
        visit("evidence_revision", decision.evidenceRevision);
        visit("policy_version", decision.policyVersion);
        visit("is_void", decision.isVoid);
        visit("signed_with", decision.signedWith);
        visit("leaf_index", decision.leafIndex);
        visit("behalf_id", self.behalf.id);
        visit("behalf_name", self.behalf.name);
    }
};

struct ClaimRow
{
    QString requestId;
    QString stageId;
    StageClaim claim;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        visit("request_id", self.requestId);
        visit("stage_id", self.stageId);
        visit("person_id", self.claim.person.id);
        visit("person_name", self.claim.person.name);
        visit("claimed_until", self.claim.until);
    }
};

} // namespace gatehouse::services
