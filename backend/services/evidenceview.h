// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Everything that stands about \a version, with what the work's actor may do about it.
[[nodiscard]] Result<EvidenceSet> evidenceView(store::UnitOfWork &work, const VersionRecord &version);

} // namespace gatehouse::services
