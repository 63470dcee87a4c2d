// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"

#include <QByteArray>

namespace gatehouse {

struct LineCounts
{
    int added = 0;
    int removed = 0;
    bool operator==(const LineCounts &) const = default;
};

//! The largest text that is compared line by line.
inline constexpr qsizetype MaxDiffBytes = 4 << 20;

//! Added and removed lines between two texts, as `git diff --patience --numstat` counts them. Any
//! thread.
LineCounts countLines(const QByteArray &before, const QByteArray &after);
//! Unified hunks with three lines of context, at most \a maxLines lines; \c truncated says when
//! there is more.
FileDiff diffText(
    const QString &path, const QByteArray &before, const QByteArray &after, int maxLines);

} // namespace gatehouse
