// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

//! An immutable vote. It binds what the person saw.
struct Decision
{
    DecisionId id;
    StageId stageId;
    PersonRef person;
    Outcome outcome = Outcome::Unknown;
    QString comment;
    QStringList conditions;
    QDateTime decidedAt;
    QString versionDigest;
    int evidenceRevision = 0;
    int policyVersion = 0;
    bool isVoid = false; //!< The content moved after it; it no longer counts.
    std::optional<QString> signedWith = {}; //!< Id of the key of the device; none: not signed.
    std::optional<qint64> leafIndex = {}; //!< Its place in the decision log, from 0; none: older than the log.
    std::optional<PersonRef> onBehalfOf = {}; //!< Who handed the stage over to them: the vote counts as that person's, too.
    bool operator==(const Decision &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("stageId", s.stageId);
        visit("person", s.person);
        visit("outcome", s.outcome);
        visit("comment", s.comment);
        visit("conditions", s.conditions);
        visit("decidedAt", s.decidedAt);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
        visit("void", s.isVoid);
        visit("signedWith", s.signedWith);
        visit("leafIndex", s.leafIndex);
        visit("onBehalfOf", s.onBehalfOf);
    }
};

//! What the workflow let policy decide in a stage. Never a person's vote, and no part of a quorum.
struct PolicyDecision
{
    QString sentence; //!< "Policy v4 passed it: risk low, every policy allows"
    QDateTime decidedAt;
    QString versionDigest;
    int evidenceRevision = 0;
    int policyVersion = 0;
    bool operator==(const PolicyDecision &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("sentence", s.sentence);
        visit("decidedAt", s.decidedAt);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
    }
};

//! Somebody said that they are at a stage. It tells the others, and takes nothing from them.
struct StageClaim
{
    PersonRef person;
    QDateTime until; //!< Lapses by itself.
    bool operator==(const StageClaim &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("person", s.person);
        visit("until", s.until);
    }
};

//! Who may decide a stage for somebody else now.
struct StageDeputy
{
    PersonRef person;
    PersonRef of;
    QDateTime until;
    bool operator==(const StageDeputy &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("person", s.person);
        visit("of", s.of);
        visit("until", s.until);
    }
};

//! What the caller's click would do in a stage, from the server.
struct StagePreview
{
    bool eligible = false;
    QString effect; //!< "Your approval makes Security 2 of 2"
    QString missing; //!< "Technical still needs 1, then Business needs 1."
    QString barred; //!< "You cannot decide Final: you decided Security."; may be empty.
    bool operator==(const StagePreview &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("eligible", s.eligible);
        visit("effect", s.effect);
        visit("missing", s.missing);
        visit("barred", s.barred);
    }
};

struct Stage
{
    StageId id;
    Discipline discipline = Discipline::Unknown;
    QString name;
    int order = 0; //!< Stages of equal order run in parallel.
    int quorum = 1; //!< Distinct eligible people.
    int approvals = 0; //!< That count now.
    StageStatus status = StageStatus::Unknown;
    QStringList eligible; //!< Names of people who may decide it now.
    bool callerEligible = false;
    QString callerReason; //!< Why not, in words; empty when eligible.
    std::optional<QDateTime> openedAt;
    std::optional<QDateTime> dueAt;
    SlaState slaState = SlaState::Unknown;
    QList<Decision> decisions;
    QList<StageId> after; //!< It opens when these have passed or need nobody.
    std::optional<QString> quorumRule; //!< all, any, count: what quorum came from.
    std::optional<QString> note; //!< Why it needs nobody (status void), or when it is asked at all.
    std::optional<PolicyDecision> policyDecision; //!< It passed by this, not by people.
    QList<StageClaim> claims; //!< That have not lapsed.
    QList<StageDeputy> deputies;
    std::optional<QDateTime> escalatedAt; //!< More people were asked, with more time.
    std::optional<QString> escalation; //!< Whom it can still be escalated to: "a compliance reviewer, with 24 h more".
    bool operator==(const Stage &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("discipline", s.discipline);
        visit("name", s.name);
        visit("order", s.order);
        visit("quorum", s.quorum);
        visit("approvals", s.approvals);
        visit("status", s.status);
        visit("eligible", s.eligible);
        visit("callerEligible", s.callerEligible);
        visit("callerReason", s.callerReason);
        visit("openedAt", s.openedAt);
        visit("dueAt", s.dueAt);
        visit("slaState", s.slaState);
        visit("decisions", s.decisions);
        visit("after", s.after);
        visit("quorumRule", s.quorumRule);
        visit("note", s.note);
        visit("policyDecision", s.policyDecision);
        visit("claims", s.claims);
        visit("deputies", s.deputies);
        visit("escalatedAt", s.escalatedAt);
        visit("escalation", s.escalation);
    }
};

