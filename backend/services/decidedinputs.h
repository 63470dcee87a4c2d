// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/registry.h"

namespace gatehouse::services {

//! What the policies looked at when somebody decided; rememberInputs() of versionfacts.h keeps it.
struct DecidedInputs
{
    QList<Evidence> evidence; //!< Kind, verdict, digest and facts: all that policies ask for.
    bool remembered = false; //!< Otherwise what is known now.
};
[[nodiscard]] Result<DecidedInputs> decidedInputs(
    store::UnitOfWork &work, const VersionId &version, int evidenceRevision);

} // namespace gatehouse::services
