// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/configstore.h"
#include "backend/services/operationrunner.h"

namespace gatehouse::services {

//! Starts the operation that puts \a record into force below \a environmentsDirectory: validate,
//! check_approval, write, verify. Until it is verified, what was in force before stays active.
[[nodiscard]] Result<Operation> deployRevision(store::UnitOfWork &work, RevisionRecord record,
    const QString &reason, OperationRunner &runner, const QString &environmentsDirectory);

} // namespace gatehouse::services
