// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalstore.h"

#include "backend/api/problem.h"
#include "backend/services/approvalrows.h"
#include "backend/services/persons.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

template <typename Row>
Result<QList<Row>> readRows(
    store::UnitOfWork &work, const QString &table, const QString &rest, const QVariantList &values)
{
    const QString sql
        = u"SELECT %1 FROM %2 %3"_s.arg(columnNames<Row>().join(u", "_s), table, rest);
    auto query = work.db().query(sql, values);
    if (!query)
        return fail(std::move(query).error());
    QList<Row> rows;
    while (query->next())
        rows.append(readRow<Row>(*query));
    return rows;
}

template <typename Row>
Status upsertRow(store::UnitOfWork &work, const QString &table, const Row &row)
{
    QStringList changes;
    for (const QString &name : columnNames<Row>())
        changes.append(u"%1 = excluded.%1"_s.arg(name));
    const QString sql = insertSql(table, columnNames<Row>()) + u" ON CONFLICT (id) DO UPDATE SET "_s
        + changes.join(u", "_s);
    GATEHOUSE_TRY(work.db().execute(sql, columnValues(row)));
    return {};
}

QVariantList idValues(const QStringList &ids)
{
    QVariantList values;
    for (const QString &id : ids)
        values.append(id);
    return values;
}

Result<QHash<QString, QList<Decision>>> readDecisions(
    store::UnitOfWork &work, const QString &in, const QVariantList &values)
{
    auto rows = readRows<DecisionRow>(
        work, u"approval_decisions"_s, in + u"ORDER BY request_id, decided_at, id"_s, values);
    if (!rows)
        return fail(rows.error());
    QHash<QString, QList<Decision>> byStage;
    for (DecisionRow &row : *rows) {
        if (!row.behalf.id.isEmpty())
            row.decision.onBehalfOf = row.behalf;
        byStage[row.decision.stageId.text()].append(row.decision);
    }
    return byStage;
}

Result<QHash<QString, QList<StageClaim>>> readClaims(
    store::UnitOfWork &work, const QString &in, const QVariantList &values)
{
    auto rows = readRows<ClaimRow>(work, u"approval_claims"_s,
        in + u"AND claimed_until > ? ORDER BY claimed_until, person_id"_s,
        values + QVariantList{toRfc3339(work.now())});
    if (!rows)
        return fail(rows.error());
    QHash<QString, QList<StageClaim>> byStage;
    for (const ClaimRow &row : std::as_const(*rows))
        byStage[row.stageId].append(row.claim);
    return byStage;
}

//! Only requests that have conditions have any that is met.
Status attachConditions(store::UnitOfWork &work, QHash<QString, RequestRecord> &records)
{
    QStringList ids;
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        if (!it->head.conditions.isEmpty())
            ids.append(it.key());
    }
    if (ids.isEmpty())
        return {};
    auto query = work.db().query(
        u"SELECT request_id, condition_id, person_id, person_name, met_at FROM approval_conditions_met"
        " WHERE request_id IN (%1)"_s.arg(placeholders(ids.size())),
        idValues(ids));
    if (!query)
        return fail(std::move(query).error());
    while (query->next())
        records[query->text(0)].conditionsMet.insert(query->text(1),
            {{PersonId(query->text(2)), query->text(3)}, query->time(4)});
    return {};
}

Status attachStages(
    store::UnitOfWork &work, const QStringList &ids, QHash<QString, RequestRecord> &records)
{
    const QString in = u"WHERE request_id IN (%1) "_s.arg(placeholders(ids.size()));
    const QVariantList values = idValues(ids);
    const auto stages = readRows<StageRow>(
        work, u"approval_stages"_s, in + u"ORDER BY request_id, position"_s, values);
    if (!stages)
        return fail(stages.error());
    const auto decisions = readDecisions(work, in, values);
    if (!decisions)
        return fail(decisions.error());
    const auto claims = readClaims(work, in, values);
    if (!claims)
        return fail(claims.error());
    QHash<QString, QList<bool>> ofBefore;
    for (const StageRow &row : *stages) {
        auto record = recordOf(row);
        if (!record)
            return fail(std::move(record).error());
        record->stage.decisions = decisions->value(row.record.stage.id.text());
        record->stage.claims = claims->value(row.record.stage.id.text());
        records[row.requestId].stages.append(*record);
        ofBefore[row.requestId].append(row.rule.isEmpty());
    }
    for (auto it = records.begin(); it != records.end(); ++it)
        linkStages(it->stages, ofBefore.value(it.key()));
    return {};
}

