// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/risk.h"

#include "backend/npm/policy.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int MaxPerCheck = 25;

int weightOf(Enforcement enforcement)
{
    switch (enforcement) {
    case Enforcement::Deny:
        return 40;
    case Enforcement::RequireReview:
        return 20;
    case Enforcement::Warn:
        return 6;
    case Enforcement::Allow:
    case Enforcement::Unknown:
        break;
    }
    return 0;
}

int weightOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return 20;
    case Severity::High:
        return 10;
    case Severity::Medium:
    case Severity::Unknown:
        return 4;
    case Severity::Low:
        return 1;
    case Severity::Info:
        break;
    }
    return 0;
}

int weightOf(const Evidence &item)
{
    int weight = 0;
    for (const Finding &finding : item.findings)
        weight += finding.suppressed ? 0 : weightOf(finding.severity);
    weight = std::min(weight, MaxPerCheck);
    // What is only run on demand says nothing by not having been asked for.
    const bool isUnknown = item.verdict == Verdict::Error
        || (item.verdict == Verdict::NotRun && !item.facts.value("onDemand"_L1).toBool());
    return weight + (isUnknown ? 3 : 0);
}

// A check that did not run is counted with the evidence, not once more as a warning.
bool isMereGap(const PolicyEvaluation &evaluation)
{
    return evaluation.verdict == Verdict::NotRun && evaluation.enforcement <= Enforcement::Warn;
}

QJsonObject factsOf(const QList<Evidence> &evidence, EvidenceKind kind)
{
    for (const Evidence &item : evidence) {
        if (item.kind == kind)
            return item.facts;
    }
    return {};
}

// What the package could reach if it turned bad.
int exposureOf(const QList<Evidence> &evidence)
{
    const QString role = factsOf(evidence, EvidenceKind::Backstage).value("role"_L1).toString();
    const bool runsOnServers
        = role.startsWith(u"backend"_s) || role == u"node-library"_s || role.startsWith(u"cli"_s);
    const int reach = runsOnServers ? 18 : role.isEmpty() ? 12 : 6;
    const bool knowsSecrets
        = factsOf(evidence, EvidenceKind::ConfigSchema).value("secrets"_L1).toInt() > 0;
    return reach + (knowsSecrets ? 6 : 0);
}

// What may change under it.
int instabilityOf(const QList<Evidence> &evidence)
{
    const QString maturity = factsOf(evidence, EvidenceKind::Age).value("maturity"_L1).toString();
    const int youth = maturity == u"prerelease"_s ? 10 : maturity == u"initial"_s ? 8 : 0;
    const int direct = factsOf(evidence, EvidenceKind::Dependencies).value("direct"_L1).toInt();
    return youth + std::min(direct / 4, 8);
}

} // namespace

RiskRating rateRisk(const QList<Evidence> &evidence, const QList<PolicyEvaluation> &evaluations)
{
    if (evidence.isEmpty())
        return {};
    int score = exposureOf(evidence) + instabilityOf(evidence);
    for (const PolicyEvaluation &evaluation : evaluations) {
        if (!isMereGap(evaluation))
            score += weightOf(evaluation.enforcement);
    }
    for (const Evidence &item : evidence)
        score += weightOf(item);
    score = std::min(score, 100);
    if (score >= 60 || hardest(evaluations) == Enforcement::Deny)
        return {Risk::Critical, score};
    if (score >= 35)
        return {Risk::High, score};
    return {score >= 15 ? Risk::Medium : Risk::Low, score};
}

} // namespace gatehouse
