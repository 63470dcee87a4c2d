// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/operations.h"

#include <functional>

namespace gatehouse::services {

//! What a running job may do; used from the job's own thread. Every call is durable at once and
//! becomes an operation.progress event.
class JobContext
{
public:
    virtual ~JobContext() = default;
    virtual void beginStep(const QString &name) = 0; //!< Ends the one before as succeeded.
    virtual void setPercent(int percent) = 0;
    virtual void log(const QString &level, const QString &text) = 0;
    virtual bool isCancelled() const = 0;
    //! A write transaction of its own, acting as the person who asked.
    [[nodiscard]] virtual Status write(const std::function<Status(store::UnitOfWork &)> &work) = 0;
    [[nodiscard]] virtual Status read(const std::function<Status(store::UnitOfWork &)> &work) = 0;
};

//! Describes an operation before it starts. \a run gives the result or the problem shown.
struct Job
{
    OperationType type = OperationType::Unknown;
    QString subject;
    QString subjectId;
    Environment environment = Environment::Unknown;
    QStringList steps;
    std::function<Result<QJsonObject>(JobContext &)> run;
};

//! Long work on a small thread pool. Rows survive a restart: what was running then is failed with
//! code interrupted, never shown as running.
class OperationRunner
{
public:
    virtual ~OperationRunner() = default;
    //! Inserts the operation inside \a work's transaction; it starts after the commit.
    [[nodiscard]] virtual Result<Operation> submit(store::UnitOfWork &work, Job job) = 0;
    //! Asks it to stop; the state becomes cancelling, then cancelled when the job obeys.
    [[nodiscard]] virtual Result<Operation> cancel(store::UnitOfWork &work, const OperationId &id) = 0;
};

} // namespace gatehouse::services
