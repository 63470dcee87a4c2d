// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalquorum.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

int approvalsIn(const RequestRecord &record, const StageRecord &stage)
{
    QSet<PersonId> people;
    for (const Decision &decision : stage.stage.decisions) {
        const bool approves = decision.outcome == Outcome::Approve
            || decision.outcome == Outcome::ApproveWithConditions;
        if (approves && counts(record, decision)
            && decision.person.id != record.head.requestedBy.id)
            people.insert(decision.person.id);
    }
    return int(people.size());
}

int missingIn(const RequestRecord &record, const StageRecord &stage)
{
    return std::max(0, stage.stage.quorum - approvalsIn(record, stage));
}

QList<QList<qsizetype>> stageGroups(const RequestRecord &record)
{
    QList<QList<qsizetype>> groups;
    for (qsizetype i = 0; i < record.stages.size(); ++i) {
        const bool together
            = i > 0 && record.stages[i].stage.order == record.stages[i - 1].stage.order;
        if (!together)
            groups.append(QList<qsizetype>());
        groups.last().append(i);
    }
    return groups;
}

static std::optional<Happening> open(StageRecord &record, const QDateTime &now)
{
    if (record.stage.status == StageStatus::Active)
        return std::nullopt;
    record.stage.status = StageStatus::Active;
    record.stage.openedAt = now;
    record.stage.dueAt = now.addSecs(qint64(record.dueHours) * 3600);
    record.overdueNoted = false;
    return Happening{
        u"request.stage_activated"_s, u"%1 can be decided now"_s.arg(record.stage.name), true};
}

QList<Happening> advanceStages(RequestRecord &record, const QDateTime &now)
{
    QList<Happening> happened;
    bool reached = true;
    for (const QList<qsizetype> &group : stageGroups(record)) {
        bool complete = true;
        for (const qsizetype index : group) {
            StageRecord &stage = record.stages[index];
            stage.stage.approvals = approvalsIn(record, stage);
            if (reached && missingIn(record, stage) == 0) {
                stage.stage.status = StageStatus::Passed;
                continue;
            }
            complete = false;
            if (!reached)
                stage.stage.status = StageStatus::Pending;
            else if (const auto opened = open(stage, now))
                happened.append(*opened);
        }
        reached = reached && complete;
    }
    return happened;
}

bool allStagesPassed(const RequestRecord &record)
{
    return !record.stages.isEmpty()
        && std::ranges::all_of(record.stages,
            [](const StageRecord &stage) { return stage.stage.status == StageStatus::Passed; });
}

std::optional<QDateTime> nextDue(const RequestRecord &record)
{
    std::optional<QDateTime> earliest;
    for (const StageRecord &stage : record.stages) {
        const bool open
            = stage.stage.status == StageStatus::Active && stage.stage.dueAt.has_value();
        if (open && (!earliest || *stage.stage.dueAt < *earliest))
            earliest = stage.stage.dueAt;
    }
    return earliest;
}

} // namespace gatehouse::services
