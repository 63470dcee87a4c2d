// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaleligibility.h"

#include "backend/api/problem.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr QLatin1StringView separation("separation_of_duties");
constexpr QLatin1StringView notEligible("not_eligible_reviewer");
constexpr QLatin1StringView wrongState("conflict_state");

Refusal refusal(QLatin1StringView code, const QString &message)
{
    return {QString(code), message};
}

QString roleName(Role role)
{
    QString name = toWire(role);
    return name.remove(u"reviewer:"_s);
}

QString decidedBy(const StageRecord &stage)
{
    if (stage.roles.size() == reviewerRoles().size())
        return u"a reviewer"_s;
    QStringList names;
    for (const Role role : stage.roles)
        names.append(roleName(role));
    return u"a %1 reviewer"_s.arg(names.join(u" or "_s));
}

bool decidedHere(const StageRecord &stage, const PersonId &person)
{
    return std::ranges::any_of(stage.stage.decisions, [&person](const Decision &decision) {
        return !decision.isVoid && decision.person.id == person;
    });
}

//! Names of the open stages that come before a stage that waits.
QString opensAfter(const RequestRecord &record, const StageRecord &waiting)
{
    QStringList names;
    for (const StageRecord &stage : record.stages) {
        if (stage.stage.order < waiting.stage.order && stage.stage.status != StageStatus::Passed)
            names.append(stage.stage.name);
    }
    return joinNames(names);
}

QString statusSentence(const RequestRecord &record)
{
    switch (record.head.status) {
    case RequestStatus::Evaluating:
        return u"%1 waits for its evidence"_s;
    case RequestStatus::Blocked:
        return u"%1 is blocked by policy"_s;
    case RequestStatus::ChangesRequested:
        return u"%1 is with its requester"_s;
    case RequestStatus::Approved:
    case RequestStatus::ApprovedWithConditions:
        return u"%1 is approved already"_s;
    case RequestStatus::Rejected:
        return u"%1 was rejected"_s;
    case RequestStatus::Withdrawn:
        return u"%1 was withdrawn"_s;
    case RequestStatus::Expired:
        return u"%1 has expired"_s;
    case RequestStatus::Superseded:
        return u"%1 was superseded by a newer request"_s;
    default:
        return u"%1 cannot be decided now"_s;
    }
}

} // namespace

Error toError(const Refusal &refusal, const QStringList &allowedActions)
{
    if (refusal.code == separation)
        return api::separationOfDuties(refusal.message);
    if (refusal.code == notEligible)
        return api::notEligibleReviewer(refusal.message);
    Error error = api::conflictState(refusal.message, allowedActions);
    error.code = refusal.code;
    return error;
}

const StageRecord *votedStage(const RequestRecord &record, const PersonId &person)
{
    for (const StageRecord &stage : record.stages) {
        for (const Decision &decision : stage.stage.decisions) {
            if (decision.person.id == person && !decision.isVoid
                && decision.outcome != Outcome::Abstain)
                return &stage;
        }
    }
    return nullptr;
}

std::optional<Refusal> whyBarred(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    const QString name = stage.stage.name;
    if (person.ref.id == record.head.requestedBy.id)
        return refusal(separation, u"You cannot decide %1: you asked for this."_s.arg(name));
    if (person.roles.contains(Role::PlatformAdmin))
        return refusal(notEligible,
            u"You cannot decide %1: platform admins never decide a stage."_s.arg(name));
    if (!hasAny(person.roles, stage.roles))
        return refusal(notEligible, u"%1 is decided by %2."_s.arg(name, decidedBy(stage)));
    const StageRecord *voted = votedStage(record, person.ref.id);
    if (voted && voted->stage.id != stage.stage.id)
        return refusal(
            separation, u"You cannot decide %1: you decided %2."_s.arg(name, voted->stage.name));
    return std::nullopt;
}

std::optional<Refusal> whyNotDecide(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    if (record.head.status != RequestStatus::InReview)
        return refusal(wrongState, QString(statusSentence(record).arg(record.head.number) + u'.'));
    if (auto barred = whyBarred(record, stage, person))
        return barred;
    if (decidedHere(stage, person.ref.id))
        return refusal(wrongState, u"You decided %1 already."_s.arg(stage.stage.name));
    if (stage.stage.status == StageStatus::Passed)
        return refusal(wrongState, u"%1 is complete."_s.arg(stage.stage.name));
    if (stage.stage.status != StageStatus::Active)
        return refusal(
            wrongState, u"%1 opens after %2."_s.arg(stage.stage.name, opensAfter(record, stage)));
    return std::nullopt;
}

std::optional<Refusal> whyNotApprove(const RequestRecord &record)
{
    if (record.evidenceGap.isEmpty())
        return std::nullopt;
    return Refusal{
        u"evidence_missing"_s, u"It cannot be approved yet: %1"_s.arg(record.evidenceGap)};
}

const StageRecord *decidableStage(const RequestRecord &record, const Person &person)
{
    for (const StageRecord &stage : record.stages) {
        if (!whyNotDecide(record, stage, person))
            return &stage;
    }
    return nullptr;
}

QStringList eligibleNames(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &reviewers)
{
    QStringList names;
    for (const Person &person : reviewers) {
        if (!whyNotDecide(record, stage, person))
            names.append(person.ref.name);
    }
    return names;
}

} // namespace gatehouse::services
