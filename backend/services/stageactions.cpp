// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/stageactions.h"

#include "backend/services/approvalview.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Refusal wrongState(const QString &message)
{
    return {u"conflict_state"_s, message};
}

QDateTime hoursAfter(const QDateTime &time, int hours)
{
    return time.addSecs(qint64(hours) * 3600);
}

bool holdsClaim(const StageRecord &stage, const PersonId &person)
{
    return std::ranges::any_of(
        stage.stage.claims, [&person](const StageClaim &claim) { return claim.person.id == person; });
}

QDateTime remindAt(const StageRecord &stage)
{
    return hoursAfter(*stage.stage.dueAt, -*stage.rule.remindHours);
}

QDateTime escalateAt(const StageRecord &stage)
{
    return hoursAfter(*stage.stage.dueAt, stage.rule.escalation->afterHours);
}

bool willRemind(const StageRecord &stage)
{
    return stage.rule.remindHours && !stage.reminded && !stage.overdueNoted;
}

bool willEscalate(const StageRecord &stage)
{
    return stage.rule.escalation && !stage.stage.escalatedAt;
}

} // namespace

std::optional<Refusal> whyNotClaim(
    const RequestRecord &record, const StageRecord &stage, const Person &person)
{
    if (const auto refused = whyNotDecide(record, stage, person))
        return refused;
    if (holdsClaim(stage, person.ref.id))
        return wrongState(u"You have claimed %1 already."_s.arg(stage.stage.name));
    return std::nullopt;
}

std::optional<Refusal> whyNotUnclaim(const RequestRecord &record, const Person &person)
{
    const bool holds = std::ranges::any_of(record.stages,
        [&person](const StageRecord &stage) { return holdsClaim(stage, person.ref.id); });
    return holds ? std::nullopt
                 : std::optional(wrongState(u"You have not claimed a stage of %1."_s.arg(
                       record.head.number)));
}

void claimStage(
    RequestRecord &record, StageRecord &stage, const PersonRef &person, const QDateTime &now)
{
    dropClaims(record, person.id);
    stage.stage.claims.append({person, hoursAfter(now, stage.rule.claimHours)});
}

void dropClaims(RequestRecord &record, const PersonId &person)
{
    for (StageRecord &stage : record.stages)
        stage.stage.claims.removeIf(
            [&person](const StageClaim &claim) { return claim.person.id == person; });
}

std::optional<Refusal> whyNotEscalate(const RequestRecord &record, const StageRecord &stage,
    const Person &person, const QDateTime &now)
{
    const QString &name = stage.stage.name;
    const bool asked = person.ref.id == record.head.requestedBy.id;
    const bool decides = !asked && mandateFor(record, stage, person).has_value();
    if (!asked && !decides)
        return Refusal{u"forbidden"_s,
            u"Those who decide %1 escalate it, and %2 once it is late."_s.arg(
                name, record.head.requestedBy.name)};
    if (record.head.status != RequestStatus::InReview
        || stage.stage.status != StageStatus::Active)
        return wrongState(u"%1 is not open."_s.arg(name));
    if (!stage.rule.escalation)
        return wrongState(u"The workflow names nobody to escalate %1 to."_s.arg(name));
    if (stage.stage.escalatedAt)
        return wrongState(u"%1 was escalated already."_s.arg(name));
    if (asked && slaStateAt(stage.stage.dueAt, now) == SlaState::OnTrack)
        return wrongState(u"%1 is in time. You can escalate it once it is nearly due."_s.arg(name));
    return std::nullopt;
}

void escalateStage(StageRecord &stage, const QDateTime &now)
{
    stage.people = stage.people.with(stage.rule.escalation->to);
    stage.stage.escalatedAt = now;
    const QDateTime from = stage.stage.dueAt ? std::max(*stage.stage.dueAt, now) : now;
    stage.stage.dueAt = hoursAfter(from, stage.rule.escalation->extendHours);
    stage.overdueNoted = false;
    stage.reminded = false;
}

std::optional<QDateTime> nextClock(const StageRecord &stage)
{
    if (stage.stage.status != StageStatus::Active || !stage.stage.dueAt)
        return std::nullopt;
    if (willRemind(stage))
        return remindAt(stage);
    if (!stage.overdueNoted)
        return stage.stage.dueAt;
    return willEscalate(stage) ? std::optional(escalateAt(stage)) : std::nullopt;
}

QList<Happening> tickStage(StageRecord &stage, const QDateTime &now)
{
    QList<Happening> happened;
    const QString &name = stage.stage.name;
    while (nextClock(stage) && *nextClock(stage) <= now) {
        const bool late = *stage.stage.dueAt <= now;
        if (willRemind(stage)) {
            stage.reminded = true;
            if (!late)
                happened.append({u"request.reminded"_s,
                    u"Reminder: %1 is due within %2 h"_s.arg(name).arg(*stage.rule.remindHours),
                    true});
        } else if (!stage.overdueNoted) {
            stage.overdueNoted = true;
            happened.append({u"request.overdue"_s, u"%1 is overdue"_s.arg(name), true});
        } else {
            escalateStage(stage, now);
            happened.append({u"request.escalated"_s,
                u"%1 was escalated: %2 may decide it, too"_s.arg(
                    name, stage.rule.escalation->to.words()),
                true});
        }
    }
    return happened;
}

StageRecord *stageById(RequestRecord &record, const StageId &id)
{
    const auto found = std::ranges::find_if(
        record.stages, [&id](const StageRecord &stage) { return stage.stage.id == id; });
    return found == record.stages.end() ? nullptr : &*found;
}

} // namespace gatehouse::services