//! The review that an emergency change owes: somebody who neither asked nor decided looks at it
//! afterwards.
struct AfterReview
{
    QString state; //!< planned (not approved yet), open, done
    int withinHours = 72; //!< After the approval.
    std::optional<QDateTime> dueAt; //!< From the approval on.
    SlaState slaState = SlaState::Unknown;
    std::optional<PersonRef> reviewer;
    std::optional<QDateTime> reviewedAt;
    std::optional<QString> outcome; //!< confirmed, objected
    std::optional<QString> comment;
    bool operator==(const AfterReview &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("state", s.state);
        visit("withinHours", s.withinHours);
        visit("dueAt", s.dueAt);
        visit("slaState", s.slaState);
        visit("reviewer", s.reviewer);
        visit("reviewedAt", s.reviewedAt);
        visit("outcome", s.outcome);
        visit("comment", s.comment);
    }
};

//! Threads of the discussion that wait for somebody.
struct OpenThreads
{
    int mustSolve = 0; //!< Nobody approves before they are resolved.
    int questions = 0; //!< To the requester, and not answered yet.
    bool operator==(const OpenThreads &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("mustSolve", s.mustSolve);
        visit("questions", s.questions);
    }
};

//! One condition of an approval, and whether it was found to be met.
struct ConditionItem
{
    QString id; //!< Opaque; unique in its request.
    QString text;
    PersonRef person; //!< Who made it.
    QString stage; //!< Name of the stage they decided.
    std::optional<PersonRef> metBy;
    std::optional<QDateTime> metAt;
    bool operator==(const ConditionItem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("text", s.text);
        visit("person", s.person);
        visit("stage", s.stage);
        visit("metBy", s.metBy);
        visit("metAt", s.metAt);
    }
};

