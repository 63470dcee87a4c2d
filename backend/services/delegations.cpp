// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/delegations.h"

#include "backend/api/problem.h"
#include "backend/services/approvaleligibility.h"
#include "backend/services/approvalstore.h"
#include "backend/services/approvaltimeline.h"
#include "backend/services/standins.h"
#include "core/base/random.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int longestDays = 90;
constexpr int reasonLimit = 1000;

bool mayHandOver(const Person &person)
{
    return !person.roles.contains(Role::PlatformAdmin)
        && (hasAny(person.roles, reviewerRoles()) || !person.groups.isEmpty());
}

Error wrong(const QString &pointer, const QString &code, const QString &message)
{
    return api::validationFailed(pointer, code, message);
}

Status checkTimes(const QDateTime &now, const QDateTime &starts, const QDateTime &ends)
{
    if (ends <= now)
        return fail(wrong(u"/endsAt"_s, u"in_the_past"_s, u"It would be over already."_s));
    if (ends <= starts)
        return fail(wrong(u"/endsAt"_s, u"before_start"_s, u"It would end before it begins."_s));
    if (starts.daysTo(ends) > longestDays)
        return fail(
            wrong(u"/endsAt"_s, u"too_long"_s, u"At most %1 days at a time."_s.arg(longestDays)));
    return {};
}

Result<Person> delegateOf(store::UnitOfWork &work, const PersonId &id)
{
    const QString pointer = u"/delegateId"_s;
    if (id == work.actor().person.id)
        return fail(wrong(pointer, u"invalid"_s, u"That is you."_s));
    const auto person = personById(work, id);
    if (!person)
        return fail(person.error());
    if (!*person)
        return fail(wrong(pointer, u"unknown_value"_s,
            u"Nobody with this id has signed in here yet."_s));
    if (!mayStandIn(**person))
        return fail(wrong(pointer, u"invalid"_s,
            u"%1 is no reviewer. Only reviewers stand in for each other."_s.arg(
                (*person)->ref.name)));
    return **person;
}

//! The one at a time that a person gives for the same requests.
Status checkOthers(store::UnitOfWork &work, const Delegation &wanted)
{
    const auto others = readDelegations(work,
        u"from_id = ? AND request_id %1 AND ends_at > ? AND starts_at < ?"_s.arg(
            wanted.requestId ? u"= ?"_s : u"IS NULL"_s),
        QVariantList{wanted.from.id.text()}
            + (wanted.requestId ? QVariantList{wanted.requestId->text()} : QVariantList())
            + QVariantList{toRfc3339(wanted.startsAt), toRfc3339(wanted.endsAt)});
    if (!others)
        return fail(others.error());
    if (others->isEmpty())
        return {};
    return fail(api::conflictState(u"%1 stands in for you already in that time. End that first."_s
                                       .arg(others->first().head.to.name)));
}

Status bindRequest(store::UnitOfWork &work, Delegation &wanted)
{
    if (!wanted.requestId)
        return {};
    const auto request = loadRequest(work, *wanted.requestId);
    if (!request)
        return fail(wrong(u"/requestId"_s, u"unknown_value"_s, request.error().message));
    if (!isOpen(request->head.status))
        return fail(api::conflictState(u"%1 is closed."_s.arg(request->head.number)));
    wanted.requestNumber = request->head.number;
    return {};
}

//! Who may decide them moved: whoever has one of them on the screen reads it again.
Status tellRequests(store::UnitOfWork &work, const Delegation &delegation, const QString &sentence)
{
    const auto giver = personById(work, delegation.from.id);
    if (!giver)
        return fail(giver.error());
    if (!*giver)
        return {};
    auto records = waitingRequests(work, **giver, delegation.requestId);
    if (!records)
        return fail(std::move(records).error());
    for (RequestRecord &record : *records) {
        GATEHOUSE_TRY(saveRequest(work, record));
        GATEHOUSE_TRY(
            recordHappenings(work, record, {{u"request.delegated"_s, sentence, true}}));
    }
    return {};
}

Status tell(store::UnitOfWork &work, const DelegationRecord &record, const QString &what,
    const QString &sentence)
{
    const Delegation &head = record.head;
    GATEHOUSE_TRY(work.emitEvent(
        u"delegation."_s + what, u"delegations"_s, head.id.text(), etagOf(record), sentence));
    GATEHOUSE_TRY(work.audit(u"delegation."_s + what, u"%1 to %2"_s.arg(head.from.name, head.to.name),
        head.id.text(), u"done"_s, head.reason));
    return {};
}

QString begun(const Delegation &delegation)
{
    return u"%1 stands in for %2 until %3"_s.arg(
        delegation.to.name, delegation.from.name, toRfc3339(delegation.endsAt).left(10));
}

QString over(const Delegation &delegation)
{
    return u"%1 no longer stands in for %2"_s.arg(delegation.to.name, delegation.from.name);
}

