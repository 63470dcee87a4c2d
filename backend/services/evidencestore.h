// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/evidencerecords.h"
#include "backend/store/unitofwork.h"

//! Evidence as rows: what the checks said, what reports say, and what is held back. Always within the
//! caller's tenant.
namespace gatehouse::services {

//! What the built-in checks said, in the order they are shown, with nothing held back.
[[nodiscard]] Result<QList<Evidence>> loadChecks(store::UnitOfWork &work, const VersionId &version);
[[nodiscard]] Status replaceChecks(
    store::UnitOfWork &work, const VersionId &version, const QList<Evidence> &items);

//! Reports that count or have expired; those that newer ones replaced are left out.
[[nodiscard]] Result<QList<ReportRecord>> reportsOf(
    store::UnitOfWork &work, const VersionId &version);
[[nodiscard]] Status saveReport(store::UnitOfWork &work, ReportRecord &record);
//! Newest first.
[[nodiscard]] Result<QList<SuppressionRecord>> suppressionsOf(
    store::UnitOfWork &work, const VersionId &version);
[[nodiscard]] Result<SuppressionRecord> loadSuppression(
    store::UnitOfWork &work, const SuppressionId &id);
[[nodiscard]] Status saveSuppression(store::UnitOfWork &work, SuppressionRecord &record);

//! Everything that stands about a version: the checks, then the reports, with what approved
//! suppressions hold back marked and the verdicts of what is left.
[[nodiscard]] Result<QList<Evidence>> evidenceOf(store::UnitOfWork &work, const VersionId &version);

//! A list of findings as it is stored.
QString findingsText(const QList<Finding> &findings);

} // namespace gatehouse::services
