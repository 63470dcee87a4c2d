// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalquorum.h"

#include "backend/services/stageplan.h"

#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

Happening openStage(StageRecord &record, const QDateTime &now)
{
    record.stage.status = StageStatus::Active;
    record.stage.openedAt = now;
    record.stage.dueAt = now.addSecs(qint64(record.rule.dueHours) * 3600);
    record.overdueNoted = false;
    record.reminded = false;
    return {u"request.stage_activated"_s, u"%1 can be decided now"_s.arg(record.stage.name), true};
}

//! What it waits for is over. A stage that needs nobody is no shortcut: it is over when what it would
//! have waited for is.
bool isReached(const RequestRecord &record, const StageRecord &stage)
{
    return std::ranges::all_of(stage.stage.after, [&record](const StageId &id) {
        const auto before = std::ranges::find_if(
            record.stages, [&id](const StageRecord &other) { return other.stage.id == id; });
        if (before == record.stages.end() || before->stage.status == StageStatus::Passed)
            return true;
        return before->stage.status == StageStatus::Void && isReached(record, *before);
    });
}

bool isOfNow(const RequestRecord &record, const PolicyDecision &decision)
{
    return decision.versionDigest == record.head.versionDigest
        && decision.evidenceRevision == record.head.evidenceRevision
        && decision.policyVersion == record.head.policyVersion;
}

//! Policy's own pass of a stage that is reached, made or taken back as the facts are now.
std::optional<Happening> letPolicyDecide(
    RequestRecord &record, StageRecord &stage, const QDateTime &now)
{
    std::optional<PolicyDecision> &decision = stage.stage.policyDecision;
    const bool passes = isPassedByPolicy(record, stage);
    if (decision && (!passes || !isOfNow(record, *decision)))
        decision.reset();
    // What must be solved keeps policy back as it does people.
    if (!passes || decision || missingIn(record, stage) == 0 || record.threads.mustSolve > 0)
        return std::nullopt;
    decision = PolicyDecision{u"Policy v%1 passed it: %2"_s.arg(record.head.policyVersion)
                                  .arg(wordsOf(stage.rule.automatic)),
        now, record.head.versionDigest, record.head.evidenceRevision, record.head.policyVersion};
    return Happening{u"request.policy_decided"_s,
        u"%1: %2"_s.arg(stage.stage.name, decision->sentence), true, true};
}

} // namespace

int approvalsIn(const RequestRecord &record, const StageRecord &stage)
{
    QSet<PersonId> behind{record.head.requestedBy.id};
    int approvals = 0;
    for (const Decision &decision : stage.stage.decisions) {
        const bool approves = decision.outcome == Outcome::Approve
            || decision.outcome == Outcome::ApproveWithConditions;
        const bool known = behind.contains(decision.person.id)
            || (decision.onBehalfOf && behind.contains(decision.onBehalfOf->id));
        if (!approves || known || !counts(record, decision))
            continue;
        behind.insert(decision.person.id);
        if (decision.onBehalfOf)
            behind.insert(decision.onBehalfOf->id);
        ++approvals;
    }
    return approvals;
}

int missingIn(const RequestRecord &record, const StageRecord &stage)
{
    if (stage.stage.policyDecision || stage.stage.status == StageStatus::Void)
        return 0;
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

QList<Happening> advanceStages(RequestRecord &record, const QDateTime &now)
{
    QList<Happening> happened;
    for (StageRecord &stage : record.stages) {
        stage.stage.approvals = approvalsIn(record, stage);
        if (!isNeeded(record, stage)) {
            stage.stage.status = StageStatus::Void;
            stage.stage.policyDecision.reset();
            continue;
        }
        if (stage.stage.status == StageStatus::Void)
            stage.stage.status = StageStatus::Pending;
        if (!isReached(record, stage)) {
            stage.stage.status = StageStatus::Pending;
            stage.stage.policyDecision.reset();
            continue;
        }
        if (const auto decided = letPolicyDecide(record, stage, now))
            happened.append(*decided);
        if (missingIn(record, stage) == 0)
            stage.stage.status = StageStatus::Passed;
        else if (stage.stage.status != StageStatus::Active)
            happened.append(openStage(stage, now));
    }
    return happened;
}

bool allStagesPassed(const RequestRecord &record)
{
    const auto is = [](StageStatus status) {
        return [status](const StageRecord &stage) { return stage.stage.status == status; };
    };
    return std::ranges::any_of(record.stages, is(StageStatus::Passed))
        && std::ranges::all_of(record.stages, [](const StageRecord &stage) {
               return stage.stage.status == StageStatus::Passed
                   || stage.stage.status == StageStatus::Void;
           });
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
