// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/evidence.h"

namespace gatehouse::services {

//! A row of `evidence_reports`: what one report says of one kind.
struct ReportRecord
{
    EvidenceId id;
    QString tenant;
    VersionId versionId;
    EvidenceKind kind = EvidenceKind::Unknown;
    EvidenceReport report;
    QString subjectDigest;
    QString tool;
    QString toolVersion;
    QDateTime ranAt;
    QString state; //!< current, expired, replaced.
    QString findings; //!< A JSON list.
    qint64 revision = 0;

    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("id", s.id);
        visit("tenant", s.tenant);
        visit("version_id", s.versionId);
        visit("report_id", s.report.id);
        visit("kind", s.kind);
        visit("format", s.report.format);
        visit("file_name", s.report.fileName);
        visit("file_digest", s.report.fileDigest);
        visit("subject_digest", s.subjectDigest);
        visit("bound_by", s.report.boundBy);
        visit("tool", s.tool);
        visit("tool_version", s.toolVersion);
        visit("ran_at", s.ranAt);
        visit("uploaded_by", s.report.uploadedBy.id);
        visit("uploaded_by_name", s.report.uploadedBy.name);
        visit("uploaded_at", s.report.uploadedAt);
        visit("expires_at", s.report.expiresAt);
        visit("state", s.state);
        visit("findings", s.findings);
        visit("revision", s.revision);
    }
};

//! A row of `suppressions`.
struct SuppressionRecord
{
    SuppressionId id;
    QString tenant;
    VersionId versionId;
    FindingId findingId;
    EvidenceKind kind = EvidenceKind::Unknown;
    QString ruleId;
    QString title;
    QString reason;
    SuppressionState state = SuppressionState::Proposed;
    PersonRef proposedBy;
    QDateTime proposedAt;
    QDateTime expiresAt;
    std::optional<QString> decidedBy;
    std::optional<QString> decidedByName;
    std::optional<QDateTime> decidedAt;
    QString comment;
    qint64 revision = 0;

    QString etag() const { return QStringLiteral("sup-%1").arg(revision); }

    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("id", s.id);
        visit("tenant", s.tenant);
        visit("version_id", s.versionId);
        visit("finding_id", s.findingId);
        visit("kind", s.kind);
        visit("rule_id", s.ruleId);
        visit("title", s.title);
        visit("reason", s.reason);
        visit("state", s.state);
        visit("proposed_by", s.proposedBy.id);
        visit("proposed_by_name", s.proposedBy.name);
        visit("proposed_at", s.proposedAt);
        visit("expires_at", s.expiresAt);
        visit("decided_by", s.decidedBy);
        visit("decided_by_name", s.decidedByName);
        visit("decided_at", s.decidedAt);
        visit("comment", s.comment);
        visit("revision", s.revision);
    }
};

} // namespace gatehouse::services
