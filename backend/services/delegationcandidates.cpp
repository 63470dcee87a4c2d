// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/delegationcandidates.h"

#include "backend/services/approvaleligibility.h"
#include "backend/services/standins.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int shownBars = 20;

//! Why \a person, who is not the caller, may not take it: about them, not to them.
QString whyNotTaken(const RequestRecord &record, const Person &person, const Refusal &refused)
{
    if (person.ref.id == record.head.requestedBy.id)
        return u"%1 asked for this."_s.arg(person.ref.name);
    if (const StageRecord *voted = votedStage(record, person.ref.id))
        return u"%1 decided %2."_s.arg(person.ref.name, voted->stage.name);
    return refused.message;
}

DelegationCandidate candidateOf(
    const Person &person, const Person &caller, const QList<WaitingStage> &stages)
{
    DelegationCandidate candidate;
    candidate.person = person.ref;
    candidate.roles = person.roles;
    candidate.stages = int(stages.size());
    Person deputy = person;
    deputy.standsInFor = {{caller.ref, caller.roles, caller.groups, {}, {}}};
    for (const WaitingStage &own : stages) {
        const auto refused = whyBarred(*own.record, *own.stage, deputy);
        if (!refused)
            continue;
        ++candidate.barred;
        if (candidate.bars.size() < shownBars)
            candidate.bars.append({own.record->head.id, own.record->head.number,
                own.record->head.pluginName, own.stage->stage.name,
                whyNotTaken(*own.record, person, *refused)});
    }
    return candidate;
}

} // namespace

Result<QList<DelegationCandidate>> delegationCandidates(
    store::UnitOfWork &work, const RequestId &request)
{
    const Person caller{work.actor().person, work.actor().roles, work.actor().groups};
    const auto only = request.isEmpty() ? std::nullopt : std::optional(request);
    const auto records = waitingRequests(work, caller, only);
    if (!records)
        return fail(records.error());
    const QList<WaitingStage> stages = waitingStages(*records, caller);
    const auto people = reviewers(work);
    if (!people)
        return fail(people.error());
    QList<DelegationCandidate> candidates;
    for (const Person &person : *people) {
        if (person.ref.id != caller.ref.id && mayStandIn(person))
            candidates.append(candidateOf(person, caller, stages));
    }
    return candidates;
}

} // namespace gatehouse::services
