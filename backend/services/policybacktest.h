// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/policies.h"

//! A draft over what people decided before: what it would have blocked, what it would have let
//! through, and which of that runs in production now.
namespace gatehouse::services {

inline constexpr int mostBacktestDecisions = 2000;

//! Starts the operation; its subjectId is the back-test's id. Cancelled, nothing of it is left.
[[nodiscard]] Result<Operation> backtestDraft(store::UnitOfWork &work, const PolicySetRow &row,
    int decisions, PolicyShelf &shelf, OperationRunner &runner);

//! not_found while it runs, and after 30 days.
[[nodiscard]] Result<PolicyBacktest> loadBacktest(store::UnitOfWork &work, const QString &id);
[[nodiscard]] Status forgetOldBacktests(store::Database &database, const QDateTime &now);

} // namespace gatehouse::services
