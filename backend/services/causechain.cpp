// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/causechain.h"

#include "backend/npm/semver.h"
#include "backend/services/registrystatus.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registrystore.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct Denial
{
    VersionRecord version;
    PolicyEvaluation evaluation;
};

Result<std::optional<Denial>> findDenial(store::UnitOfWork &work,
    const QList<VersionRecord> &newestFirst, const VersionId &latest, Environment environment)
{
    for (const VersionRecord &version : newestFirst) {
        if (version.head.id != latest)
            continue;
        const auto lifted = denialOf(work, latest, environment);
        if (!lifted)
            return fail(lifted.error());
        if (!lifted->has_value())
            return std::nullopt;
        const auto evaluations = loadEvaluations(work, latest, environment);
        if (!evaluations)
            return fail(evaluations.error());
        for (const PolicyEvaluation &evaluation : *evaluations) {
            if (evaluation.enforcement == Enforcement::Deny)
                return Denial{version, evaluation};
        }
    }
    return std::nullopt;
}

Status addScan(
    store::UnitOfWork &work, const PolicySet &policies, const Denial &denial, CauseChain &chain)
{
    const auto evidence = evidenceOf(work, denial.version.head.id);
    if (!evidence)
        return fail(evidence.error());
    const EvidenceKind kind = policies.evidenceKindOf(denial.evaluation.policyId);
    for (const Evidence &item : *evidence) {
        if (item.kind == kind)
            chain.links << CauseLink{
                u"scan"_s, item.summary, item.ranAt, item.id.text(), item.verdict};
    }
    return {};
}

void addPolicy(const Denial &denial, Environment environment, CauseChain &chain)
{
    chain.links << CauseLink{u"policy"_s,
        u"%1 v%2 denies %3 in %4: %5"_s.arg(denial.evaluation.policyId)
            .arg(denial.evaluation.policyVersion)
            .arg(denial.version.head.version, toWire(environment), denial.evaluation.message),
        {}, denial.evaluation.policyId, denial.evaluation.verdict};
}

// A block by a person is on the audit log, with the name and the time.
Status addBlock(store::UnitOfWork &work, const PluginRecord &plugin, CauseChain &chain)
{
    if (!plugin.blockedReason)
        return {};
    auto query = work.db().query(u"SELECT actor_name, at FROM audit_events WHERE tenant = ? AND "
                                 u"object_id = ? AND action = 'plugin.block' "
                                 "ORDER BY sequence DESC LIMIT 1"_s,
        {work.tenant(), plugin.id.text()});
    if (!query)
        return fail(std::move(query).error());
    CauseLink link{
        u"decision"_s, u"Blocked: %1"_s.arg(*plugin.blockedReason), {}, {}, Verdict::Fail};
    if (query->next()) {
        link.sentence = u"%1 blocked it: %2"_s.arg(query->text(0), *plugin.blockedReason);
        link.at = query->time(1);
    }
    chain.links << link;
    return {};
}

Status addDecision(
    store::UnitOfWork &work, const PluginRecord &plugin, Environment environment, CauseChain &chain)
{
    auto decision = lastDecision(work, plugin.id, environment);
    if (!decision)
        return fail(std::move(decision).error());
    if (decision->has_value())
        chain.links << **decision;
    return {};
}

Status addRollout(
    store::UnitOfWork &work, const PluginRecord &plugin, Environment environment, CauseChain &chain)
{
    auto query = work.db().query(u"SELECT id, number, type, status, finished_at FROM operations "
                                 u"WHERE tenant = ? AND subject_id = ? AND "
                                 "environment = ? ORDER BY number DESC LIMIT 1"_s,
        {work.tenant(), plugin.id.text(), toWire(environment)});
    if (!query)
        return fail(std::move(query).error());
    if (!query->next())
        return {};
    const auto status = fromWire<OperationStatus>(query->text(3));
    CauseLink link;
    link.kind = u"rollout"_s;
    link.objectId = query->text(0);
    link.sentence = u"OP-%1: %2 %3"_s.arg(query->text(1), query->text(2), query->text(3));
    if (query->time(4).isValid())
        link.at = query->time(4);
    link.verdict = status == OperationStatus::Succeeded ? Verdict::Pass
        : status == OperationStatus::Failed             ? Verdict::Fail
                                                        : Verdict::NotRun;
    chain.links << link;
    return {};
}