Status saveDecisions(store::UnitOfWork &work, const RequestRecord &record, const Stage &stage)
{
    for (const Decision &decision : stage.decisions) {
        const DecisionRow row{decision, record.head.id.text(),
            decision.onBehalfOf.value_or(PersonRef())};
        const QString sql = insertSql(u"approval_decisions"_s, columnNames<DecisionRow>())
            + u" ON CONFLICT (id) DO UPDATE SET is_void = excluded.is_void"_s;
        GATEHOUSE_TRY(work.db().execute(sql, columnValues(row)));
    }
    return {};
}

Status saveClaims(store::UnitOfWork &work, const RequestRecord &record)
{
    GATEHOUSE_TRY(work.db().execute(
        u"DELETE FROM approval_claims WHERE request_id = ?"_s, {record.head.id.text()}));
    for (const StageRecord &stage : record.stages) {
        for (const StageClaim &claim : stage.stage.claims) {
            const ClaimRow row{record.head.id.text(), stage.stage.id.text(), claim};
            GATEHOUSE_TRY(work.db().execute(
                insertSql(u"approval_claims"_s, columnNames<ClaimRow>()), columnValues(row)));
        }
    }
    return {};
}

Status saveStages(store::UnitOfWork &work, const RequestRecord &record)
{
    for (qsizetype i = 0; i < record.stages.size(); ++i) {
        GATEHOUSE_TRY(upsertRow(work, u"approval_stages"_s, rowOf(record, i)));
        GATEHOUSE_TRY(saveDecisions(work, record, record.stages.at(i).stage));
    }
    return saveClaims(work, record);
}

//! Somebody has to do something with it.
bool needsAttention(const RequestRecord &record)
{
    return isOpen(record.head.status) || owesReview(record);
}

QVariantList derivedValues(const RequestRecord &record)
{
    return {isOpen(record.head.status) ? 1 : 0, needsAttention(record) ? 1 : 0,
        priorityRank(record.head.priority)};
}

QStringList requestColumns()
{
    return columnNames<RequestRow>() + QStringList{u"is_open"_s, u"attention"_s, u"priority_rank"_s};
}

} // namespace

Result<QList<RequestRecord>> loadRequests(store::UnitOfWork &work, const QStringList &ids)
{
    if (ids.isEmpty())
        return QList<RequestRecord>();
    // The tenant is compared here: in the statement it would lure the planner to an index by
    // tenant.
    auto rows = readRows<RequestRow>(work, u"approval_requests"_s,
        u"WHERE id IN (%1)"_s.arg(placeholders(ids.size())), idValues(ids));
    if (!rows)
        return fail(rows.error());
    rows->removeIf([&work](const RequestRow &row) { return row.tenant != work.tenant(); });
    QHash<QString, RequestRecord> records;
    for (const RequestRow &row : std::as_const(*rows))
        records.insert(row.record.head.id.text(), recordOf(row));
    if (!records.isEmpty())
        GATEHOUSE_TRY(attachStages(work, records.keys(), records));
    GATEHOUSE_TRY(attachConditions(work, records));
    QList<RequestRecord> ordered;
    for (const QString &id : ids) {
        if (records.contains(id))
            ordered.append(records.value(id));
    }
    return ordered;
}

Result<RequestRecord> loadRequest(store::UnitOfWork &work, const RequestId &id)
{
    auto records = loadRequests(work, {id.text()});
    if (!records)
        return fail(records.error());
    if (records->isEmpty())
        return fail(api::notFound(u"There is no request %1"_s.arg(id.text())));
    return records->first();
}

Status insertRequest(store::UnitOfWork &work, const RequestRecord &record)
{
    QVariantList values = columnValues(rowOf(record, work.tenant()));
    values << derivedValues(record);
    GATEHOUSE_TRY(work.db().execute(insertSql(u"approval_requests"_s, requestColumns()), values));
    return saveStages(work, record);
}

Status saveRequest(store::UnitOfWork &work, RequestRecord &record)
{
    ++record.revision;
    record.head.updatedAt = work.now();
    QVariantList values = columnValues(rowOf(record, work.tenant()));
    values << derivedValues(record) << record.head.id.text();
    GATEHOUSE_TRY(
        work.db().execute(updateSql(u"approval_requests"_s, requestColumns(), u"id"_s), values));
    return saveStages(work, record);
}

Result<QStringList> requestIds(
    store::UnitOfWork &work, const QString &where, const QVariantList &values)
{
    auto query = work.db().query(
        u"SELECT id FROM approval_requests WHERE tenant = ? AND %1 ORDER BY created_at, id"_s.arg(
            where),
        QVariantList{work.tenant()} + values);
    if (!query)
        return fail(std::move(query).error());
    QStringList ids;
    while (query->next())
        ids.append(query->text(0));
    return ids;
}

} // namespace gatehouse::services
