// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalview.h"

#include "backend/services/approvalpreview.h"
#include "backend/services/approvalquorum.h"
#include "backend/services/approvalthreads.h"
#include "backend/services/stageactions.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int atRiskSeconds = 2 * 3600;
constexpr int decidedDays = 7;

bool isYourTurn(const RequestRecord &record, const Person &caller)
{
    if (record.head.status == RequestStatus::ChangesRequested)
        return caller.ref.id == record.head.requestedBy.id;
    if (owesAnswer(record) && caller.ref.id == record.head.requestedBy.id)
        return true;
    if (waitsForAnswer(record, caller.ref))
        return false;
    if (owesReview(record))
        return !whyNotReview(record, caller);
    return std::ranges::any_of(record.stages, [&](const StageRecord &stage) {
        return !whyNotDecide(record, stage, caller)
            && !isTakenByOthers(record, stage, caller.ref.id);
    });
}

QString queueFor(const RequestRecord &record, const Person &caller, const QDateTime &now)
{
    if (isOpen(record.head.status) || owesReview(record))
        return isYourTurn(record, caller) ? u"your_turn"_s : u"waiting"_s;
    const bool recent = record.head.decidedAt && *record.head.decidedAt > now.addDays(-decidedDays);
    return recent ? u"decided"_s : u"none"_s;
}

QString waitingOn(const RequestRecord &record)
{
    QStringList names;
    if (owesAnswer(record) && record.head.status != RequestStatus::ChangesRequested)
        return u"Information from %1"_s.arg(record.head.requestedBy.name);
    switch (record.head.status) {
    case RequestStatus::ChangesRequested:
        return u"With requester"_s;
    case RequestStatus::Evaluating:
        return u"Evidence"_s;
    case RequestStatus::Blocked:
        return u"Policy"_s;
    case RequestStatus::InReview:
        for (const StageRecord &stage : record.stages) {
            if (stage.stage.status == StageStatus::Active)
                names.append(stage.stage.name);
        }
        // Everybody voted; only a thread keeps it.
        if (names.isEmpty() && record.threads.mustSolve > 0)
            return u"What must be solved"_s;
        return joinNames(names);
    default:
        return owesReview(record) ? u"Review afterwards"_s : QString();
    }
}

//! Those who may decide the stage for somebody else now.
QList<StageDeputy> deputiesOf(
    const RequestRecord &record, const StageRecord &stage, const QList<Person> &people)
{
    QList<StageDeputy> deputies;
    for (const Person &person : people) {
        const auto mandate = mandateFor(record, stage, person);
        if (!mandate || !mandate->of)
            continue;
        for (const Principal &principal : person.standsInFor) {
            if (principal.ref.id == mandate->of->id)
                deputies.append({person.ref, principal.ref, principal.until});
        }
    }
    return deputies;
}

Stage stageView(const RequestRecord &record, const StageRecord &stored, const Viewer &viewer)
{
    Stage stage = stored.stage;
    stage.approvals = approvalsIn(record, stored);
    const auto refusal = whyNotDecide(record, stored, viewer.person);
    stage.callerEligible = !refusal;
    stage.callerReason = refusal ? refusal->message : QString();
    if (stage.status == StageStatus::Active && isOpen(record.head.status)) {
        stage.eligible = eligibleNames(record, stored, viewer.reviewers);
        stage.deputies = deputiesOf(record, stored, viewer.reviewers);
        if (stored.rule.escalation && !stage.escalatedAt)
            stage.escalation = u"%1, with %2 h more"_s.arg(stored.rule.escalation->to.words())
                                   .arg(stored.rule.escalation->extendHours);
        stage.slaState = slaStateAt(stage.dueAt, viewer.now);
    } else {
        stage.slaState = SlaState::OnTrack;
    }
    return stage;
}

struct ActionList
{
    Actions actions;
    void add(const QString &action, const std::optional<Refusal> &refusal)
    {
        if (refusal)
            actions.blocked.append({action, refusal->code, refusal->message});
        else
            actions.allowed.append(action);
    }
};

//! Why no stage is the caller's to decide: the stage of their own role explains best.
std::optional<Refusal> whyNoStage(const RequestRecord &record, const Person &caller)
{
    if (decidableStage(record, caller))
        return std::nullopt;
    std::optional<Refusal> best;
    for (const StageRecord &stage : record.stages) {
        if (stage.stage.status == StageStatus::Void)
            continue;
        const auto refusal = whyNotDecide(record, stage, caller);
        const bool own = stage.stage.status == StageStatus::Active
            && decidesStage(record, stage, caller.ref, caller.roles, caller.groups);
        if (!best || own)
            best = refusal;
    }
    return best;
}

//! Nothing as soon as one stage is open to it; else why not, where it would be closest.
template <typename Why>
std::optional<Refusal> whyNoStageFor(const RequestRecord &record, Why why)
{
    std::optional<Refusal> first;
    for (const StageRecord &stage : record.stages) {
        const auto refused = why(stage);
        if (!refused)
            return std::nullopt;
        if (!first || stage.stage.status == StageStatus::Active)
            first = refused;
    }
    return first;
}

