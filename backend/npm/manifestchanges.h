// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/packagedelta.h"
#include "core/contract/versiondiff.h"

//! What a new package.json changes for whoever installs it. Pure, any thread.
namespace gatehouse {

//! Dependencies that came, went or have another range: added, removed, then the others, by name.
//! Raised and lowered are told from the lowest version that a range names; the notes are what the
//! evidence of \a after says about the dependency.
QList<DependencyChange> dependencyChanges(const PackageState &before, const PackageState &after);

//! preinstall, install and postinstall that came, went or do something else. What npm adds by itself
//! for a binding.gyp counts as an install script.
QList<InstallScriptChange> installScriptChanges(
    const PackageState &before, const PackageState &after);

} // namespace gatehouse
