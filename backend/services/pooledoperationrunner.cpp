// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/pooledoperationrunner.h"

#include "backend/api/problem.h"
#include "backend/services/operationrows.h"
#include "core/base/log.h"
#include "core/base/random.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

struct PooledOperationRunner::Task
{
    OperationId id;
    Job job;
    store::Actor actor;
    QString correlationId;
    std::atomic<bool> cancelled = false;
};

//! What the job sees: each call is a transaction of its own. The first one that fails ends the job
//! when it returns.
class PooledOperationRunner::Context final : public JobContext
{
public:
    Context(Task &task, store::Database &database, const Clock &clock, const std::atomic<bool> &stopping)
        : m_task(task)
        , m_database(database)
        , m_clock(clock)
        , m_stopping(stopping)
    {
    }

    void beginStep(const QString &name) override
    {
        endStep(StepStatus::Succeeded, {});
        note(write([&](store::UnitOfWork &work) -> Status {
            auto operation = operationrows::load(work, m_task.id);
            if (!operation)
                return fail(std::move(operation).error());
            m_position = positionOf(*operation, name);
            if (m_position < 0)
                return fail(inputError(u"unknown_step"_s, u"The operation has no step %1"_s.arg(name)));
            m_step = {name, StepStatus::Running, work.now(), {}, {}};
            GATEHOUSE_TRY(operationrows::updateStep(work, m_task.id, m_position, m_step));
            return operationrows::update(work, *operation);
        }));
    }

    void setPercent(int percent) override
    {
        if (percent == m_percent)
            return;
        m_percent = percent;
        note(change([percent](Operation &operation) { operation.percent = percent; }));
    }

    void log(const QString &level, const QString &text) override
    {
        note(write([&](store::UnitOfWork &work) { return operationrows::appendLog(work, m_task.id, level, text); }));
    }

    bool isCancelled() const override { return m_task.cancelled || m_stopping; }

    Status write(const std::function<Status(store::UnitOfWork &)> &work) override
    {
        store::UnitOfWork unit(m_database, m_task.actor, m_clock.now(), m_task.correlationId);
        return m_database.write([&] { return work(unit); });
    }

    Status read(const std::function<Status(store::UnitOfWork &)> &work) override
    {
        store::UnitOfWork unit(m_database, m_task.actor, m_clock.now(), m_task.correlationId);
        return m_database.read([&] { return work(unit); });
    }

    Status change(const std::function<void(Operation &)> &edit)
    {
        return write([&](store::UnitOfWork &work) -> Status {
            auto operation = operationrows::load(work, m_task.id);
            if (!operation)
                return fail(std::move(operation).error());
            edit(*operation);
            return operationrows::update(work, *operation);
        });
    }

    void endStep(StepStatus status, const QString &message)
    {
        if (m_position < 0)
            return;
        note(write([&](store::UnitOfWork &work) {
            m_step.status = status;
            m_step.finishedAt = work.now();
            m_step.message = message;
            return operationrows::updateStep(work, m_task.id, std::exchange(m_position, -1), m_step);
        }));
    }

    //! What is still pending when the operation ends will not be done.
    void skipRest()
    {
        note(write([&](store::UnitOfWork &work) -> Status {
            const auto operation = operationrows::load(work, m_task.id);
            if (!operation)
                return fail(operation.error());
            for (int i = 0; i < operation->steps.size(); ++i) {
                OperationStep step = operation->steps.at(i);
                if (step.status != StepStatus::Pending)
                    continue;
                step.status = StepStatus::Skipped;
                GATEHOUSE_TRY(operationrows::updateStep(work, m_task.id, i, step));
            }
            return {};
        }));
    }

    const std::optional<Error> &broken() const { return m_broken; }

private:
    static int positionOf(const Operation &operation, const QString &name)
    {
        for (int i = 0; i < operation.steps.size(); ++i) {
            if (operation.steps.at(i).name == name)
                return i;
        }
        return -1;
    }

    void note(const Status &status)
    {
        if (!status && !m_broken)
            m_broken = status.error();
    }

    Task &m_task;
    store::Database &m_database;
    const Clock &m_clock;
    const std::atomic<bool> &m_stopping;
    int m_percent = 0;
    int m_position = -1;
    OperationStep m_step;
    std::optional<Error> m_broken;
};

namespace {

Error interrupted()
{
    Error error = networkError(u"The server ended while this was running. Start it again."_s);
    error.code = u"interrupted"_s;
    return error;
}

Status failInterrupted(store::UnitOfWork &work, const OperationId &id)
{
    auto operation = operationrows::load(work, id);
    if (!operation)
        return fail(std::move(operation).error());
    for (int i = 0; i < operation->steps.size(); ++i) {
        OperationStep &step = operation->steps[i];
        if (step.status != StepStatus::Running && step.status != StepStatus::Pending)
            continue;
        step.status = step.status == StepStatus::Running ? StepStatus::Failed : StepStatus::Skipped;
        GATEHOUSE_TRY(operationrows::updateStep(work, id, i, step));
    }
    operation->status = OperationStatus::Failed;
    operation->finishedAt = work.now();
    operation->problem = api::problemOf(interrupted(), work.correlationId());
    return operationrows::update(work, *operation);
}

//! Operations that no process works on any more, with their tenants.
Result<QList<std::pair<QString, OperationId>>> leftRunning(store::Database &database)
{
    auto rows = database.query(
        u"SELECT tenant, id FROM operations WHERE status IN ('queued', 'running', 'cancelling')"_s);
    if (!rows)
        return fail(std::move(rows).error());
    QList<std::pair<QString, OperationId>> found;
    while (rows->next())
        found.append({rows->text(0), OperationId(rows->text(1))});
    return found;
}

} // namespace

