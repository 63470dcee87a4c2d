// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/evidenceview.h"

#include "backend/services/evidencerun.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registryactions.h"
#include "backend/services/suppressions.h"
#include "backend/services/versionfacts.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

void add(Actions &actions, const store::Actor &actor, const QString &action, const QString &stateRefusal)
{
    if (const Status role = requireRole(actor, action); !role)
        actions.blocked << BlockedAction{action, u"forbidden"_s, role.error().message};
    else if (!stateRefusal.isEmpty())
        actions.blocked << BlockedAction{action, u"conflict_state"_s, stateRefusal};
    else
        actions.allowed << action;
}

} // namespace

Result<EvidenceSet> evidenceView(store::UnitOfWork &work, const VersionRecord &version)
{
    auto items = evidenceOf(work, version.head.id);
    if (!items)
        return fail(std::move(items).error());
    const auto suppressions = suppressionsOf(work, version.head.id);
    if (!suppressions)
        return fail(suppressions.error());
    const auto requesters = openRequesters(work, version.head.id);
    if (!requesters)
        return fail(requesters.error());
    const auto running = runningEvidence(work, version.head.id);
    if (!running)
        return fail(running.error());
    EvidenceSet set;
    set.versionId = version.head.id;
    set.revision = version.head.evidenceRevision;
    set.items = std::move(*items);
    for (Evidence &item : set.items) {
        for (Finding &finding : item.findings)
            finding.actions = findingActions(work.actor(), item.kind, finding, *suppressions);
    }
    for (const SuppressionRecord &record : *suppressions)
        set.suppressions << suppressionView(work, record, *requesters);
    set.runId = *running;
    set.asOf = work.now();
    add(set.actions, work.actor(), u"run_evidence"_s,
        running->has_value() ? u"The checks are running already."_s : QString());
    add(set.actions, work.actor(), u"attach_report"_s, {});
    return set;
}

} // namespace gatehouse::services
