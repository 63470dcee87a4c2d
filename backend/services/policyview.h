// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/policystore.h"

//! The policies as the caller sees them.
namespace gatehouse::services {

//! What is wrong with \a yaml, alone and beside what is active.
[[nodiscard]] Result<QList<ConfigProblem>> policyProblems(
    store::UnitOfWork &work, const QString &yaml);

[[nodiscard]] Result<Policies> shownPolicies(store::UnitOfWork &work, const PolicySetRow &row);

[[nodiscard]] Result<PolicyValidation> validatePolicies(
    store::UnitOfWork &work, const QString &yaml);

} // namespace gatehouse::services
