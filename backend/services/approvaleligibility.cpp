// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvaleligibility.h"

#include "backend/api/problem.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalthreads.h"

#include <QSet>

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

bool isBehind(const Decision &decision, const PersonId &person)
{
    return decision.person.id == person
        || (decision.onBehalfOf && decision.onBehalfOf->id == person);
}

bool decidedHere(const StageRecord &stage, const PersonId &person)
{
    return std::ranges::any_of(stage.stage.decisions, [&person](const Decision &decision) {
        return !decision.isVoid && decision.person.id == person;
    });
}

//! Names of the stages that a waiting one needs and that are not over, the first of them first.
QString opensAfter(const RequestRecord &record, const StageRecord &waiting)
{
    QSet<StageId> needed(waiting.stage.after.begin(), waiting.stage.after.end());
    QStringList names;
    for (auto stage = record.stages.rbegin(); stage != record.stages.rend(); ++stage) {
        if (!needed.contains(stage->stage.id) || stage->stage.status == StageStatus::Passed)
            continue;
        needed.unite(QSet<StageId>(stage->stage.after.begin(), stage->stage.after.end()));
        if (stage->stage.status != StageStatus::Void)
            names.prepend(stage->stage.name);
    }
    return joinNames(names);
}

//! Why \a principal cannot be voted for in \a stage; null when they can.
std::optional<Refusal> whyNotFor(
    const RequestRecord &record, const StageRecord &stage, const Principal &principal)
{
    const QString &name = principal.ref.name;
    if (principal.ref.id == record.head.requestedBy.id)
        return refusal(separation,
            u"You cannot decide %1 for %2: %2 asked for this."_s.arg(stage.stage.name, name));
    if (principal.roles.contains(Role::PlatformAdmin))
        return refusal(notEligible,
            u"You cannot decide %1 for %2: platform admins never decide a stage."_s.arg(
                stage.stage.name, name));
    if (const StageRecord *voted = votedStage(record, principal.ref.id))
        return refusal(separation,
            u"You cannot decide %1 for %2: %2 decided %3."_s.arg(
                stage.stage.name, name, voted->stage.name));
    return std::nullopt;
}

//! The first whose stage \a person may take, or why there is none; nothing when nobody handed it over.
std::optional<tl::expected<Mandate, Refusal>> handedOver(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    std::optional<Refusal> why;
    // Only reviewers stand in for each other.
    if (!hasAny(person.roles, reviewerRoles()))
        return std::nullopt;
    for (const Principal &principal : person.standsInFor) {
        const bool meant
            = principal.request.isEmpty() || principal.request == record.head.id;
        if (!meant || principal.ref.id == person.ref.id
            || !decidesStage(record, stage, principal.ref, principal.roles, principal.groups))
            continue;
        const auto refused = whyNotFor(record, stage, principal);
        if (!refused)
            return Mandate{principal.ref};
        if (!why)
            why = refused;
    }
    if (!why)
        return std::nullopt;
    return tl::expected<Mandate, Refusal>(tl::unexpected<Refusal>(*why));
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
    if (refusal.code == u"forbidden"_s)
        return api::forbidden(refusal.message);
    Error error = api::conflictState(refusal.message, allowedActions);
    error.code = refusal.code;
    return error;
}

const StageRecord *votedStage(const RequestRecord &record, const PersonId &person)
{
    for (const StageRecord &stage : record.stages) {
        for (const Decision &decision : stage.stage.decisions) {
            if (isBehind(decision, person) && !decision.isVoid
                && decision.outcome != Outcome::Abstain)
                return &stage;
        }
    }
    return nullptr;
}

bool decidesStage(const RequestRecord &record, const StageRecord &stage, const PersonRef &person,
    const QList<Role> &roles, const QStringList &groups)
{
    return isAmong(stage.people, roles, groups, owns(record, person, groups));
}

