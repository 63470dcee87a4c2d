// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalfacts.h"

#include "backend/npm/policy.h"
#include "backend/services/approvaldecision.h"
#include "backend/services/approvalquorum.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Status bindOwner(store::UnitOfWork &work, RequestRecord &record)
{
    auto owner = pluginOwner(work, record.head.pluginId);
    if (!owner)
        return fail(std::move(owner).error());
    record.owner = std::move(*owner);
    return {};
}

//! What policies say once exemptions are taken into account.
struct Answers
{
    QList<PolicyEvaluation> standing; //!< Without those whose denial is lifted.
    QString denial; //!< Empty when nothing denies any more.
    Enforcement hardest = Enforcement::Unknown;
};

Answers answersWith(const QList<PolicyEvaluation> &policies, const LiftedRules &lifted)
{
    Answers answers;
    for (const PolicyEvaluation &policy : policies) {
        const bool denies = policy.enforcement == Enforcement::Deny;
        if (denies && isLifted(lifted, policy.policyId, policy.ruleId))
            continue;
        if (denies && answers.denial.isEmpty())
            answers.denial = policy.message.isEmpty() ? u"A policy denies this version."_s : policy.message;
        answers.standing.append(policy);
    }
    if (policies.isEmpty())
        return answers;
    answers.hardest = hardest(answers.standing);
    // People lifted a denial; policy alone passes nothing of it.
    if (answers.standing.size() < policies.size())
        answers.hardest = std::max(answers.hardest, Enforcement::RequireReview);
    return answers;
}

Status bindVersion(store::UnitOfWork &work, RequestRecord &record)
{
    ApprovalRequest &head = record.head;
    const auto facts = versionFacts(work, head.versionId, head.environment);
    if (!facts)
        return fail(facts.error());
    const auto exempt = exemptions(work, {head.versionId.text()});
    if (!exempt)
        return fail(exempt.error());
    const Answers answers
        = answersWith(facts->policies, exempt->value({head.versionId, head.environment}));
    const bool judged = head.type != RequestType::Exemption;
    head.pluginId = facts->version.pluginId;
    head.pluginName = facts->pluginName;
    head.version = facts->version.version;
    head.versionDigest = facts->version.digest;
    head.evidenceRevision = facts->version.evidenceRevision;
    head.policyVersion = facts->version.policyVersion;
    head.risk = facts->risk;
    head.riskScore = facts->version.riskScore;
    record.publishedAt = facts->version.publishedAt;
    record.denial = judged ? answers.denial : QString();
    record.evidenceGap = judged ? evidenceGapOf(answers.standing) : QString();
    record.policy = answers.hardest;
    return bindOwner(work, record);
}

Status bindRevision(store::UnitOfWork &work, RequestRecord &record)
{
    ApprovalRequest &head = record.head;
    const auto facts = configRevisionFacts(work, *head.configRevisionId);
    if (!facts)
        return fail(facts.error());
    const bool reachesProduction = facts->environment == Environment::Production
        || facts->environment == Environment::Global;
    head.environment = facts->environment;
    head.pluginId = facts->pluginId;
    head.pluginName = facts->pluginName;
    head.versionDigest = facts->digest;
    head.configRevision = facts->number;
    head.baseConfigRevision
        = facts->baseNumber > 0 ? std::optional(facts->baseNumber) : std::nullopt;
    head.risk = reachesProduction ? Risk::Medium : Risk::Low;
    head.riskScore = reachesProduction ? 55 : 20;
    return bindOwner(work, record);
}

Happening statusHappening(const RequestRecord &record)
{
    if (record.head.status == RequestStatus::Blocked)
        return {u"request.blocked"_s, u"Blocked: %1"_s.arg(record.denial), true};
    if (record.head.status == RequestStatus::Evaluating)
        return {u"request.evaluating"_s, u"Waits for evidence"_s, true};
    return {u"request.review_started"_s, u"Policies let it be reviewed"_s, true};
}

//! Stages of a request that is not in review are not open, and nobody is at them.
void closeStages(RequestRecord &record)
{
    for (StageRecord &stage : record.stages) {
        stage.stage.status = StageStatus::Pending;
        stage.stage.claims.clear();
        stage.stage.policyDecision.reset();
    }
}

} // namespace

QString evidenceGapOf(const QList<PolicyEvaluation> &policies)
{
    for (const PolicyEvaluation &policy : policies) {
        const bool demanded = policy.enforcement == Enforcement::Deny
            || policy.enforcement == Enforcement::RequireReview;
        if (demanded && (policy.verdict == Verdict::Error || policy.verdict == Verdict::NotRun))
            return policy.message.isEmpty() ? u"%1 has no verdict."_s.arg(policy.policyId)
                                            : policy.message;
    }
    return {};
}

Status bindFacts(store::UnitOfWork &work, RequestRecord &record)
{
    return record.head.configRevisionId ? bindRevision(work, record) : bindVersion(work, record);
}

RequestStatus judgedStatus(const RequestRecord &record)
{
    if (record.head.configRevisionId || record.head.type == RequestType::Exemption)
        return RequestStatus::InReview;
    if (record.head.evidenceRevision == 0)
        return RequestStatus::Evaluating;
    return record.denial.isEmpty() ? RequestStatus::InReview : RequestStatus::Blocked;
}

bool voidStaleVotes(RequestRecord &record)
{
    bool any = false;
    for (StageRecord &stage : record.stages) {
        for (Decision &decision : stage.stage.decisions) {
            const bool current = decision.versionDigest == record.head.versionDigest
                && decision.evidenceRevision == record.head.evidenceRevision
                && decision.policyVersion == record.head.policyVersion;
            if (current || decision.isVoid)
                continue;
            decision.isVoid = true;
            any = true;
        }
    }
    return any;
}

void startAnew(RequestRecord &record)
{
    for (StageRecord &stage : record.stages) {
        stage.stage.claims.clear();
        for (Decision &decision : stage.stage.decisions)
            decision.isVoid = true;
    }
}

QList<Happening> enterJudgedState(RequestRecord &record, const QDateTime &now)
{
    QList<Happening> happened;
    const RequestStatus before = record.head.status;
    record.head.status = judgedStatus(record);
    if (record.head.status != before)
        happened.append(statusHappening(record));
    if (record.head.status == RequestStatus::InReview)
        happened.append(advanceStages(record, now));
    else
        closeStages(record);
    if (const auto approved = approveIfPassed(record, now))
        happened.append(*approved);
    return happened;
}

} // namespace gatehouse::services
