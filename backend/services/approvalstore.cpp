// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/approvalstore.h"

#include "backend/api/problem.h"
#include "backend/services/persons.h"
#include "backend/services/rowcodec.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct RequestRow
{
    RequestRecord record;
    QString tenant;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &head = self.record.head;
        visit("id", head.id);
        visit("tenant", self.tenant);
        visit("number", self.record.sequence);
        visit("type", head.type);
        visit("status", head.status);
        visit("priority", head.priority);
        visit("environment", head.environment);
        visit("risk", head.risk);
        visit("risk_score", head.riskScore);
        visit("plugin_id", head.pluginId);
        visit("plugin_name", head.pluginName);
        visit("version_id", head.versionId);
        visit("version", head.version);
        visit("published_at", self.record.publishedAt);
        visit("base_version_id", head.baseVersionId);
        visit("base_version", head.baseVersion);
        visit("config_revision_id", head.configRevisionId);
        visit("config_revision", head.configRevision);
        visit("base_config_revision", head.baseConfigRevision);
        visit("version_digest", head.versionDigest);
        visit("evidence_revision", head.evidenceRevision);
        visit("policy_version", head.policyVersion);
        visit("denial", self.record.denial);
        visit("evidence_gap", self.record.evidenceGap);
        visit("template_id", head.templateId);
        visit("template_version", head.templateVersion);
        visit("requested_by", head.requestedBy.id);
        visit("requested_by_name", head.requestedBy.name);
        visit("justification", head.justification);
        visit("impact", head.impact);
        visit("rollback_plan", head.rollbackPlan);
        visit("conditions", head.conditions);
        visit("due_at", head.dueAt);
        visit("expires_at", head.expiresAt);
        visit("valid_until", self.record.validUntil);
        visit("created_at", head.createdAt);
        visit("updated_at", head.updatedAt);
        visit("decided_at", head.decidedAt);
        visit("comment_count", head.commentCount);
        visit("revision", self.record.revision);
    }
};

struct StageRow
{
    StageRecord record;
    QString requestId;
    QString roles;
    int position = 0;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &stage = self.record.stage;
        visit("id", stage.id);
        visit("request_id", self.requestId);
        visit("position", self.position);
        visit("discipline", stage.discipline);
        visit("name", stage.name);
        visit("roles", self.roles);
        visit("stage_order", stage.order);
        visit("quorum", stage.quorum);
        visit("due_hours", self.record.dueHours);
        visit("status", stage.status);
        visit("opened_at", stage.openedAt);
        visit("due_at", stage.dueAt);
        visit("overdue_noted", self.record.overdueNoted);
    }
};

struct DecisionRow
{
    Decision decision;
    QString requestId;

    template <typename S, typename V>
    static void columns(S &self, V &visit)
    {
        auto &decision = self.decision;
        visit("id", decision.id);
        visit("request_id", self.requestId);
        visit("stage_id", decision.stageId);
        visit("person_id", decision.person.id);
        visit("person_name", decision.person.name);
        visit("outcome", decision.outcome);
        visit("comment", decision.comment);
        visit("conditions", decision.conditions);
        visit("decided_at", decision.decidedAt);
        visit("version_digest", decision.versionDigest);
        visit("evidence_revision", decision.evidenceRevision);
        visit("policy_version", decision.policyVersion);
        visit("is_void", decision.isVoid);
        visit("signed_with", decision.signedWith);
        visit("leaf_index", decision.leafIndex);
    }
};

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

Status attachStages(
    store::UnitOfWork &work, const QStringList &ids, QHash<QString, RequestRecord> &records)
{
    const QString in = u"WHERE request_id IN (%1) "_s.arg(placeholders(ids.size()));
    auto stages = readRows<StageRow>(
        work, u"approval_stages"_s, in + u"ORDER BY request_id, position"_s, idValues(ids));
    if (!stages)
        return fail(stages.error());
    auto decisions = readRows<DecisionRow>(work, u"approval_decisions"_s,
        in + u"ORDER BY request_id, decided_at, id"_s, idValues(ids));
    if (!decisions)
        return fail(decisions.error());
    QHash<QString, QList<Decision>> byStage;
    for (const DecisionRow &row : std::as_const(*decisions))
        byStage[row.decision.stageId.text()].append(row.decision);
    for (StageRow &row : *stages) {
        row.record.roles = rolesFromText(row.roles);
        row.record.stage.decisions = byStage.value(row.record.stage.id.text());
        records[row.requestId].stages.append(row.record);
    }
    return {};
}

Status saveStages(store::UnitOfWork &work, const RequestRecord &record)
{
    for (qsizetype i = 0; i < record.stages.size(); ++i) {
        const StageRecord &stage = record.stages[i];
        GATEHOUSE_TRY(upsertRow(work, u"approval_stages"_s,
            StageRow{stage, record.head.id.text(), rolesText(stage.roles), int(i)}));
        for (const Decision &decision : stage.stage.decisions) {
            const DecisionRow row{decision, record.head.id.text()};
            const QString sql = insertSql(u"approval_decisions"_s, columnNames<DecisionRow>())
                + u" ON CONFLICT (id) DO UPDATE SET is_void = excluded.is_void"_s;
            GATEHOUSE_TRY(work.db().execute(sql, columnValues(row)));
        }
    }
    return {};
}

QVariantList derivedValues(const RequestRecord &record)
{
    return {isOpen(record.head.status) ? 1 : 0, priorityRank(record.head.priority)};
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
    for (RequestRow &row : *rows) {
        row.record.head.number = u"REQ-%1"_s.arg(row.record.sequence);
        records.insert(row.record.head.id.text(), row.record);
    }
    if (!records.isEmpty())
        GATEHOUSE_TRY(attachStages(work, records.keys(), records));
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
    QStringList names = columnNames<RequestRow>();
    names << u"is_open"_s << u"priority_rank"_s;
    QVariantList values = columnValues(RequestRow{record, work.tenant()});
    values << derivedValues(record);
    GATEHOUSE_TRY(work.db().execute(insertSql(u"approval_requests"_s, names), values));
    return saveStages(work, record);
}

Status saveRequest(store::UnitOfWork &work, RequestRecord &record)
{
    ++record.revision;
    record.head.updatedAt = work.now();
    QStringList names = columnNames<RequestRow>();
    names << u"is_open"_s << u"priority_rank"_s;
    QVariantList values = columnValues(RequestRow{record, work.tenant()});
    values << derivedValues(record) << record.head.id.text();
    GATEHOUSE_TRY(work.db().execute(updateSql(u"approval_requests"_s, names, u"id"_s), values));
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
