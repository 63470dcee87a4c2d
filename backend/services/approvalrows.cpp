// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalrows.h"

#include "backend/services/approvalquorum.h"
#include "backend/services/persons.h"
#include "backend/services/stageactions.h"
#include "core/base/json.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

template <typename T>
QString jsonOf(const T &value)
{
    return QString::fromUtf8(toJsonBytes(toJson(value)));
}

template <typename T>
Result<T> fromText(const QString &json)
{
    const auto object = parseJsonObject(json.toUtf8());
    return object ? fromJson<T>(*object) : fail(object.error());
}

//! What a stage had to say for itself before workflows were documents.
StageRule ruleOfBefore(const StageRow &row)
{
    StageRule rule;
    rule.key = toWire(row.record.stage.discipline);
    rule.name = row.record.stage.name;
    rule.discipline = row.record.stage.discipline;
    rule.order = row.record.stage.order;
    rule.people.roles = rolesFromText(row.roles);
    rule.quorum.count = row.record.stage.quorum;
    rule.dueHours = row.dueHours;
    return rule;
}

//! Of the group before \a order.
QStringList keysBefore(const QList<StageRecord> &stages, int order)
{
    int before = 0;
    for (const StageRecord &stage : stages) {
        if (stage.stage.order < order)
            before = std::max(before, stage.stage.order);
    }
    QStringList keys;
    for (const StageRecord &stage : stages) {
        if (stage.stage.order == before)
            keys.append(stage.rule.key);
    }
    return keys;
}

} // namespace

RequestRow rowOf(const RequestRecord &record, const QString &tenant)
{
    RequestRow row{record, tenant, {}, {}};
    if (record.head.afterReview) {
        row.review = *record.head.afterReview;
        row.reviewer = row.review.reviewer.value_or(PersonRef());
    }
    return row;
}

RequestRecord recordOf(RequestRow row)
{
    row.record.head.number = u"REQ-%1"_s.arg(row.record.sequence);
    if (!row.review.state.isEmpty()) {
        if (!row.reviewer.id.isEmpty())
            row.review.reviewer = row.reviewer;
        row.record.head.afterReview = row.review;
    }
    return row.record;
}

StageRow rowOf(const RequestRecord &record, qsizetype position)
{
    const StageRecord &stage = record.stages.at(position);
    StageRow row{stage, record.head.id.text(), int(position)};
    row.roles = rolesText(stage.people.roles);
    row.groups = groupsText(stage.people.groups);
    row.rule = jsonOf(stage.rule);
    row.dueHours = stage.rule.dueHours;
    row.missing = missingIn(record, stage);
    row.clockAt = nextClock(stage);
    if (stage.stage.policyDecision)
        row.policyDecision = jsonOf(*stage.stage.policyDecision);
    return row;
}

Result<StageRecord> recordOf(const StageRow &row)
{
    StageRecord record = row.record;
    record.people.roles = rolesFromText(row.roles);
    record.people.groups = groupsFromText(row.groups);
    auto rule = row.rule.isEmpty() ? Result<StageRule>(ruleOfBefore(row))
                                   : fromText<StageRule>(row.rule);
    if (!rule)
        return fail(std::move(rule).error());
    record.rule = std::move(*rule);
    record.stage.quorumRule = record.rule.quorum.rule();
    if (!row.policyDecision.isEmpty()) {
        auto decision = fromText<PolicyDecision>(row.policyDecision);
        if (!decision)
            return fail(std::move(decision).error());
        record.stage.policyDecision = std::move(*decision);
    }
    return record;
}

void linkStages(QList<StageRecord> &stages, const QList<bool> &ofBefore)
{
    for (qsizetype i = 0; i < stages.size(); ++i) {
        if (ofBefore.at(i))
            stages[i].rule.after = keysBefore(stages, stages.at(i).stage.order);
    }
    for (StageRecord &stage : stages) {
        for (const StageRecord &other : std::as_const(stages)) {
            if (stage.rule.after.contains(other.rule.key))
                stage.stage.after.append(other.stage.id);
        }
    }
}

} // namespace gatehouse::services
