// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/keptpackages.h"
#include "backend/npm/tarball.h"
#include "backend/store/unitofwork.h"
#include "core/contract/versiondiff.h"

#include <QCache>

#include <memory>
#include <mutex>

namespace gatehouse::services {

//! Compares versions from their kept tarballs. The last few packages read stay in memory, since a
//! reviewer opens one file after the other. Any thread. Codes: source_lost when a tarball is gone
//! from the store, conflict_state when it was refused as hostile.
class VersionDiffs final
{
public:
    explicit VersionDiffs(const KeptPackages &kept);

    //! Without \a base everything is added. The two must be versions of one plugin:
    //! validation_failed otherwise.
    [[nodiscard]] Result<VersionDiff> diff(
        store::UnitOfWork &work, const VersionId &version, const std::optional<VersionId> &base);
    [[nodiscard]] Result<FileDiff> fileDiff(store::UnitOfWork &work, const VersionId &version,
        const std::optional<VersionId> &base, const QString &path);
    //! A file as it was published, from byte \a offset on. not_found when the package has none.
    [[nodiscard]] Result<PackageFile> file(
        store::UnitOfWork &work, const VersionId &version, const QString &path, qint64 offset);

private:
    using Files = std::shared_ptr<const TarFiles>;
    [[nodiscard]] Result<Files> filesOf(const QString &digest);

    const KeptPackages &m_kept;
    std::mutex m_mutex;
    QCache<QString, Files> m_recent; //!< Cost in bytes.
};

} // namespace gatehouse::services
