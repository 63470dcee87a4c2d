// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/evidence.h"
#include "backend/npm/policy.h"
#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Everything computed about one version before it is written.
struct JudgedVersion
{
    VersionRecord record; //!< Without id, tenant, revision and evidence revision.
    QList<Evidence> evidence;
    QMap<Environment, QList<PolicyEvaluation>> evaluations;
    QString homepage;
    QString repository;
};

//! Pure: no database, no network.
JudgedVersion judgeVersion(const EvidenceSubject &subject, const PolicySet &policies);

//! Writes \a judged as a version of its package, registering the package when it is new. The
//! evidence revision grows only when the evidence says something else than before; then open
//! requests are told. Codes: "digest_moved" when the version is known with another digest.
[[nodiscard]] Result<PluginId> storeJudgement(store::UnitOfWork &work, JudgedVersion judged);

} // namespace gatehouse::services
