// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/operationrows.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"
#include "core/base/json.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services::operationrows {

namespace {

constexpr char16_t columns[] = u"id, number, type, status, percent, subject, subject_id, environment, actor_id, actor_name,"
                               " created_at, started_at, finished_at, problem, result, revision";

QVariant stored(const std::optional<QDateTime> &time)
{
    return time ? QVariant(toRfc3339(*time)) : QVariant();
}

std::optional<QDateTime> timeAt(const store::Query &row, int column)
{
    const QDateTime time = row.time(column);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

Status done(const Result<int> &executed)
{
    return executed ? Status() : fail(executed.error());
}

bool mayCancel(const store::Actor &actor, const Operation &operation)
{
    return actor.has(Role::PlatformAdmin) || actor.has(Role::Ops) || actor.person.id == operation.requestedBy.id;
}

Actions actionsFor(const store::Actor &actor, const Operation &operation)
{
    Actions actions;
    if (isOver(operation.status))
        actions.blocked.append({u"cancel"_s, u"conflict_state"_s, u"The operation is over."_s});
    else if (operation.status == OperationStatus::Cancelling)
        actions.blocked.append({u"cancel"_s, u"conflict_state"_s, u"It is being cancelled."_s});
    else if (!mayCancel(actor, operation))
        actions.blocked.append({u"cancel"_s, u"forbidden"_s, u"Only who asked for it, operations and platform admins may cancel it."_s});
    else
        actions.allowed.append(u"cancel"_s);
    return actions;
}

std::optional<Problem> problemIn(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const auto object = parseJsonObject(text.toUtf8());
    auto problem = object ? fromJson<Problem>(*object) : fail(object.error());
    return problem ? std::optional(std::move(*problem)) : std::nullopt;
}

Operation operationAt(const store::Query &row, const store::Actor &actor)
{
    Operation operation;
    operation.id = OperationId(row.text(0));
    operation.number = u"OP-"_s + row.text(1);
    operation.type = fromWire<OperationType>(row.text(2));
    operation.status = fromWire<OperationStatus>(row.text(3));
    operation.percent = int(row.integer(4));
    operation.subject = row.text(5);
    operation.subjectId = row.text(6);
    operation.environment = fromWire<Environment>(row.text(7));
    operation.requestedBy = {PersonId(row.text(8)), row.text(9)};
    operation.createdAt = row.time(10);
    operation.startedAt = timeAt(row, 11);
    operation.finishedAt = timeAt(row, 12);
    operation.problem = problemIn(row.text(13));
    if (const QString result = row.text(14); result != u"{}"_s)
        operation.result = parseJsonObject(result.toUtf8()).value_or(QJsonObject());
    operation.etag = u"op-"_s + row.text(15);
    operation.actions = actionsFor(actor, operation);
    return operation;
}

Status loadSteps(store::UnitOfWork &work, QList<Operation> &operations)
{
    if (operations.isEmpty())
        return {};
    QStringList ids;
    for (const Operation &operation : std::as_const(operations))
        ids.append(operation.id.text());
    const InList in = inList(u"operation_id"_s, ids);
    auto rows = work.db().query(
        u"SELECT operation_id, name, status, started_at, finished_at, message FROM operation_steps"
        " WHERE %1 ORDER BY operation_id, position"_s.arg(in.sql),
        in.values);
    if (!rows)
        return fail(std::move(rows).error());
    QHash<QString, QList<OperationStep>> steps;
    while (rows->next()) {
        steps[rows->text(0)].append({rows->text(1), fromWire<StepStatus>(rows->text(2)), timeAt(*rows, 3),
            timeAt(*rows, 4), rows->text(5)});
    }
    for (Operation &operation : operations)
        operation.steps = steps.value(operation.id.text());
    return {};
}

Result<QList<Operation>> read(store::UnitOfWork &work, const QString &where, const QVariantList &values)
{
    auto rows = work.db().query(
        u"SELECT "_s + QString::fromUtf16(columns) + u" FROM operations WHERE "_s + where, values);
    if (!rows)
        return fail(std::move(rows).error());
    QList<Operation> operations;
    while (rows->next())
        operations.append(operationAt(*rows, work.actor()));
    GATEHOUSE_TRY(loadSteps(work, operations));
    return operations;
}

//! "status IN (?, ?)" for a filter with values.
void addChoice(const QString &column, const QStringList &choices, QString &where, QVariantList &values)
{
    if (choices.isEmpty())
        return;
    where += u" AND "_s + column + u" IN (?"_s + u", ?"_s.repeated(choices.size() - 1) + u')';
    for (const QString &choice : choices)
        values.append(choice);
}

Status emitProgress(store::UnitOfWork &work, const OperationId &id)
{
    auto operation = load(work, id);
    if (!operation)
        return fail(std::move(operation).error());
    QString summary = operation->number + u' ' + operation->subject + u": "_s + toWire(operation->status);
    if (!isOver(operation->status))
        summary += u' ' + QString::number(operation->percent) + u" %"_s;
    return work.emitEvent(u"operation.progress"_s, u"operations"_s, id.text(), operation->etag, std::move(summary));
}

Status touch(store::UnitOfWork &work, const OperationId &id)
{
    GATEHOUSE_TRY(done(work.db().execute(u"UPDATE operations SET revision = revision + 1 WHERE id = ?"_s, {id.text()})));
    return emitProgress(work, id);
}

} // namespace

Status insert(store::UnitOfWork &work, const Operation &operation, qint64 number)
{
    GATEHOUSE_TRY(done(work.db().execute(
        u"INSERT INTO operations (id, tenant, number, type, status, percent, subject, subject_id, environment,"
        " actor_id, actor_name, created_at, result, revision)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{}', 1)"_s,
        {operation.id.text(), work.tenant(), number, toWire(operation.type), toWire(operation.status),
            operation.percent, operation.subject, operation.subjectId, toWire(operation.environment),
            operation.requestedBy.id.text(), operation.requestedBy.name, toRfc3339(operation.createdAt)})));
    for (qsizetype i = 0; i < operation.steps.size(); ++i) {
        GATEHOUSE_TRY(done(work.db().execute(
            u"INSERT INTO operation_steps (operation_id, position, name, status, message) VALUES (?, ?, ?, ?, '')"_s,
            {operation.id.text(), i, operation.steps.at(i).name, toWire(StepStatus::Pending)})));
    }
    return emitProgress(work, operation.id);
}

Result<Operation> load(store::UnitOfWork &work, const OperationId &id)
{
    auto found = read(work, u"tenant = ? AND id = ?"_s, {work.tenant(), id.text()});
    if (!found)
        return fail(std::move(found).error());
    if (found->isEmpty())
        return fail(api::notFound(u"There is no operation %1."_s.arg(id.text())));
    return found->constFirst();
}

Result<QList<Operation>> list(store::UnitOfWork &work, const Filter &filter, qint64 before, int limit)
{
    QString where = u"tenant = ?"_s;
    QVariantList values {work.tenant()};
    addChoice(u"status"_s, filter.statuses, where, values);
    addChoice(u"type"_s, filter.types, where, values);
    addChoice(u"environment"_s, filter.environments, where, values);
    if (!filter.subjectId.isEmpty()) {
        where += u" AND subject_id = ?"_s;
        values.append(filter.subjectId);
    }
    if (before > 0) {
        where += u" AND number < ?"_s;
        values.append(before);
    }
    where += u" ORDER BY number DESC LIMIT ?"_s;
    values.append(limit);
    return read(work, where, values);
}

Status update(store::UnitOfWork &work, const Operation &operation)
{
    QVariant problem;
    if (operation.problem)
        problem = QString::fromUtf8(toJsonBytes(toJson(*operation.problem)));
    GATEHOUSE_TRY(done(work.db().execute(
        u"UPDATE operations SET status = ?, percent = ?, started_at = ?, finished_at = ?, problem = ?, result = ?"
        " WHERE id = ?"_s,
        {toWire(operation.status), operation.percent, stored(operation.startedAt), stored(operation.finishedAt), problem,
            QString::fromUtf8(toJsonBytes(operation.result)), operation.id.text()})));
    return touch(work, operation.id);
}

Status updateStep(store::UnitOfWork &work, const OperationId &id, int position, const OperationStep &step)
{
    return done(work.db().execute(
        u"UPDATE operation_steps SET status = ?, started_at = ?, finished_at = ?, message = ?"
        " WHERE operation_id = ? AND position = ?"_s,
        {toWire(step.status), stored(step.startedAt), stored(step.finishedAt), step.message, id.text(), position}));
}

Status appendLog(store::UnitOfWork &work, const OperationId &id, const QString &level, const QString &text)
{
    GATEHOUSE_TRY(done(work.db().execute(
        u"INSERT INTO operation_log (operation_id, sequence, at, level, text)"
        " SELECT ?, COALESCE(MAX(sequence), 0) + 1, ?, ?, ? FROM operation_log WHERE operation_id = ?"_s,
        {id.text(), toRfc3339(work.now()), level, text, id.text()})));
    return touch(work, id);
}

Result<QList<OperationLogLine>> log(store::UnitOfWork &work, const OperationId &id, qint64 after)
{
    if (const auto known = load(work, id); !known)
        return fail(known.error());
    auto rows = work.db().query(u"SELECT sequence, at, level, text FROM operation_log"
                                " WHERE operation_id = ? AND sequence > ? ORDER BY sequence LIMIT 1000"_s,
        {id.text(), after});
    if (!rows)
        return fail(std::move(rows).error());
    QList<OperationLogLine> lines;
    while (rows->next())
        lines.append({rows->integer(0), rows->time(1), rows->text(2), rows->text(3)});
    return lines;
}

qint64 numberOf(const Operation &operation)
{
    return operation.number.mid(3).toLongLong();
}

bool isOver(OperationStatus status)
{
    return status != OperationStatus::Queued && status != OperationStatus::Running
        && status != OperationStatus::Cancelling;
}

} // namespace gatehouse::services::operationrows
