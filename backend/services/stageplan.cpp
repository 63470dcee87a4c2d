// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/stageplan.h"

#include "backend/services/approvaleligibility.h"
#include "core/base/random.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

int countOf(const RequestRecord &record, const StageRecord &stage, const QList<Person> &people)
{
    if (!stage.rule.quorum.all)
        return stage.rule.quorum.count;
    const auto able = std::ranges::count_if(people,
        [&](const Person &person) { return !whyBarred(record, stage, person); });
    return std::max(1, int(able));
}

//! The stage that \a record has for \a rule, or a new one.
StageRecord stageFor(const RequestRecord &record, const StageRule &rule)
{
    const auto known = std::ranges::find_if(
        record.stages, [&rule](const StageRecord &stage) { return stage.rule.key == rule.key; });
    if (known != record.stages.end())
        return *known;
    StageRecord stage;
    stage.stage.id = StageId(newId("stg"_L1));
    stage.stage.status = StageStatus::Pending;
    return stage;
}

QString noteOf(const StageRule &rule)
{
    return u"Only for %1"_s.arg(wordsOf(rule.when));
}

QList<StageId> idsOf(const QList<StageRecord> &stages, const QStringList &keys)
{
    QList<StageId> ids;
    for (const StageRecord &stage : stages) {
        if (keys.contains(stage.rule.key))
            ids.append(stage.stage.id);
    }
    return ids;
}

} // namespace

void planStages(RequestRecord &record, const WorkflowDocument &document, int version,
    const QList<Person> &people)
{
    QList<StageRecord> planned;
    for (const StageRule &rule : document.stages) {
        StageRecord stage = stageFor(record, rule);
        stage.rule = rule;
        stage.people = rule.people;
        stage.stage.discipline = rule.discipline;
        stage.stage.name = rule.name;
        stage.stage.order = rule.order;
        stage.stage.quorumRule = rule.quorum.rule();
        stage.stage.note = rule.when.isEmpty() ? std::nullopt : std::optional(noteOf(rule));
        stage.stage.escalatedAt.reset();
        stage.stage.quorum = countOf(record, stage, people);
        planned.append(stage);
    }
    const int last = planned.isEmpty() ? 0 : planned.last().stage.order;
    for (StageRecord stage : std::as_const(record.stages)) {
        const bool kept = std::ranges::any_of(planned,
            [&stage](const StageRecord &other) { return other.stage.id == stage.stage.id; });
        if (kept)
            continue;
        // Its votes stay in the record; nobody is asked any more.
        stage.rule.after.clear();
        stage.rule.when = {Condition{{RequestType::Unknown}, {}, {}, {}}};
        stage.stage.note = u"Not in %1"_s.arg(document.name);
        stage.stage.order = last + 1;
        planned.append(stage);
    }
    for (StageRecord &stage : planned)
        stage.stage.after = idsOf(planned, stage.rule.after);
    record.stages = planned;
    record.head.templateId = document.id;
    record.head.templateVersion = version;
    record.head.expiresAt = record.head.createdAt.addSecs(qint64(document.expiresHours) * 3600);
    record.validHours = document.validHours;
}

bool isNeeded(const RequestRecord &record, const StageRecord &stage)
{
    return anyHolds(stage.rule.when, factsOf(record));
}

bool isPassedByPolicy(const RequestRecord &record, const StageRecord &stage)
{
    const bool clean = record.evidenceGap.isEmpty() && record.denial.isEmpty()
        && record.head.risk == Risk::Low && record.policy == Enforcement::Allow;
    const bool ordinary = record.head.type != RequestType::Exemption && !record.head.afterReview;
    return !stage.rule.automatic.isEmpty() && clean && ordinary
        && anyHolds(stage.rule.automatic, factsOf(record));
}

} // namespace gatehouse::services
