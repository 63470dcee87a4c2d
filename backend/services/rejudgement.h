// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Versions that time or a new policy set has overtaken.
[[nodiscard]] Result<QList<VersionId>> staleVersions(store::UnitOfWork &work, const PolicySet &policies);

//! Judges one of them again. Nothing happens when its verdicts are those of now.
[[nodiscard]] Status rejudge(store::UnitOfWork &work, const PolicySet &policies, const VersionId &id);

//! Judges again, from the stored evidence, what time or a new policy set has overtaken: versions
//! whose cooldown ended, and versions judged by another policy version. Open requests of those are
//! told. To be called in a write transaction, at start and every hour.
[[nodiscard]] Status rejudgeStale(store::UnitOfWork &work, const PolicySet &policies);

//! Ends reports and suppressions whose time is over: reports count as not_run from now on, and what
//! was held back counts again. To be called in a write transaction, at start and every minute.
[[nodiscard]] Status expireEvidence(store::UnitOfWork &work, const PolicySet &policies);

} // namespace gatehouse::services
