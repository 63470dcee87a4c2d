// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/evidence.h"

//! Reports of scanners, as their makers write them. What a report does not say stays unknown.
namespace gatehouse::reports {

struct ReportLimits
{
    qsizetype bytes = 8 << 20;
    qsizetype findings = 5000;
    int depth = 64;
};

//! What a report says about the package it was made of; empty members were not told.
struct ReportSubject
{
    QString name; //!< npm name.
    QString version;
    QByteArray sha512; //!< Raw digest of its tarball.
    bool operator==(const ReportSubject &) const = default;
};

//! Findings of one kind: a report may have several.
struct ReportPart
{
    EvidenceKind kind = EvidenceKind::Unknown;
    QList<Finding> findings;
};

struct Report
{
    ReportFormat format = ReportFormat::Unknown;
    QString tool;
    QString toolVersion;
    QDateTime ranAt; //!< Invalid when it was not told.
    ReportSubject subject;
    QList<ReportPart> parts; //!< At least one; its findings may be none.
};

//! Tells the format from the content and reads it. Codes: "report_too_large", "report_malformed",
//! "report_unknown_format", "report_incomplete", "report_too_many_findings"; the message names the
//! place inside of the report. Any thread.
[[nodiscard]] Result<Report> readReport(const QByteArray &bytes, const ReportLimits &limits = {});

//! What those of \a findings that count amount to, by severity: critical, high, medium, low, info,
//! unknown.
QJsonObject countFacts(const QList<Finding> &findings);

} // namespace gatehouse::reports
