// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/reviewplace.h"
#include "core/contract/versiondiff.h"

namespace gatehouse {

//! What changed between two packages' files, in order of path. A deleted and an added file with the
//! same bytes are one rename. Line counts are git's; binary files and texts above MaxDiffBytes have
//! none. \a context tells what to read first. Any thread.
QList<FileChange> changedFiles(
    const TarFiles &before, const TarFiles &after, const ReviewContext &context = {});

//! One file's hunks; \a path is the new path, or the old one of a deleted file. Code
//! "file_not_found" when neither package holds it. A renamed file has the same bytes: it reads as
//! added at its new path.
[[nodiscard]] Result<FileDiff> changedFile(
    const TarFiles &before, const TarFiles &after, const QString &path, int maxLines);

//! The longest piece of a text that is given at once.
inline constexpr qsizetype MaxPieceBytes = 4 << 20;

//! The piece of a file that begins at \a offset, cut at the end of a line where there is one, and never
//! inside a character. Code "offset_outside" when the file is shorter. The version is left to the caller.
[[nodiscard]] Result<PackageFile> pieceOf(const QString &path, const QByteArray &bytes, qint64 offset);

} // namespace gatehouse
