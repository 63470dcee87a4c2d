// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! conflict_state when a policy denies \a version in \a environment or its plugin is blocked.
[[nodiscard]] Status requireAdmissible(store::UnitOfWork &work, const PluginRecord &plugin,
    const VersionRecord &version, Environment environment);
//! In production the request that approves exactly this version, else approval_required; nothing
//! elsewhere.
[[nodiscard]] Result<std::optional<RequestId>> requireApproval(
    store::UnitOfWork &work, const VersionRecord &version, Environment environment);
//! conflict_state while an operation on \a installation is under way.
[[nodiscard]] Status requireIdle(store::UnitOfWork &work, const InstallationRecord &installation);
//! validation_failed when \a reason is empty.
[[nodiscard]] Status requireReason(const QString &reason);

} // namespace gatehouse::services
