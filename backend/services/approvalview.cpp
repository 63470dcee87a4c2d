// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalview.h"

#include "backend/services/approvalpreview.h"
#include "backend/services/approvalquorum.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr int atRiskSeconds = 2 * 3600;
constexpr int decidedDays = 7;

bool isYourTurn(const RequestRecord &record, const Person &caller)
{
    if (record.head.status == RequestStatus::ChangesRequested)
        return caller.ref.id == record.head.requestedBy.id;
    return decidableStage(record, caller) != nullptr;
}

QString queueFor(const RequestRecord &record, const Person &caller, const QDateTime &now)
{
    if (isOpen(record.head.status))
        return isYourTurn(record, caller) ? u"your_turn"_s : u"waiting"_s;
    const bool recent = record.head.decidedAt && *record.head.decidedAt > now.addDays(-decidedDays);
    return recent ? u"decided"_s : u"none"_s;
}

QString waitingOn(const RequestRecord &record)
{
    QStringList names;
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
        return joinNames(names);
    default:
        return {};
    }
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
        const auto refusal = whyNotDecide(record, stage, caller);
        const bool own
            = hasAny(caller.roles, stage.roles) && stage.stage.status == StageStatus::Active;
        if (!best || own)
            best = refusal;
    }
    return best;
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

Actions actionsFor(const RequestRecord &record, const Person &caller)
{
    ActionList list;
    const auto noStage = whyNoStage(record, caller);
    const auto noApproval = noStage ? noStage : whyNotApprove(record);
    list.add(u"approve"_s, noApproval);
    list.add(u"approve_with_conditions"_s, noApproval);
    list.add(u"reject"_s, noStage);
    list.add(u"request_changes"_s, noStage);
    list.add(u"abstain"_s, noStage);
    list.add(u"withdraw"_s, whyNotWithdraw(record, caller));
    list.add(u"resubmit"_s, whyNotResubmit(record, caller));
    std::optional<Refusal> noComment;
    if (!mayComment(caller))
        noComment = Refusal{u"forbidden"_s, u"Requesters and reviewers write here."_s};
    list.add(u"comment"_s, noComment);
    return list.actions;
}

ApprovalRequest requestView(const RequestRecord &record, const Viewer &viewer)
{
    ApprovalRequest view = record.head;
    for (const StageRecord &stage : record.stages)
        view.stages.append(stageView(record, stage, viewer));
    view.preview = previewFor(record, viewer.person);
    view.queue = queueFor(record, viewer.person, viewer.now);
    view.waitingOn = view.queue == u"your_turn"_s ? QString() : waitingOn(record);
    view.slaState = isOpen(record.head.status) ? slaStateAt(record.head.dueAt, viewer.now)
                                               : SlaState::OnTrack;
    view.etag = etagOf(record);
    view.actions = actionsFor(record, viewer.person);
    return view;
}

} // namespace gatehouse::services
