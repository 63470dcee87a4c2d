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

//! Names of the stages before \a stage that have not passed.
QString waitsFor(const ApprovalRequest &request, const Stage &stage)
{
    QStringList names;
    for (const Stage &other : request.stages) {
        if (other.order < stage.order && other.status != StageStatus::Passed)
            names += other.name;
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

QString sumOf(const ApprovalRequest &request, const Stage &stage)
{
    switch (stage.status) {
    case StageStatus::Passed: {
        const QDateTime at = stage.decisions.isEmpty() ? QDateTime() : stage.decisions.last().decidedAt;
        return at.isValid() ? Words::tr("%1, passed %2").arg(progress(stage), clockText(at).left(5)) : Words::tr("%1, passed").arg(progress(stage));
    }
    case StageStatus::Rejected:
        return Words::tr("Rejected");
    case StageStatus::Void:
        return Words::tr("No longer counts");
    default:
        break;
    }
    if (isBarred(request, stage))
        return Words::tr("%1, not by you").arg(progress(stage));
    if (stage.callerEligible && stage.approvals + 1 >= stage.quorum && stage.quorum > 1)
        return Words::tr("%1, you can be the last").arg(progress(stage));
    if (stage.callerEligible)
        return Words::tr("%1, you can decide").arg(progress(stage));
    const QString before = waitsFor(request, stage);
    return before.isEmpty() ? progress(stage) : Words::tr("%1, needs %2").arg(progress(stage), before);
}

QString dueOf(const ApprovalRequest &request, const Stage &stage, const QDateTime &now)
{
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

StageCell::State stateOf(const ApprovalRequest &request, const Stage &stage, const Stage *focus)
{
    switch (stage.status) {
    case StageStatus::Passed:
        return StageCell::State::Passed;
    case StageStatus::Rejected:
        return StageCell::State::Rejected;
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

QString standing(const ApprovalRequest &request, const QDateTime &now)
{
    if (request.queue == "decided"_L1)
        return momentText(request.decidedAt.value_or(request.updatedAt), now);
    if (request.queue == "waiting"_L1 && !request.waitingOn.isEmpty()) {
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
    if (const Stage *stage = stageInFocus(request))
        parts += progress(*stage);
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
    for (const Stage &stage : request.stages) {
        StageCell cell;
        cell.name = stage.name;
        cell.state = stateOf(request, stage, focus);
        cell.pips = stagePips(stage);
        cell.sum = sumOf(request, stage);
        cell.due = dueOf(request, stage, now);
        if (stage.status == StageStatus::Active && stage.dueAt)
            cell.urgency = dueUrgency(*stage.dueAt, now);
        cells.append(cell);
    }
    return cells;
}

QList<Pip> stagePips(const Stage &stage)
{
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
