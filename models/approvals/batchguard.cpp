// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/batchguard.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

BatchVerdict barredBy(BatchBar bar, const QString &words = {})
{
    BatchVerdict verdict;
    verdict.bar = bar;
    verdict.words = words;
    return verdict;
}

BatchVerdict barredBy(BatchBar bar, const Evidence &evidence, const QString &words)
{
    BatchVerdict verdict = barredBy(bar, words);
    verdict.kind = evidence.kind;
    verdict.verdict = evidence.verdict;
    return verdict;
}

//! What the request itself says.
std::optional<BatchVerdict> barOfRequest(const BatchFacts &facts)
{
    const ApprovalRequest &request = facts.request;
    if (facts.isGone || request.queue != "your_turn"_L1)
        return barredBy(BatchBar::NotYourTurn);
    if (facts.isInOutbox)
        return barredBy(BatchBar::InOutbox);
    if (facts.isHeldByDraft)
        return barredBy(BatchBar::OwnDraft);
    if (!request.actions.allows(u"approve"_s) || decidableStage(request).isEmpty())
        return barredBy(BatchBar::NotAllowed, request.actions.whyNot(u"approve"_s));
    if (request.risk != Risk::Low)
        return barredBy(BatchBar::Risk);
    if (request.environment == Environment::Production)
        return barredBy(BatchBar::Production);
    if (request.versionId.isEmpty())
        return barredBy(BatchBar::Configuration);
    return std::nullopt;
}

//! Whether it is missed, the policies say: it runs only when somebody asks, or reads what the registry has not got.
bool isLeftToPolicies(const Evidence &item)
{
    return item.verdict == Verdict::NotRun && (item.facts.value("onDemand"_L1).toBool() || item.facts.value("notOffered"_L1).toBool());
}

std::optional<BatchVerdict> barOfEvidence(const EvidenceSet &set, QStringList &notes)
{
    if (set.items.isEmpty())
        return barredBy(BatchBar::NoEvidence);
    for (const Evidence &item : set.items) {
        if (item.kind == EvidenceKind::InstallScripts && (item.verdict != Verdict::Pass || item.facts.value("count"_L1).toInt() > 0))
            return barredBy(BatchBar::InstallScripts, item, item.summary);
    }
    for (const Evidence &item : set.items) {
        if (isLeftToPolicies(item))
            notes += item.summary;
        else if (item.verdict != Verdict::Pass)
            return barredBy(BatchBar::Evidence, item, item.summary);
    }
    for (const Evidence &item : set.items) {
        for (const Finding &finding : item.findings) {
            // What has no severity we know is not known to be harmless.
            if (finding.severity != Severity::Info && finding.severity != Severity::Low)
                return barredBy(BatchBar::Finding, item, finding.title);
            notes += finding.title;
        }
    }
    return std::nullopt;
}

std::optional<BatchVerdict> barOfPolicies(const QList<PolicyEvaluation> &policies, QStringList &notes)
{
    for (const PolicyEvaluation &policy : policies) {
        if (policy.enforcement == Enforcement::Allow)
            continue;
        if (policy.enforcement != Enforcement::Warn)
            return barredBy(BatchBar::Policy, policy.message);
        notes += policy.message;
    }
    return std::nullopt;
}

} // namespace

BatchVerdict judgeForBatch(const BatchFacts &facts)
{
    if (const auto bar = barOfRequest(facts))
        return *bar;
    if (facts.isUnread)
        return barredBy(BatchBar::Unread);
    if (!facts.evidence || !facts.policies)
        return barredBy(BatchBar::Reading);
    if (facts.evidence->revision != facts.request.evidenceRevision)
        return barredBy(BatchBar::Moved);
    BatchVerdict passing = barredBy(BatchBar::None);
    if (const auto bar = barOfEvidence(*facts.evidence, passing.notes))
        return *bar;
    if (const auto bar = barOfPolicies(*facts.policies, passing.notes))
        return *bar;
    passing.notes.removeDuplicates();
    return passing;
}

StageId decidableStage(const ApprovalRequest &request)
{
    const auto mine = std::find_if(request.stages.begin(), request.stages.end(), [](const Stage &stage) { return stage.callerEligible; });
    return mine == request.stages.end() ? StageId() : mine->id;
}

} // namespace gatehouse
