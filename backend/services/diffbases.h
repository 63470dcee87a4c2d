// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"
#include "core/contract/versiondiff.h"

//! What a version can be compared with. A decision of a policy is none of a person: it does not count
//! as looking.
namespace gatehouse::services {

//! The other versions of the plugin, newest first, with where they run and who approved them last.
[[nodiscard]] Result<QList<DiffBase>> diffBases(store::UnitOfWork &work, const VersionId &version);
//! The versions after \a before and earlier than \a after that policy let through and no person approved,
//! newest first.
[[nodiscard]] Result<QStringList> approvedByPolicyBetween(store::UnitOfWork &work, const VersionRecord &before, const VersionRecord &after);
//! The other version of the plugin that a person approved last; nothing when none was.
[[nodiscard]] Result<std::optional<VersionId>> lastReviewed(
    store::UnitOfWork &work, const VersionId &version);

} // namespace gatehouse::services
