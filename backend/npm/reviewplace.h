// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/tarball.h"
#include "core/contract/evidence.h"
#include "core/contract/versiondiff.h"

#include <QSet>

namespace gatehouse {

//! What makes a file worth reading first that its own path and bytes do not tell.
struct ReviewContext
{
    QSet<QString> installFiles; //!< Run by npm on the installing computer.
    QSet<QString> findingFiles; //!< Named by a finding that is not small.
};

//! The context of a package: what its package.json runs, and what the checks found in it.
ReviewContext reviewContext(
    const QJsonObject &manifest, const TarFiles &files, const QList<Evidence> &evidence);

//! The order in which a reviewer should read, and why: sets group and reasons of \a change, which has
//! everything else. \a bytes are those of the side that exists, the new one if both do.
void placeForReview(FileChange &change, const QByteArray &bytes, const ReviewContext &context);

//! The file of the package that \a command runs; empty when it runs none of its own.
QString fileRunBy(const QString &command, const TarFiles &files);

} // namespace gatehouse
