// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Status bindVersion(store::UnitOfWork &work, RequestRecord &record)
{
    ApprovalRequest &head = record.head;
    const auto facts = versionFacts(work, head.versionId, head.environment);
    if (!facts)
        return fail(facts.error());
    const auto lifted = exempted(work, head.versionId, head.environment);
    if (!lifted)
        return fail(lifted.error());
    const bool judged = head.type != RequestType::Exemption && !*lifted;
    head.pluginId = facts->version.pluginId;
    head.pluginName = facts->pluginName;
    head.version = facts->version.version;
    head.versionDigest = facts->version.digest;
    head.evidenceRevision = facts->version.evidenceRevision;
    head.policyVersion = facts->version.policyVersion;
    head.risk = facts->risk;
    head.riskScore = facts->version.riskScore;
    record.publishedAt = facts->version.publishedAt;
    record.denial = judged && facts->denied ? facts->denialReason : QString();
    if (judged && facts->denied && record.denial.isEmpty())
        record.denial = u"A policy denies this version."_s;
    record.evidenceGap = judged ? evidenceGapOf(facts->policies) : QString();
    return {};
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
    return {};
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

} // namespace gatehouse::services
