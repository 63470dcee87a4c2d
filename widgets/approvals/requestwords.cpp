// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/requestwords.h"

#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::requestwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::RequestWords)
};

//! Names of the stages that \a stage waits for. One that needs nobody stands for those it would wait for.
QString waitsFor(const ApprovalRequest &request, const Stage &stage)
{
    QStringList names;
    for (const Stage &other : request.stages) {
        if (!stage.after.contains(other.id) || other.status == StageStatus::Passed)
            continue;
        const QString name = other.status == StageStatus::Void ? waitsFor(request, other) : other.name;
        if (!name.isEmpty())
            names += name;
    }
    // The nearest one is enough: it waits for the others itself.
    return names.isEmpty() ? QString() : names.last();
}

//! The server names, before the colon of its sentence, where the caller is barred.
bool isBarred(const ApprovalRequest &request, const Stage &stage)
{
    return !stage.callerEligible && request.preview && request.preview->barred.section(u':', 0, 0).contains(stage.name)
        && (stage.status == StageStatus::Active || stage.status == StageStatus::Pending);
}

QString progress(const Stage &stage)
{
    return Words::tr("%1 of %2").arg(stage.approvals).arg(stage.quorum);
}

//! "Ines Duarte is at it", "Ines Duarte and Wei Zhang are at it"; empty when nobody said so.
QString claimsOf(const Stage &stage)
{
    QStringList names;
    for (const StageClaim &claim : stage.claims)
        names += claim.person.name;
    if (names.size() < 2)
        return names.isEmpty() ? QString() : Words::tr("%1 is at it").arg(names.first());
    const QString last = names.takeLast();
    return Words::tr("%1 and %2 are at it").arg(names.join(u", "_s), last);
}

QString passedSum(const Stage &stage)
{
    if (stage.policyDecision)
        return Words::tr("By policy, passed %1").arg(clockText(stage.policyDecision->decidedAt).left(5));
    const QDateTime at = stage.decisions.isEmpty() ? QDateTime() : stage.decisions.last().decidedAt;
    return at.isValid() ? Words::tr("%1, passed %2").arg(progress(stage), clockText(at).left(5)) : Words::tr("%1, passed").arg(progress(stage));
}

QString sumOf(const ApprovalRequest &request, const Stage &stage)
{
    switch (stage.status) {
    case StageStatus::Passed:
        return passedSum(stage);
    case StageStatus::Rejected:
        return Words::tr("Rejected");
    case StageStatus::Void:
        return Words::tr("Not needed");
    default:
        break;
    }
    if (isBarred(request, stage))
        return Words::tr("%1, not by you").arg(progress(stage));
    if (const QString claims = claimsOf(stage); !claims.isEmpty())
        return Words::tr("%1, %2").arg(progress(stage), claims);
    if (stage.callerEligible && stage.approvals + 1 >= stage.quorum && stage.quorum > 1)
        return Words::tr("%1, you can be the last").arg(progress(stage));
    if (stage.callerEligible)
        return Words::tr("%1, you can decide").arg(progress(stage));
    const QString before = waitsFor(request, stage);
    return before.isEmpty() ? progress(stage) : Words::tr("%1, needs %2").arg(progress(stage), before);
}

QString dueOf(const ApprovalRequest &request, const Stage &stage, const QDateTime &now)
{
    if (stage.status == StageStatus::Void)
        return stage.note.value_or(QString());
    if (stage.status == StageStatus::Passed) {
        const bool parallel = std::any_of(request.stages.begin(), request.stages.end(),
            [&](const Stage &other) { return other.id != stage.id && other.order == stage.order; });
        return parallel ? Words::tr("Ran in parallel") : QString();
    }
    if (!stage.dueAt)
        return {};
    const QString due = dueText(*stage.dueAt, now);
    if (stage.status == StageStatus::Active && dueUrgency(*stage.dueAt, now) == DueUrgency::Soon)
        return Words::tr("Due %1, %2 left").arg(clockText(*stage.dueAt).left(5), due);
    return dueUrgency(*stage.dueAt, now) == DueUrgency::Late ? due : Words::tr("Due %1").arg(due);
}

//! What the cell has no room for, a line each.
QString detailOf(const Stage &stage, const QDateTime &now)
{
    QStringList lines;
    if (stage.policyDecision)
        lines += stage.policyDecision->sentence;
    else if (stage.note)
        lines += *stage.note;
    for (const Decision &decision : stage.decisions) {
        if (decision.onBehalfOf && !decision.isVoid)
            lines += Words::tr("%1 decided for %2.").arg(decision.person.name, decision.onBehalfOf->name);
    }
    for (const StageClaim &claim : stage.claims)
        lines += Words::tr("%1 is at it until %2.").arg(claim.person.name, momentText(claim.until, now));
    for (const StageDeputy &deputy : stage.deputies)
        lines += Words::tr("%1 may decide for %2 until %3.").arg(deputy.person.name, deputy.of.name, momentText(deputy.until, now));
    if (stage.escalatedAt)
        lines += Words::tr("Escalated %1: more people were asked, with more time.").arg(momentText(*stage.escalatedAt, now));
    else if (stage.escalation)
        lines += Words::tr("It can be escalated to %1.").arg(*stage.escalation);
    return lines.join(u'\n');
}

StageCell::State stateOf(const ApprovalRequest &request, const Stage &stage, const Stage *focus)
{
    switch (stage.status) {
    case StageStatus::Passed:
        return stage.policyDecision ? StageCell::State::ByPolicy : StageCell::State::Passed;
    case StageStatus::Rejected:
        return StageCell::State::Rejected;
    case StageStatus::Void:
        return StageCell::State::NotNeeded;
    default:
        break;
    }
    if (isBarred(request, stage))
        return StageCell::State::Barred;
    return &stage == focus && stage.status == StageStatus::Active ? StageCell::State::Current : StageCell::State::Open;
}

} // namespace