Status addClearing(store::UnitOfWork &work, const PluginRecord &plugin,
    const QList<VersionRecord> &newestFirst, const std::optional<Denial> &denial,
    Environment environment, CauseChain &chain)
{
    if (plugin.blockedReason) {
        chain.clearing = u"A platform admin lifts the block."_s;
        return {};
    }
    if (!denial)
        return {};
    chain.clearing = u"An approved exemption, or a version that %1 does not deny."_s.arg(
        denial->evaluation.policyId);
    for (const VersionRecord &version : newestFirst) {
        const auto other = denialOf(work, version.head.id, environment);
        if (!other)
            return fail(other.error());
        if (other->has_value())
            continue;
        chain.clearing = u"No policy denies %1."_s.arg(version.head.version);
        chain.clearingVersion = version.head.id;
        break;
    }
    return {};
}

//! What runs in \a environment, or is stopped there; empty when nothing was ever brought there.
Result<QString> standingIn(
    store::UnitOfWork &work, const PluginId &plugin, Environment environment)
{
    const auto installations = installationsOf(work, plugin);
    if (!installations)
        return fail(installations.error());
    for (const InstallationRecord &installation : *installations) {
        if (installation.environment != environment)
            continue;
        switch (installation.state) {
        case InstallationState::Applied:
        case InstallationState::Observed:
            return u"%1 is in %2 because"_s.arg(installation.version, toWire(environment));
        case InstallationState::Disabled:
            return u"%1 is disabled in %2"_s.arg(installation.version, toWire(environment));
        case InstallationState::Failed:
            return u"%1 did not get into %2"_s.arg(installation.version, toWire(environment));
        default:
            return u"%1 is on its way into %2"_s.arg(installation.version, toWire(environment));
        }
    }
    return QString();
}

QString titleOf(const PluginRecord &plugin, bool isDenied, const QString &standing,
    Environment environment)
{
    if (plugin.blockedReason)
        return u"Blocked because"_s;
    if (isDenied)
        return u"Blocked in %1 because"_s.arg(toWire(environment));
    if (plugin.deprecatedReason)
        return u"Deprecated because"_s;
    if (!standing.isEmpty())
        return standing;
    return u"Not yet in %1"_s.arg(toWire(environment));
}

} // namespace

Result<CauseChain> causesOf(store::UnitOfWork &work, const PolicySet &policies,
    const PluginId &plugin, Environment environment)
{
    const auto record = loadPlugin(work, plugin);
    if (!record)
        return fail(record.error());
    const auto versions = versionsOf(work, plugin);
    if (!versions)
        return fail(versions.error());
    const auto denial = findDenial(work, *versions, record->latestVersionId, environment);
    if (!denial)
        return fail(denial.error());
    CauseChain chain;
    chain.pluginId = plugin;
    const auto standing = standingIn(work, plugin, environment);
    if (!standing)
        return fail(standing.error());
    chain.title = titleOf(*record, denial->has_value(), *standing, environment);
    if (denial->has_value()) {
        GATEHOUSE_TRY(addScan(work, policies, **denial, chain));
        addPolicy(**denial, environment, chain);
    }
    GATEHOUSE_TRY(addBlock(work, *record, chain));
    if (record->deprecatedReason)
        chain.links << CauseLink{u"decision"_s, u"Deprecated: %1"_s.arg(*record->deprecatedReason),
            {}, {}, Verdict::Warn};
    GATEHOUSE_TRY(addDecision(work, *record, environment, chain));
    GATEHOUSE_TRY(addRollout(work, *record, environment, chain));
    GATEHOUSE_TRY(addClearing(work, *record, *versions, *denial, environment, chain));
    return chain;
}

} // namespace gatehouse::services