std::optional<Refusal> whyNotWithdraw(const RequestRecord &record, const Person &caller)
{
    if (caller.ref.id != record.head.requestedBy.id)
        return Refusal{u"forbidden"_s,
            u"Only %1 can withdraw this request."_s.arg(record.head.requestedBy.name)};
    if (!isOpen(record.head.status))
        return Refusal{u"conflict_state"_s, u"%1 is closed."_s.arg(record.head.number)};
    return std::nullopt;
}

//! Only what is one's own can be handed over.
std::optional<Refusal> whyNotDelegate(const RequestRecord &record, const Person &caller)
{
    Person alone = caller;
    alone.standsInFor.clear();
    if (!isOpen(record.head.status))
        return Refusal{u"conflict_state"_s, u"%1 is closed."_s.arg(record.head.number)};
    return whyNoStageFor(record, [&](const StageRecord &stage) -> std::optional<Refusal> {
        const bool waits = stage.stage.status == StageStatus::Active
            || stage.stage.status == StageStatus::Pending;
        if (waits)
            return whyBarred(record, stage, alone);
        return Refusal{u"conflict_state"_s, u"%1 is over."_s.arg(stage.stage.name)};
    });
}

std::optional<Refusal> whyNotResubmit(const RequestRecord &record, const Person &caller)
{
    if (caller.ref.id != record.head.requestedBy.id)
        return Refusal{
            u"forbidden"_s, u"Only %1 can submit this again."_s.arg(record.head.requestedBy.name)};
    if (record.head.status != RequestStatus::ChangesRequested)
        return Refusal{
            u"conflict_state"_s, u"Nobody asked for changes in %1."_s.arg(record.head.number)};
    return std::nullopt;
}

} // namespace

bool mayComment(const Person &person)
{
    static const QList<Role> asking{Role::Requester, Role::ConfigEditor, Role::PlatformAdmin};
    return hasAny(person.roles, asking) || hasAny(person.roles, reviewerRoles());
}

SlaState slaStateAt(const std::optional<QDateTime> &due, const QDateTime &now)
{
    if (!due || now < due->addSecs(-atRiskSeconds))
        return SlaState::OnTrack;
    return now < *due ? SlaState::AtRisk : SlaState::Breached;
}

Actions actionsFor(const RequestRecord &record, const Person &caller, const QDateTime &now)
{
    ActionList list;
    const auto noStage = whyNoStage(record, caller);
    const auto noApproval = noStage ? noStage : whyNotApprove(record);
    list.add(u"approve"_s, noApproval);
    list.add(u"approve_with_conditions"_s, noApproval);
    list.add(u"reject"_s, noStage);
    list.add(u"request_changes"_s, noStage);
    list.add(u"abstain"_s, noStage);
    list.add(u"claim"_s, whyNoStageFor(record, [&](const StageRecord &stage) {
        return whyNotClaim(record, stage, caller);
    }));
    list.add(u"unclaim"_s, whyNotUnclaim(record, caller));
    list.add(u"escalate"_s, whyNoStageFor(record, [&](const StageRecord &stage) {
        return whyNotEscalate(record, stage, caller, now);
    }));
    list.add(u"delegate"_s, whyNotDelegate(record, caller));
    if (record.head.afterReview)
        list.add(u"after_review"_s, whyNotReview(record, caller));
    list.add(u"withdraw"_s, whyNotWithdraw(record, caller));
    list.add(u"resubmit"_s, whyNotResubmit(record, caller));
    list.add(u"comment"_s, whyNotReply(caller));
    list.add(u"mark_must_solve"_s, whyNotMark(record, caller));
    list.add(u"ask"_s, whyNotMark(record, caller));
    list.add(u"check_condition"_s, whyNotCheckConditions(record, caller));
    return list.actions;
}

ApprovalRequest requestView(const RequestRecord &record, const Viewer &viewer)
{
    ApprovalRequest view = record.head;
    for (const StageRecord &stage : record.stages)
        view.stages.append(stageView(record, stage, viewer));
    view.openThreads = record.threads;
    view.conditionItems = conditionItems(record);
    view.preview = previewFor(record, viewer.person);
    view.queue = queueFor(record, viewer.person, viewer.now);
    view.waitingOn = view.queue == u"your_turn"_s ? QString() : waitingOn(record);
    const bool waits = isOpen(record.head.status) || owesReview(record);
    view.slaState = waits ? slaStateAt(record.head.dueAt, viewer.now) : SlaState::OnTrack;
    if (view.afterReview)
        view.afterReview->slaState = owesReview(record) ? view.slaState : SlaState::OnTrack;
    view.etag = etagOf(record);
    view.actions = actionsFor(record, viewer.person, viewer.now);
    return view;
}

} // namespace gatehouse::services