struct ApprovalRequest
{
    RequestId id;
    QString number; //!< "REQ-2417": for people; unique in the tenant.
    RequestType type = RequestType::Unknown;
    RequestStatus status = RequestStatus::Unknown;
    Priority priority = Priority::Unknown;
    Environment environment = Environment::Unknown;
    Risk risk = Risk::Unknown;
    int riskScore = 0;
    PluginId pluginId;
    QString pluginName;
    VersionId versionId; //!< Empty for a configuration change.
    QString version;
    std::optional<VersionId> baseVersionId; //!< What runs, or what a person last approved.
    std::optional<QString> baseVersion;
    std::optional<ConfigRevisionId> configRevisionId;
    std::optional<int> configRevision;
    std::optional<int> baseConfigRevision;
    QString versionDigest;
    int evidenceRevision = 0;
    int policyVersion = 0;
    QString templateId;
    int templateVersion = 0;
    PersonRef requestedBy;
    QString justification;
    QString impact;
    QString rollbackPlan;
    QStringList conditions;
    QStringList exempts; //!< Of an exemption: what it lifts, "policy/rule"; "*" of one that is older than rules.
    QList<Stage> stages;
    std::optional<StagePreview> preview; //!< For the caller, in the stage that is theirs.
    QString queue; //!< your_turn, waiting, decided, none: the caller's group in the Inbox.
    QString waitingOn; //!< "Technical", "With requester"; empty when it is the caller's turn.
    std::optional<QDateTime> dueAt;
    SlaState slaState = SlaState::Unknown;
    QDateTime expiresAt;
    QDateTime createdAt;
    QDateTime updatedAt;
    std::optional<QDateTime> decidedAt;
    int commentCount = 0;
    std::optional<OpenThreads> openThreads; //!< None of a portal that knows no threads.
    QList<ConditionItem> conditionItems; //!< Of the approvals that count, in their order.
    std::optional<AfterReview> afterReview; //!< Of an emergency change only.
    QString etag;
    Actions actions;
    bool operator==(const ApprovalRequest &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("number", s.number);
        visit("type", s.type);
        visit("status", s.status);
        visit("priority", s.priority);
        visit("environment", s.environment);
        visit("risk", s.risk);
        visit("riskScore", s.riskScore);
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("baseVersionId", s.baseVersionId);
        visit("baseVersion", s.baseVersion);
        visit("configRevisionId", s.configRevisionId);
        visit("configRevision", s.configRevision);
        visit("baseConfigRevision", s.baseConfigRevision);
        visit("versionDigest", s.versionDigest);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
        visit("templateId", s.templateId);
        visit("templateVersion", s.templateVersion);
        visit("requestedBy", s.requestedBy);
        visit("justification", s.justification);
        visit("impact", s.impact);
        visit("rollbackPlan", s.rollbackPlan);
        visit("conditions", s.conditions);
        visit("exempts", s.exempts);
        visit("stages", s.stages);
        visit("preview", s.preview);
        visit("queue", s.queue);
        visit("waitingOn", s.waitingOn);
        visit("dueAt", s.dueAt);
        visit("slaState", s.slaState);
        visit("expiresAt", s.expiresAt);
        visit("createdAt", s.createdAt);
        visit("updatedAt", s.updatedAt);
        visit("decidedAt", s.decidedAt);
        visit("commentCount", s.commentCount);
        visit("openThreads", s.openThreads);
        visit("conditionItems", s.conditionItems);
        visit("afterReview", s.afterReview);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! The line a comment is about. It names the content, so that it stays true whatever is compared.
struct CommentAnchor
{
    QString path; //!< In the package; of a configuration change its file name.
    QString side; //!< before, after.
    int line = 0; //!< 1-based, of that side.
    std::optional<VersionId> versionId; //!< Of that side; none for a configuration change.
    std::optional<QString> version; //!< The same for people.
    bool operator==(const CommentAnchor &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("path", s.path);
        visit("side", s.side);
        visit("line", s.line);
        visit("versionId", s.versionId);
        visit("version", s.version);
    }
};

//! Somebody's words. One that replies to none begins a thread, and only that can have a mark.
struct Comment
{
    CommentId id;
    PersonRef author;
    QString text; //!< Plain text; never rendered as markup.
    QDateTime createdAt;
    std::optional<CommentAnchor> anchor = {};
    std::optional<CommentId> replyTo = {}; //!< The first comment of the thread.
    std::optional<QString> mark = {}; //!< must_solve, question; none: only said.
    std::optional<QString> state = {}; //!< Of a mark: open, answered (a question), resolved.
    std::optional<PersonRef> resolvedBy = {};
    std::optional<QDateTime> resolvedAt = {};
    Actions actions = {}; //!< reply, resolve, reopen; empty for a reply.
    bool operator==(const Comment &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("author", s.author);
        visit("text", s.text);
        visit("createdAt", s.createdAt);
        visit("anchor", s.anchor);
        visit("replyTo", s.replyTo);
        visit("mark", s.mark);
        visit("state", s.state);
        visit("resolvedBy", s.resolvedBy);
        visit("resolvedAt", s.resolvedAt);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

struct TimelineEntry
{
    QString kind; //!< An event type of events.h.
    QString sentence;
    std::optional<PersonRef> person; //!< None when the system did it.
    QDateTime at;
    std::optional<DecisionId> decisionId = {}; //!< Of a vote.
    bool operator==(const TimelineEntry &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("kind", s.kind);
        visit("sentence", s.sentence);
        visit("person", s.person);
        visit("at", s.at);
        visit("decisionId", s.decisionId);
    }
};

//! `GET /approval-requests/summary`, for the caller.
struct QueueSummary
{
    int yourTurn = 0;
    int overdue = 0;
    int waiting = 0;
    int decided = 0; //!< In the last 7 days.
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("yourTurn", s.yourTurn);
        visit("overdue", s.overdue);
        visit("waiting", s.waiting);
        visit("decided", s.decided);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