PooledOperationRunner::PooledOperationRunner(
    QString location, std::shared_ptr<store::WriteGate> gate, const Clock &clock)
    : m_location(std::move(location))
    , m_gate(std::move(gate))
    , m_clock(clock)
{
}

PooledOperationRunner::~PooledOperationRunner()
{
    stop();
}

void PooledOperationRunner::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_filled.notify_all();
    for (const auto &thread : m_threads)
        thread->wait();
    m_threads.clear();
}

Status PooledOperationRunner::start(store::Database &database, int threads)
{
    auto left = leftRunning(database);
    if (!left)
        return fail(std::move(left).error());
    for (const auto &[tenant, id] : std::as_const(*left)) {
        const store::Actor system {{PersonId(u"per_system"_s), u"Gatehouse"_s}, {}, tenant};
        store::UnitOfWork unit(database, system, m_clock.now(), newUuid());
        GATEHOUSE_TRY(database.write([&, target = id] { return failInterrupted(unit, target); }));
    }
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back(QThread::create([this] {
            // The connection belongs to the thread that opens it.
            if (auto own = store::Database::open(m_location, m_gate))
                work(**own);
            else
                log::to(log::Sql)->error("no operations run: {}", describe(own.error()));
        }));
        m_threads.back()->start();
    }
    return {};
}

Result<Operation> PooledOperationRunner::submit(store::UnitOfWork &work, Job job)
{
    const auto number = nextNumber(work, u"operation"_s);
    if (!number)
        return fail(number.error());
    Operation operation;
    operation.id = OperationId(newId("op"_L1));
    operation.type = job.type;
    operation.status = OperationStatus::Queued;
    operation.subject = job.subject;
    operation.subjectId = job.subjectId;
    operation.environment = job.environment;
    operation.requestedBy = work.actor().person;
    operation.createdAt = work.now();
    for (const QString &step : std::as_const(job.steps))
        operation.steps.append({step, StepStatus::Pending, {}, {}, {}});
    GATEHOUSE_TRY(operationrows::insert(work, operation, *number));
    auto task = std::make_shared<Task>();
    task->id = operation.id;
    task->job = std::move(job);
    task->actor = work.actor();
    task->correlationId = work.correlationId();
    work.db().afterCommit([this, task] { enqueue(task); });
    return operationrows::load(work, operation.id);
}

Result<Operation> PooledOperationRunner::cancel(store::UnitOfWork &work, const OperationId &id)
{
    auto operation = operationrows::load(work, id);
    if (!operation)
        return fail(std::move(operation).error());
    if (!operation->actions.allows(u"cancel"_s)) {
        const BlockedAction &why = operation->actions.blocked.constFirst();
        return fail(why.code == u"forbidden"_s ? api::forbidden(why.message) : api::conflictState(why.message));
    }
    operation->status = OperationStatus::Cancelling;
    GATEHOUSE_TRY(operationrows::update(work, *operation));
    GATEHOUSE_TRY(work.audit(u"operation.cancel"_s, operation->number + u' ' + operation->subject, id.text(), u"done"_s));
    work.db().afterCommit([this, id] {
        if (const TaskPtr task = known(id))
            task->cancelled = true;
    });
    return operationrows::load(work, id);
}

void PooledOperationRunner::enqueue(TaskPtr task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.insert(task->id.text(), task);
        m_queue.push_back(std::move(task));
    }
    m_filled.notify_one();
}

PooledOperationRunner::TaskPtr PooledOperationRunner::next()
{
    std::unique_lock lock(m_mutex);
    m_filled.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
    if (m_stopping)
        return {};
    TaskPtr task = std::move(m_queue.front());
    m_queue.pop_front();
    return task;
}

PooledOperationRunner::TaskPtr PooledOperationRunner::known(const OperationId &id)
{
    const std::lock_guard lock(m_mutex);
    return m_tasks.value(id.text());
}

void PooledOperationRunner::work(store::Database &database)
{
    while (const TaskPtr task = next()) {
        runTask(*task, database);
        const std::lock_guard lock(m_mutex);
        m_tasks.remove(task->id.text());
    }
}

void PooledOperationRunner::runTask(Task &task, store::Database &database)
{
    Context context(task, database, m_clock, m_stopping);
    Result<QJsonObject> outcome = fail(cancelledError());
    if (!task.cancelled) {
        const Status started = context.change([this](Operation &operation) {
            operation.status = OperationStatus::Running;
            operation.startedAt = m_clock.now();
        });
        outcome = started ? task.job.run(context) : Result<QJsonObject>(fail(started.error()));
    }
    if (outcome && context.broken())
        outcome = fail(*context.broken());
    const bool wasCancelled = !outcome && task.cancelled;
    context.endStep(outcome ? StepStatus::Succeeded : StepStatus::Failed, outcome ? QString() : outcome.error().message);
    context.skipRest();
    const Status ended = context.change([&](Operation &operation) {
        operation.finishedAt = m_clock.now();
        operation.status = outcome ? OperationStatus::Succeeded
            : wasCancelled         ? OperationStatus::Cancelled
                                   : OperationStatus::Failed;
        if (outcome) {
            operation.percent = 100;
            operation.result = *outcome;
        } else if (!wasCancelled) {
            operation.problem = api::problemOf(m_stopping ? interrupted() : outcome.error(), task.correlationId);
        }
    });
    if (!ended)
        log::to(log::Sql)->error("{}: its end was not written: {}", task.id.text(), describe(ended.error()));
    if (!outcome && !wasCancelled)
        log::to(log::App)->warn("{} failed: {} {}", task.id.text(), describe(outcome.error()), outcome.error().detail);
}

} // namespace gatehouse::services
