// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/rejudgement.h"

#include "backend/npm/evidence.h"
#include "backend/npm/risk.h"
#include "backend/services/registrystatus.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<QList<VersionId>> staleVersions(store::UnitOfWork &work, const PolicySet &policies)
{
    auto query = work.db().query(
        u"SELECT id FROM plugin_versions WHERE tenant = ? AND (policy_version <> ? OR id IN "
        "(SELECT version_id FROM evidence WHERE kind = 'age' AND verdict = 'warn'))"_s,
        {work.tenant(), policies.version()});
    if (!query)
        return fail(std::move(query).error());
    QList<VersionId> ids;
    while (query->next())
        ids << VersionId(query->text(0));
    return ids;
}

// True when the age now says something else.
bool ageOne(Evidence &item, const QString &version, const QDateTime &now)
{
    const QDateTime published = fromRfc3339(item.facts.value("publishedAt"_L1).toString());
    Evidence aged = judgeAge(published, version, now);
    if (aged.verdict == item.verdict)
        return false;
    aged.id = item.id;
    aged.tool = item.tool;
    aged.toolVersion = item.toolVersion;
    aged.subjectDigest = item.subjectDigest;
    aged.ranAt = now;
    item = aged;
    return true;
}

Status storeVerdicts(store::UnitOfWork &work, const PolicySet &policies, VersionRecord &version,
    const QList<Evidence> &evidence)
{
    for (const Environment environment : Environments) {
        const QList<PolicyEvaluation> evaluations = policies.evaluate(evidence, environment);
        GATEHOUSE_TRY(replaceEvaluations(work, version.head.id, environment, evaluations));
        if (environment != Environment::Production)
            continue;
        const RiskRating risk = rateRisk(evidence, evaluations);
        version.head.risk = risk.level;
        version.head.riskScore = risk.score;
    }
    version.head.policyVersion = policies.version();
    ++version.head.evidenceRevision;
    GATEHOUSE_TRY(saveVersion(work, version));
    GATEHOUSE_TRY(replaceEvidence(work, version.head.id, evidence));
    GATEHOUSE_TRY(evidenceMoved(work, version.head.id));
    return refreshPlugin(work, version.head.pluginId, u"plugin.updated"_s,
        u"%1 %2 was judged again"_s.arg(version.head.pluginName, version.head.version));
}

Status rejudge(store::UnitOfWork &work, const PolicySet &policies, const VersionId &id)
{
    auto version = loadVersion(work, id);
    if (!version)
        return fail(std::move(version).error());
    auto evidence = loadEvidence(work, id);
    if (!evidence)
        return fail(std::move(evidence).error());
    bool isNews = version->head.policyVersion != policies.version();
    for (Evidence &item : *evidence) {
        if (item.kind == EvidenceKind::Age)
            isNews |= ageOne(item, version->head.version, work.now());
    }
    return isNews ? storeVerdicts(work, policies, *version, *evidence) : Status();
}

} // namespace

Status rejudgeStale(store::UnitOfWork &work, const PolicySet &policies)
{
    const auto ids = staleVersions(work, policies);
    if (!ids)
        return fail(ids.error());
    for (const VersionId &id : *ids)
        GATEHOUSE_TRY(rejudge(work, policies, id));
    return {};
}

} // namespace gatehouse::services
