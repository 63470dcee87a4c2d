// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policies/backtestrun.h"

#include "core/base/async.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

bool isBacktest(const Operation &operation)
{
    return operation.type == OperationType::Policy && operation.subjectId.startsWith("pbt_"_L1);
}

Error errorOf(const Operation &operation)
{
    const Problem problem = operation.problem.value_or(Problem());
    Error error;
    error.kind = ErrorKind::Problem;
    error.code = problem.code;
    error.message = !problem.detail.isEmpty() ? problem.detail : problem.title;
    error.correlationId = problem.correlationId;
    error.retryable = problem.retryable;
    return error;
}

} // namespace

BacktestRun::BacktestRun(PolicyService &service, OperationService &operations, const OperationStore &store, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_operations(operations)
    , m_store(store)
{
    connect(&store, &RecordSignals::changed, this, &BacktestRun::look);
    connect(&store, &RecordSignals::inserted, this, &BacktestRun::look);
}

bool BacktestRun::isUnderWay() const
{
    return m_state == State::Starting || m_state == State::Running || m_state == State::Cancelling || m_state == State::Reading;
}

void BacktestRun::start(int decisions)
{
    if (isUnderWay())
        return;
    m_operation = {};
    m_percent = 0;
    m_whyNotCancel.clear();
    setState(State::Starting);
    deliver(m_service.backtest(decisions), this, [this](const Result<Operation> &operation) {
        if (operation)
            follow(*operation);
        else
            setState(State::Failed, operation.error());
    });
}

void BacktestRun::cancel()
{
    if (m_state != State::Running)
        return;
    setState(State::Cancelling);
    deliver(m_operations.cancel(m_operation), this, [this](const Result<Operation> &operation) {
        // It may have ended before the portal heard of it.
        if (!operation && m_state == State::Cancelling) {
            setState(State::Running, operation.error());
            look();
        }
    });
}

void BacktestRun::takeUp()
{
    if (m_state != State::None)
        return;
    const Operation *newest = nullptr;
    for (int row = 0; row < m_store.count(); ++row) {
        const Operation &operation = m_store.at(row);
        if (isBacktest(operation) && (!newest || operation.createdAt > newest->createdAt))
            newest = &operation;
    }
    if (newest)
        follow(*newest);
}

void BacktestRun::follow(const Operation &operation)
{
    m_operation = operation.id;
    // The store may know more of it by now.
    const Operation *known = m_store.find(m_operation.text());
    const Operation now = known ? *known : operation;
    m_percent = now.percent;
    m_whyNotCancel = now.actions.whyNot(u"cancel"_s);
    switch (now.status) {
    case OperationStatus::Succeeded:
        readResult(now.subjectId);
        break;
    case OperationStatus::Cancelled:
        setState(State::Cancelled);
        break;
    case OperationStatus::Failed:
    case OperationStatus::TimedOut:
        setState(State::Failed, errorOf(now));
        break;
    case OperationStatus::Cancelling:
        setState(State::Cancelling);
        break;
    default:
        // Cancelling is asked for before the portal says so.
        setState(m_state == State::Cancelling ? State::Cancelling : State::Running, m_error);
        break;
    }
}

void BacktestRun::look()
{
    if (m_operation.isEmpty() || (m_state != State::Running && m_state != State::Cancelling))
        return;
    if (const Operation *operation = m_store.find(m_operation.text()))
        follow(*operation);
}

void BacktestRun::readResult(const QString &id)
{
    setState(State::Reading);
    deliver(m_service.backtestResult(id), this, m_reads.only([this](const Result<PolicyBacktest> &result) {
        if (!result) {
            setState(State::Failed, result.error());
            return;
        }
        m_result = *result;
        setState(State::Done);
        Q_EMIT finished();
    }));
}

void BacktestRun::setState(State state, const std::optional<Error> &error)
{
    m_state = state;
    m_error = error;
    Q_EMIT changed();
}

} // namespace gatehouse
