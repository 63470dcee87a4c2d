// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/evidencejudgement.h"

#include "backend/checks/check.h"
#include "backend/checks/findings.h"
#include "backend/npm/risk.h"
#include "backend/reports/report.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

bool isExpired(const Evidence &item)
{
    return item.report && item.verdict == Verdict::NotRun;
}

// One weakness that two scanners found is one.
void addFindings(Evidence &sum, const QList<Finding> &findings)
{
    for (const Finding &finding : findings) {
        const auto same = std::find_if(sum.findings.begin(), sum.findings.end(), [&](const Finding &known) {
            return known.ruleId == finding.ruleId && known.package == finding.package && known.file == finding.file
                && known.suppressed == finding.suppressed && !finding.package.isEmpty();
        });
        if (same == sum.findings.end())
            sum.findings << finding;
        else
            same->severity = std::max(same->severity, finding.severity);
    }
}

void add(Evidence &sum, const Evidence &item)
{
    if (checks::weightOf(item.verdict) > checks::weightOf(sum.verdict))
        sum.verdict = item.verdict;
    addFindings(sum, item.findings);
    const QJsonObject counts = reports::countFacts(sum.findings);
    for (auto it = counts.begin(); it != counts.end(); ++it)
        sum.facts.insert(it.key(), it.value());
}

// Days pass, and a check takes another time, without the evidence saying something new.
bool saysTheSame(const Evidence &a, const Evidence &b)
{
    if (a.kind != b.kind || a.verdict != b.verdict || a.subjectDigest != b.subjectDigest)
        return false;
    return a.kind == EvidenceKind::Age || (a.facts == b.facts && a.findings == b.findings);
}

const Evidence *pick(const QList<Evidence> &items, EvidenceKind kind)
{
    const auto found = std::find_if(items.begin(), items.end(), [kind](const Evidence &item) { return item.kind == kind; });
    return found == items.end() ? nullptr : &*found;
}

bool wasNotAsked(const Evidence &item)
{
    return item.verdict == Verdict::NotRun && item.facts.value("onDemand"_L1).toBool();
}

QList<Evidence> merged(const QList<Evidence> &known, const QList<Evidence> &fresh)
{
    QList<Evidence> items;
    for (const checks::Check &check : checks::builtInChecks()) {
        const Evidence *now = pick(fresh, check.kind);
        const Evidence *before = pick(known, check.kind);
        if (now && before && wasNotAsked(*now))
            now = nullptr;
        if (const Evidence *item = now ? now : before)
            items << *item;
    }
    return items;
}

bool sayTheSame(const QList<Evidence> &a, const QList<Evidence> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](const Evidence &x, const Evidence &y) { return saysTheSame(x, y); });
}

Status evaluate(store::UnitOfWork &work, const PolicySet &policies, VersionRecord &version)
{
    const auto evidence = evidenceOf(work, version.head.id);
    if (!evidence)
        return fail(evidence.error());
    const QList<Evidence> inputs = policyInputs(*evidence);
    for (const Environment environment : Environments) {
        const QList<PolicyEvaluation> evaluations = policies.evaluate(inputs, environment);
        GATEHOUSE_TRY(replaceEvaluations(work, version.head.id, environment, evaluations));
        if (environment != Environment::Production)
            continue;
        const RiskRating risk = rateRisk(inputs, evaluations);
        version.head.risk = risk.level;
        version.head.riskScore = risk.score;
    }
    version.head.policyVersion = policies.version();
    return {};
}

} // namespace

QList<Evidence> policyInputs(const QList<Evidence> &evidence)
{
    QList<Evidence> inputs;
    for (const Evidence &item : evidence) {
        const auto sum = std::find_if(inputs.begin(), inputs.end(), [&](const Evidence &known) { return known.kind == item.kind; });
        if (sum == inputs.end())
            inputs << item;
        else if (isExpired(*sum))
            *sum = item;
        else if (!isExpired(item))
            add(*sum, item);
    }
    return inputs;
}

Status storeChecks(store::UnitOfWork &work, const PolicySet &policies, VersionRecord &version,
    const QList<Evidence> &fresh)
{
    const auto known = loadChecks(work, version.head.id);
    if (!known)
        return fail(known.error());
    const QList<Evidence> items = merged(*known, fresh);
    const bool isNews
        = !sayTheSame(*known, items) || version.head.policyVersion != policies.version();
    GATEHOUSE_TRY(replaceChecks(work, version.head.id, items));
    GATEHOUSE_TRY(evaluate(work, policies, version));
    version.head.evidenceRevision += isNews ? 1 : 0;
    GATEHOUSE_TRY(saveVersion(work, version));
    return isNews ? evidenceMoved(work, version.head.id) : Status();
}

Status storeSomeChecks(store::UnitOfWork &work, const PolicySet &policies, const VersionId &id,
    const QList<Evidence> &fresh)
{
    auto version = loadVersion(work, id);
    if (!version)
        return fail(std::move(version).error());
    GATEHOUSE_TRY(storeChecks(work, policies, *version, fresh));
    return refreshPlugin(work, version->head.pluginId, u"plugin.updated"_s,
        u"%1 %2 was checked"_s.arg(version->head.pluginName, version->head.version));
}

Status judgeMoved(store::UnitOfWork &work, const PolicySet &policies, VersionRecord &version,
    const QString &why)
{
    GATEHOUSE_TRY(evaluate(work, policies, version));
    ++version.head.evidenceRevision;
    GATEHOUSE_TRY(saveVersion(work, version));
    GATEHOUSE_TRY(evidenceMoved(work, version.head.id));
    return refreshPlugin(work, version.head.pluginId, u"plugin.updated"_s,
        u"%1 %2: %3"_s.arg(version.head.pluginName, version.head.version, why));
}

} // namespace gatehouse::services
