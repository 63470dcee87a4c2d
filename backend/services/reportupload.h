// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/services/registryrecords.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! A scanner's report as a person brings it. What the report itself tells goes before the rest.
struct ReportUpload
{
    QString fileName;
    QByteArray content;
    QString tool; //!< When the report does not name it.
    QString toolVersion;
    QDateTime ranAt; //!< When the report does not say; may be invalid.
    QDateTime expiresAt; //!< 30 days after the run when it is invalid.
};

//! Days that a report counts, when nobody says and at most.
inline constexpr int UsualReportDays = 30;
inline constexpr int LongestReportDays = 90;

//! Reads \a upload, binds it to \a version, replaces an earlier report of the same tool and judges
//! the version again. Codes: forbidden, validation_failed (naming what is wrong with the file by
//! /content and its place inside), conflict_state when a newer report of the tool is attached.
[[nodiscard]] Result<EvidenceReport> attachReport(store::UnitOfWork &work,
    const PolicySet &policies, const VersionId &version, const ReportUpload &upload);

} // namespace gatehouse::services
