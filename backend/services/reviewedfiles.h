// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/versiondiff.h"

//! Which files of a version a person marked as read: theirs alone, by content. No event and no audit
//! line: it is an aid, not a record.
namespace gatehouse::services {

struct ReviewedFilesInput
{
    QStringList reviewed;
    QStringList unreviewed;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("reviewed", s.reviewed);
        visit("unreviewed", s.unreviewed);
    }
};

[[nodiscard]] Result<ReviewedFiles> reviewedFiles(
    store::UnitOfWork &work, const VersionId &version);
//! Gives the marks as they are then. validation_failed for more or longer paths than a package may
//! have.
[[nodiscard]] Result<ReviewedFiles> markReviewedFiles(
    store::UnitOfWork &work, const VersionId &version, const ReviewedFilesInput &input);

} // namespace gatehouse::services
