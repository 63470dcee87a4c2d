// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"
#include "core/contract/registry.h"

namespace gatehouse {

//! What changed between two packages' files, in order of path. A deleted and an added file with the
//! same bytes are one rename. Line counts are git's; binary files and texts above MaxDiffBytes have
//! none. Any thread.
QList<FileChange> changedFiles(const TarFiles &before, const TarFiles &after);

//! One file's hunks; \a path is the new path, or the old one of a deleted file. Code
//! "file_not_found" when neither package holds it. A renamed file has the same bytes: it reads as
//! added at its new path.
[[nodiscard]] Result<FileDiff> changedFile(
    const TarFiles &before, const TarFiles &after, const QString &path, int maxLines);

} // namespace gatehouse
