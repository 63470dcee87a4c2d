// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/checks/check.h"
#include "backend/npm/policy.h"
#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Everything read about one version before it is written.
struct JudgedVersion
{
    VersionRecord record; //!< Without id, tenant, revisions, risk and policy version.
    QList<Evidence> evidence; //!< Of the built-in checks.
    QString homepage;
    QString repository;
};

//! What \a subject is, with the \a evidence that the checks gave. Pure: no database, no network.
JudgedVersion describeVersion(const EvidenceSubject &subject, QList<Evidence> evidence);

//! Writes \a judged as a version of its package, registering the package when it is new, and judges
//! it by \a policies. The evidence revision grows only when the evidence says something else than
//! before; then open requests are told. Codes: "digest_moved" when the version is known with another
//! digest.
[[nodiscard]] Result<PluginId> storeJudgement(
    store::UnitOfWork &work, JudgedVersion judged, const PolicySet &policies);

} // namespace gatehouse::services
