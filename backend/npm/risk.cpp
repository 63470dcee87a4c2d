// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/risk.h"

#include "backend/npm/policy.h"

#include <algorithm>

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
        return 4;
    case Severity::Low:
        return 1;
    case Severity::Info:
    case Severity::Unknown:
        break;
    }
    return 0;
}

int weightOf(const Evidence &item)
{
    int weight = 0;
    for (const Finding &finding : item.findings)
        weight += weightOf(finding.severity);
    weight = std::min(weight, MaxPerCheck);
    const bool isUnknown = item.verdict == Verdict::Error || item.verdict == Verdict::NotRun;
    return weight + (isUnknown ? 3 : 0);
}

// A check that did not run is counted with the evidence, not once more as a warning.
bool isMereGap(const PolicyEvaluation &evaluation)
{
    return evaluation.verdict == Verdict::NotRun && evaluation.enforcement <= Enforcement::Warn;
}

} // namespace

RiskRating rateRisk(const QList<Evidence> &evidence, const QList<PolicyEvaluation> &evaluations)
{
    if (evidence.isEmpty())
        return {};
    int score = 0;
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
