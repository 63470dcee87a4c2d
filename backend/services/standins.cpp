// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/standins.h"

#include "backend/services/approvaleligibility.h"
#include "backend/services/approvalstore.h"
#include "backend/services/delegationstore.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Result<QList<Person>> personsById(store::UnitOfWork &work, const QSet<PersonId> &ids)
{
    QList<Person> people;
    for (const PersonId &id : ids) {
        auto person = personById(work, id);
        if (!person)
            return fail(std::move(person).error());
        if (*person)
            people.append(**person);
    }
    return people;
}

//! Attaches those in force among \a records to \a people.
Status attach(
    store::UnitOfWork &work, const QList<DelegationRecord> &records, QList<Person> &people)
{
    QList<Delegation> delegations;
    QSet<PersonId> givers;
    for (const DelegationRecord &record : records) {
        delegations.append(record.head);
        givers.insert(record.head.from.id);
    }
    const auto principals = personsById(work, givers);
    if (!principals)
        return fail(principals.error());
    attachPrincipals(people, delegations, *principals, work.now());
    return {};
}

QString inForce()
{
    return u"starts_at <= ? AND ends_at > ? ORDER BY starts_at, id"_s;
}

} // namespace

bool mayStandIn(const Person &person)
{
    return !person.roles.contains(Role::PlatformAdmin) && hasAny(person.roles, reviewerRoles());
}

void attachPrincipals(QList<Person> &people, const QList<Delegation> &delegations,
    const QList<Person> &everybody, const QDateTime &now)
{
    for (const Delegation &delegation : delegations) {
        if (!isInForce(delegation, now))
            continue;
        const auto giver = std::ranges::find_if(everybody,
            [&](const Person &person) { return person.ref.id == delegation.from.id; });
        const auto taker = std::ranges::find_if(
            people, [&](const Person &person) { return person.ref.id == delegation.to.id; });
        if (giver == everybody.end() || taker == people.end())
            continue;
        taker->standsInFor.append({giver->ref, giver->roles, giver->groups,
            delegation.requestId.value_or(RequestId()), delegation.endsAt});
    }
}

Result<Person> callerOf(store::UnitOfWork &work)
{
    QList<Person> caller{{work.actor().person, work.actor().roles, work.actor().groups}};
    const QString now = toRfc3339(work.now());
    const auto taken = readDelegations(
        work, u"to_id = ? AND "_s + inForce(), {work.actor().person.id.text(), now, now});
    if (!taken)
        return fail(taken.error());
    GATEHOUSE_TRY(attach(work, *taken, caller));
    return caller.first();
}

Result<QList<Person>> deciders(store::UnitOfWork &work, const QList<RequestRecord> &records)
{
    QStringList groups;
    for (const RequestRecord &record : records) {
        for (const StageRecord &stage : record.stages) {
            groups += stage.people.groups;
            if (stage.people.owner && !record.owner.isEmpty())
                groups.append(record.owner);
        }
    }
    groups.removeDuplicates();
    auto people = reviewers(work, groups);
    if (!people)
        return fail(std::move(people).error());
    const QString now = toRfc3339(work.now());
    const auto given = readDelegations(work, inForce(), {now, now});
    if (!given)
        return fail(given.error());
    GATEHOUSE_TRY(attach(work, *given, *people));
    return people;
}

QList<WaitingStage> waitingStages(const QList<RequestRecord> &records, const Person &person)
{
    QList<WaitingStage> stages;
    for (const RequestRecord &record : records) {
        for (const StageRecord &stage : record.stages) {
            const bool waits = stage.stage.status == StageStatus::Active
                || stage.stage.status == StageStatus::Pending;
            if (waits && !whyBarred(record, stage, person))
                stages.append({&record, &stage});
        }
    }
    return stages;
}

Result<QList<RequestRecord>> waitingRequests(
    store::UnitOfWork &work, const Person &person, const std::optional<RequestId> &only)
{
    auto ids = requestIds(work, u"is_open = 1 AND status = 'in_review'"_s, {});
    if (!ids)
        return fail(std::move(ids).error());
    if (only)
        ids->removeIf([&only](const QString &id) { return id != only->text(); });
    auto records = loadRequests(work, *ids);
    if (!records)
        return fail(std::move(records).error());
    records->removeIf(
        [&person](const RequestRecord &record) { return waitingStages({record}, person).isEmpty(); });
    return records;
}

} // namespace gatehouse::services
