// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/operations.h"

//! Operations as rows. Every change raises the revision, which is the ETag, and is told to the feed.
namespace gatehouse::services::operationrows {

struct Filter
{
    QStringList statuses;
    QStringList types;
    QStringList environments;
    QString subjectId;
};

[[nodiscard]] Status insert(store::UnitOfWork &work, const Operation &operation, qint64 number);
//! 404 when the tenant has none with this id. Actions are computed for the caller.
[[nodiscard]] Result<Operation> load(store::UnitOfWork &work, const OperationId &id);
//! Newest first, below number \a before (0: from the newest).
[[nodiscard]] Result<QList<Operation>> list(store::UnitOfWork &work, const Filter &filter, qint64 before, int limit);
//! Stores status, percent, times, problem and result, and emits operation.progress.
[[nodiscard]] Status update(store::UnitOfWork &work, const Operation &operation);
[[nodiscard]] Status updateStep(store::UnitOfWork &work, const OperationId &id, int position, const OperationStep &step);
[[nodiscard]] Status appendLog(store::UnitOfWork &work, const OperationId &id, const QString &level, const QString &text);
[[nodiscard]] Result<QList<OperationLogLine>> log(store::UnitOfWork &work, const OperationId &id, qint64 after);

//! The number in "OP-7741".
qint64 numberOf(const Operation &operation);
bool isOver(OperationStatus status);

} // namespace gatehouse::services::operationrows