QString versionPair(const ApprovalRequest &request)
{
    const auto pair = [](const QString &from, const QString &to) { return from.isEmpty() || from == to ? to : QString(from + u" \u2192 "_s + to); };
    if (request.configRevision) {
        const QString from = request.baseConfigRevision ? u"r%1"_s.arg(*request.baseConfigRevision) : QString();
        return pair(from, u"r%1"_s.arg(*request.configRevision));
    }
    return pair(request.baseVersion.value_or(QString()), request.version);
}

bool owesReview(const ApprovalRequest &request)
{
    return request.afterReview && request.afterReview->state == "open"_L1;
}

int mustSolve(const ApprovalRequest &request)
{
    const bool open = request.queue == "your_turn"_L1 || request.queue == "waiting"_L1;
    return open && !owesReview(request) && request.openThreads ? request.openThreads->mustSolve : 0;
}

QString mustBeSolved(int count)
{
    return Words::tr("%n must be solved", nullptr, count);
}

bool awaitsInformation(const ApprovalRequest &request)
{
    const bool open = request.queue == "your_turn"_L1 || request.queue == "waiting"_L1;
    const bool asked = request.openThreads && request.openThreads->questions > 0;
    return asked && open && !owesReview(request) && request.status != RequestStatus::ChangesRequested;
}

QString waitsForInformation(const ApprovalRequest &request)
{
    return Words::tr("Waiting for information from %1").arg(request.requestedBy.name);
}

QString standing(const ApprovalRequest &request, const QDateTime &now)
{
    if (request.queue == "decided"_L1)
        return momentText(request.decidedAt.value_or(request.updatedAt), now);
    // Whom information is awaited from has no room here: the row says what, the head from whom.
    if (request.queue == "waiting"_L1 && !request.waitingOn.isEmpty() && !awaitsInformation(request)) {
        if (!request.dueAt)
            return request.waitingOn;
        return Words::tr("%1 · %2").arg(request.waitingOn, dueText(*request.dueAt, now));
    }
    return request.dueAt ? dueText(*request.dueAt, now) : QString();
}

const Stage *stageInFocus(const ApprovalRequest &request)
{
    const Stage *open = nullptr;
    for (const Stage &stage : request.stages) {
        if (stage.callerEligible)
            return &stage;
        if (!open && stage.status == StageStatus::Active)
            open = &stage;
    }
    if (open)
        return open;
    return request.stages.isEmpty() ? nullptr : &request.stages.last();
}

QString spoken(const ApprovalRequest &request, bool unread, const QDateTime &now)
{
    QStringList parts {request.pluginName, term(request.type).word, versionPair(request), environmentName(request.environment),
        Words::tr("%1 risk").arg(term(request.risk).word)};
    if (const Stage *stage = stageInFocus(request); stage && !stagePips(*stage).isEmpty())
        parts += progress(*stage);
    if (owesReview(request))
        parts += Words::tr("review owed");
    if (const int count = mustSolve(request); count > 0)
        parts += mustBeSolved(count);
    if (awaitsInformation(request))
        parts += waitsForInformation(request);
    parts += standing(request, now);
    if (unread)
        parts += Words::tr("unread");
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString groupName(RequestListModel::Group group)
{
    switch (group) {
    case RequestListModel::YourTurn:
        return Words::tr("Your turn");
    case RequestListModel::WaitingOnOthers:
        return Words::tr("Waiting on others");
    default:
        return Words::tr("Recently decided");
    }
}

QString sortName(RequestListModel::Sort sort)
{
    switch (sort) {
    case RequestListModel::Sort::Due:
        return Words::tr("Due");
    case RequestListModel::Sort::Risk:
        return Words::tr("Risk");
    case RequestListModel::Sort::Newest:
        return Words::tr("Newest");
    default:
        return Words::tr("Name");
    }
}

QList<StageCell> stageCells(const ApprovalRequest &request, const QDateTime &now)
{
    const Stage *focus = stageInFocus(request);
    QList<StageCell> cells;
    for (qsizetype i = 0; i < request.stages.size(); ++i) {
        const Stage &stage = request.stages.at(i);
        StageCell cell;
        cell.name = stage.name;
        cell.state = stateOf(request, stage, focus);
        cell.pips = stagePips(stage);
        cell.sum = sumOf(request, stage);
        cell.due = dueOf(request, stage, now);
        cell.detail = detailOf(stage, now);
        cell.isParallelWithNext = i + 1 < request.stages.size() && request.stages.at(i + 1).order == stage.order;
        if (stage.status == StageStatus::Active && stage.dueAt)
            cell.urgency = dueUrgency(*stage.dueAt, now);
        cells.append(cell);
    }
    return cells;
}

QList<Pip> stagePips(const Stage &stage)
{
    // Where policy decided or nobody is asked there are no people to count.
    if (stage.policyDecision || stage.status == StageStatus::Void)
        return {};
    return quorumPips(stage.approvals, stage.quorum, stage.callerEligible);
}

QString decisionTitle(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Approve:
        return Words::tr("Approve");
    case Outcome::ApproveWithConditions:
        return Words::tr("Approve with conditions");
    case Outcome::Reject:
        return Words::tr("Reject");
    case Outcome::RequestChanges:
        return Words::tr("Request changes");
    default:
        return Words::tr("Decide");
    }
}

} // namespace gatehouse::requestwords
