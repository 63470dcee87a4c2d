// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/store/unitofwork.h"
#include "core/contract/registry.h"

namespace gatehouse::services {

//! Why a plugin stands as it does in \a environment: the check that spoke, the policy that judged
//! it, the people who decided, the last rollout, and what would clear it.
[[nodiscard]] Result<CauseChain> causesOf(store::UnitOfWork &work, const PolicySet &policies,
    const PluginId &plugin, Environment environment);

} // namespace gatehouse::services
