// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/packagedelta.h"
#include "core/base/result.h"

namespace gatehouse {

//! What the new version reads as configuration and the old one did not, or means otherwise by it:
//! what asks for a value first, then by key. Codes: as configSchemaOf; then no key can be told. Pure,
//! any thread.
[[nodiscard]] Result<QList<ConfigKeyChange>> configKeyChanges(const PackageState &before, const PackageState &after);

} // namespace gatehouse