tl::expected<Mandate, Refusal> mandateFor(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    const QString name = stage.stage.name;
    const auto refused = [](QLatin1StringView code, const QString &message) {
        return tl::unexpected<Refusal>(refusal(code, message));
    };
    if (person.ref.id == record.head.requestedBy.id)
        return refused(separation, u"You cannot decide %1: you asked for this."_s.arg(name));
    if (person.roles.contains(Role::PlatformAdmin))
        return refused(notEligible,
            u"You cannot decide %1: platform admins never decide a stage."_s.arg(name));
    const bool own = decidesStage(record, stage, person.ref, person.roles, person.groups);
    const auto given = own ? std::nullopt : handedOver(record, stage, person);
    if (!own && !given)
        return refused(notEligible, u"%1 is decided by %2."_s.arg(name, stage.people.words()));
    const StageRecord *voted = votedStage(record, person.ref.id);
    if (voted && voted->stage.id != stage.stage.id)
        return refused(
            separation, u"You cannot decide %1: you decided %2."_s.arg(name, voted->stage.name));
    if (own)
        return Mandate();
    return *given;
}

std::optional<Refusal> whyBarred(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    const auto mandate = mandateFor(record, stage, person);
    return mandate ? std::nullopt : std::optional(mandate.error());
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
    const StageRecord *voted = votedStage(record, person.ref.id);
    if (voted && voted->stage.id == stage.stage.id)
        return refusal(wrongState, u"%1 was decided for you already."_s.arg(stage.stage.name));
    if (stage.stage.status == StageStatus::Void)
        return refusal(wrongState, u"%1 needs nobody."_s.arg(stage.stage.name));
    if (stage.stage.status == StageStatus::Passed)
        return refusal(wrongState, u"%1 is complete."_s.arg(stage.stage.name));
    if (stage.stage.status != StageStatus::Active)
        return refusal(
            wrongState, u"%1 opens after %2."_s.arg(stage.stage.name, opensAfter(record, stage)));
    return std::nullopt;
}

std::optional<Refusal> whyNotApprove(const RequestRecord &record)
{
    if (!record.evidenceGap.isEmpty())
        return Refusal{
            u"evidence_missing"_s, u"It cannot be approved yet: %1"_s.arg(record.evidenceGap)};
    if (const QString open = mustSolveSentence(record); !open.isEmpty())
        return Refusal{u"must_solve_open"_s, open};
    return std::nullopt;
}

const StageRecord *decidableStage(const RequestRecord &record, const Person &person)
{
    for (const StageRecord &stage : record.stages) {
        if (!whyNotDecide(record, stage, person))
            return &stage;
    }
    return nullptr;
}

bool isTakenByOthers(
    const RequestRecord &record, const StageRecord &stage, const PersonId &person)
{
    const auto mine = [&person](const StageClaim &claim) { return claim.person.id == person; };
    const qsizetype others = stage.stage.claims.size();
    return others > 0 && std::ranges::none_of(stage.stage.claims, mine)
        && others >= missingIn(record, stage);
}

std::optional<Refusal> whyNotReview(const RequestRecord &record, const Person &person)
{
    if (!record.head.afterReview)
        return refusal(wrongState, u"%1 is no emergency change."_s.arg(record.head.number));
    if (record.head.afterReview->state != u"open"_s)
        return refusal(wrongState,
            record.head.afterReview->state == u"done"_s
                ? u"%1 was reviewed already."_s.arg(record.head.number)
                : u"%1 is reviewed once it is approved."_s.arg(record.head.number));
    if (person.ref.id == record.head.requestedBy.id)
        return refusal(separation, u"You cannot review this: you asked for it."_s);
    if (person.roles.contains(Role::PlatformAdmin) || !hasAny(person.roles, reviewerRoles()))
        return refusal(notEligible, u"A reviewer looks at it afterwards."_s);
    if (const StageRecord *voted = votedStage(record, person.ref.id))
        return refusal(
            separation, u"You cannot review this: you decided %1."_s.arg(voted->stage.name));
    return std::nullopt;
}

QStringList eligibleNames(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &reviewers)
{
    QStringList names;
    for (const Person &person : reviewers) {
        if (whyNotDecide(record, stage, person))
            continue;
        const auto mandate = mandateFor(record, stage, person);
        names.append(mandate->of ? u"%1 for %2"_s.arg(person.ref.name, mandate->of->name)
                                 : person.ref.name);
    }
    return names;
}

} // namespace gatehouse::services
