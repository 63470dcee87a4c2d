// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/integrity.h"
#include "backend/npm/packument.h"
#include "backend/npm/tarball.h"
#include "core/contract/registry.h"

namespace gatehouse {

//! What is judged: one version as the registry announces it, and its tarball, or why there is none.
struct EvidenceSubject
{
    const Packument &packument;
    QString version;
    //! Of bytes that were verified. An Input error is the package's fault and fails; any other is
    //! an error.
    Result<TarFiles> files;
    qint64 packedBytes = 0;
    QDateTime now;
};

//! One item of every kind, in the order of EvidenceKind; what cannot be judged says so and is never
//! a pass. Ids are left empty. Pure and thread-safe; takes milliseconds per megabyte.
QList<Evidence> computeEvidence(const EvidenceSubject &subject);

//! The age of a version, judged at \a now: the only evidence that changes while nothing happens.
//! Its facts also say how far the version has come ("maturity": stable, initial, prerelease).
Evidence judgeAge(const QDateTime &publishedAt, const QString &version, const QDateTime &now);

} // namespace gatehouse
