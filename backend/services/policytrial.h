// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/services/policies.h"

//! A draft beside what is active, on the same evidence. Nothing is changed by looking.
namespace gatehouse::services {

//! How the answers differ: each policy of either side once, in the order of \a after, then of what
//! only \a before has. A new digest or version alone is no difference.
QList<PolicyShift> comparePolicies(
    const QList<PolicyEvaluation> &before, const QList<PolicyEvaluation> &after);

//! The draft on one version as it stands now; counts as its trial.
[[nodiscard]] Result<PolicyDryRun> dryRunPolicies(store::UnitOfWork &work, const PolicySetRow &row,
    PolicyShelf &shelf, const VersionId &version, Environment environment);

} // namespace gatehouse::services