std::optional<Refusal> whyNotEnd(
    const store::UnitOfWork &work, const Delegation &delegation)
{
    const PersonId &caller = work.actor().person.id;
    const bool concerned = caller == delegation.from.id || caller == delegation.to.id;
    if (!concerned && !work.actor().has(Role::PlatformAdmin))
        return Refusal{u"forbidden"_s,
            u"Only %1, %2 or a platform admin ends it."_s.arg(
                delegation.from.name, delegation.to.name)};
    if (delegation.endsAt <= work.now())
        return Refusal{u"conflict_state"_s, u"It is over."_s};
    return std::nullopt;
}

} // namespace

Result<QList<Delegation>> delegationsOf(store::UnitOfWork &work)
{
    const QString me = work.actor().person.id.text();
    const auto records = readDelegations(
        work, u"(from_id = ? OR to_id = ?) ORDER BY starts_at DESC, id LIMIT 200"_s, {me, me});
    if (!records)
        return fail(records.error());
    QList<Delegation> shown;
    for (const DelegationRecord &record : *records)
        shown.append(shownDelegation(work, record));
    return shown;
}

Result<DelegationRecord> loadDelegation(store::UnitOfWork &work, const DelegationId &id)
{
    const auto records = readDelegations(work, u"id = ?"_s, {id.text()});
    if (!records)
        return fail(records.error());
    if (records->isEmpty())
        return fail(api::notFound(u"There is no delegation %1"_s.arg(id.text())));
    return records->first();
}

Delegation shownDelegation(const store::UnitOfWork &work, const DelegationRecord &record)
{
    Delegation shown = record.head;
    shown.state = stateAt(shown, work.now());
    shown.etag = etagOf(record);
    if (const auto refused = whyNotEnd(work, shown))
        shown.actions.blocked.append({u"end"_s, refused->code, refused->message});
    else
        shown.actions.allowed.append(u"end"_s);
    return shown;
}

Result<DelegationRecord> createDelegation(store::UnitOfWork &work, const DelegationInput &input)
{
    const Person caller{work.actor().person, work.actor().roles, work.actor().groups};
    if (!mayHandOver(caller))
        return fail(api::forbidden(u"You decide no stage, so there is none to hand over."_s));
    if (input.reason.trimmed().isEmpty() || input.reason.size() > reasonLimit)
        return fail(wrong(u"/reason"_s, u"required"_s,
            u"Say why, in at most 1,000 characters: it stands beside each vote."_s));
    const auto delegate = delegateOf(work, input.delegateId);
    if (!delegate)
        return fail(delegate.error());
    DelegationRecord record;
    Delegation &head = record.head;
    head.id = DelegationId(newId("del"_L1));
    head.from = caller.ref;
    head.to = delegate->ref;
    head.requestId = input.requestId;
    head.startsAt = std::max(input.startsAt.value_or(work.now()), work.now());
    head.endsAt = input.endsAt;
    head.reason = input.reason.trimmed();
    head.createdAt = work.now();
    record.revision = 1;
    record.announced = head.startsAt <= work.now() ? 1 : 0;
    GATEHOUSE_TRY(checkTimes(work.now(), head.startsAt, head.endsAt));
    GATEHOUSE_TRY(bindRequest(work, head));
    GATEHOUSE_TRY(checkOthers(work, head));
    GATEHOUSE_TRY(insertDelegation(work, record));
    GATEHOUSE_TRY(tell(work, record, u"created"_s, begun(head)));
    if (record.announced == 1)
        GATEHOUSE_TRY(tellRequests(work, head, begun(head)));
    return record;
}

Status endDelegation(store::UnitOfWork &work, DelegationRecord &record)
{
    if (const auto refused = whyNotEnd(work, record.head))
        return fail(refused->code == u"forbidden"_s ? api::forbidden(refused->message)
                                                    : api::conflictState(refused->message));
    const bool hadBegun = isInForce(record.head, work.now());
    record.head.endsAt = work.now();
    record.head.startsAt = std::min(record.head.startsAt, work.now());
    record.announced = 2;
    GATEHOUSE_TRY(saveDelegation(work, record));
    GATEHOUSE_TRY(tell(work, record, u"ended"_s, over(record.head)));
    return hadBegun ? tellRequests(work, record.head, over(record.head)) : Status();
}

Status tickDelegations(store::UnitOfWork &work)
{
    const QString now = toRfc3339(work.now());
    auto moved = readDelegations(work,
        u"((announced = 0 AND starts_at <= ?) OR (announced < 2 AND ends_at <= ?)) ORDER BY starts_at, id"_s,
        {now, now});
    if (!moved)
        return fail(std::move(moved).error());
    for (DelegationRecord &record : *moved) {
        const bool isOver = record.head.endsAt <= work.now();
        record.announced = isOver ? 2 : 1;
        const QString sentence = isOver ? over(record.head) : begun(record.head);
        GATEHOUSE_TRY(saveDelegation(work, record));
        GATEHOUSE_TRY(tell(work, record, isOver ? u"ended"_s : u"begun"_s, sentence));
        GATEHOUSE_TRY(tellRequests(work, record.head, sentence));
    }
    return {};
}

} // namespace gatehouse::services
