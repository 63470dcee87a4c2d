// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/policytrial.h"

#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registrystore.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

std::optional<PolicyEvaluation> answerOf(
    const QList<PolicyEvaluation> &answers, const QString &policy)
{
    const auto found = std::ranges::find(answers, policy, &PolicyEvaluation::policyId);
    return found == answers.end() ? std::nullopt : std::optional(*found);
}

bool saysTheSame(const std::optional<PolicyEvaluation> &a, const std::optional<PolicyEvaluation> &b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->verdict == b->verdict && a->enforcement == b->enforcement && a->rule == b->rule
        && a->message == b->message;
}

} // namespace

QList<PolicyShift> comparePolicies(
    const QList<PolicyEvaluation> &before, const QList<PolicyEvaluation> &after)
{
    QStringList ids;
    for (const QList<PolicyEvaluation> &side : {after, before}) {
        for (const PolicyEvaluation &answer : side) {
            if (!ids.contains(answer.policyId))
                ids << answer.policyId;
        }
    }
    QList<PolicyShift> shifts;
    for (const QString &id : std::as_const(ids)) {
        PolicyShift shift{id, answerOf(before, id), answerOf(after, id), false};
        shift.changed = !saysTheSame(shift.before, shift.after);
        shifts << shift;
    }
    return shifts;
}

Result<PolicyDryRun> dryRunPolicies(store::UnitOfWork &work, const PolicySetRow &row,
    PolicyShelf &shelf, const VersionId &version, Environment environment)
{
    const auto draft = draftPolicies(work, row);
    if (!draft)
        return fail(draft.error());
    const auto active = shelf.active(work);
    if (!active)
        return fail(active.error());
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    const auto evidence = evidenceOf(work, version);
    if (!evidence)
        return fail(evidence.error());
    const QList<Evidence> inputs = policyInputs(*evidence);
    const QList<PolicyEvaluation> before = active->evaluate(inputs, environment);
    const QList<PolicyEvaluation> after = draft->set.evaluate(inputs, environment);
    PolicyDryRun run;
    run.version = row.draftVersion;
    run.digest = draft->row.head.digest;
    run.versionId = version;
    run.pluginName = record->head.pluginName;
    run.pluginVersion = record->head.version;
    run.environment = environment;
    run.before = hardest(before);
    run.after = hardest(after);
    run.items = comparePolicies(before, after);
    std::stable_partition(run.items.begin(), run.items.end(), [](const PolicyShift &shift) { return shift.changed; });
    run.asOf = work.now();
    GATEHOUSE_TRY(notePolicyTrial(work, run.digest,
        u"Policies v%1 were tried on %2 %3"_s.arg(run.version).arg(run.pluginName, run.pluginVersion)));
    return run;
}

} // namespace gatehouse::services
