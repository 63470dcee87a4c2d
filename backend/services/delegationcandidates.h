// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/delegation.h"

namespace gatehouse::services {

//! Everybody who could stand in for the caller, with what they may not take; for \a request only when
//! it is not empty.
[[nodiscard]] Result<QList<DelegationCandidate>> delegationCandidates(
    store::UnitOfWork &work, const RequestId &request);

} // namespace gatehouse::services
