// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

namespace gatehouse {

using FindingId = Id<struct FindingTag>; //!< fnd_…
using ReportId = Id<struct ReportTag>; //!< rep_…
using SuppressionId = Id<struct SuppressionTag>; //!< sup_…

//! One thing that a check or a scanner found.
struct Finding
{
    Severity severity = Severity::Unknown; //!< Unknown when a scanner did not say.
    QString title;
    QString file; //!< Path in the package; may be empty.
    int line = 0; //!< 1-based; 0 when it has none.
    //! The same for the same finding of the same rule, however lines move and however often it is
    //! checked. Unique among the findings of one check; two scanners may share it.
    FindingId id = {};
    QString ruleId = {}; //!< "install-script", "CVE-2025-64756": what the check or the scanner calls it.
    Verdict verdict = Verdict::Unknown; //!< What it makes of its check while it counts: pass, warn or fail.
    QString detail = {}; //!< More than the title says; may be empty.
    QString package = {}; //!< "lodash@4.17.20" when it is about another package; may be empty.
    QString fix = {}; //!< What would end it; empty when nobody knows.
    bool suppressed = false; //!< An approved suppression holds: it does not count.
    Actions actions = {}; //!< suppress
    bool operator==(const Finding &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("severity", s.severity);
        visit("title", s.title);
        visit("file", s.file);
        visit("line", s.line);
        visit("id", s.id);
        visit("ruleId", s.ruleId);
        visit("verdict", s.verdict);
        visit("detail", s.detail);
        visit("package", s.package);
        visit("fix", s.fix);
        visit("suppressed", s.suppressed);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! The uploaded report of a scanner that a piece of evidence was read from.
struct EvidenceReport
{
    ReportId id;
    ReportFormat format = ReportFormat::Unknown;
    QString fileName;
    QString fileDigest; //!< "sha256-…" of the file as it was uploaded.
    //! What ties it to the version: "digest" or "package" when the report names it, "upload" when
    //! only the person who uploaded it does.
    QString boundBy;
    PersonRef uploadedBy;
    QDateTime uploadedAt;
    QDateTime expiresAt; //!< From then on it is not_run.
    bool operator==(const EvidenceReport &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("format", s.format);
        visit("fileName", s.fileName);
        visit("fileDigest", s.fileDigest);
        visit("boundBy", s.boundBy);
        visit("uploadedBy", s.uploadedBy);
        visit("uploadedAt", s.uploadedAt);
        visit("expiresAt", s.expiresAt);
    }
};

//! One check of one version, or what one scanner said about it. error and not_run are never a pass.
struct Evidence
{
    EvidenceId id;
    EvidenceKind kind = EvidenceKind::Unknown;
    Verdict verdict = Verdict::Unknown; //!< Of the findings that count.
    QString summary; //!< One sentence, or the reason of an error.
    QString tool;
    QString toolVersion;
    int checkVersion = 0; //!< Of the rules of a built-in check; 0 for a report.
    QDateTime ranAt;
    qint64 durationMs = 0; //!< 0 when it is not known.
    QString subjectDigest;
    QJsonObject facts;
    QList<Finding> findings;
    std::optional<EvidenceReport> report; //!< Empty for a built-in check.
    bool operator==(const Evidence &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("kind", s.kind);
        visit("verdict", s.verdict);
        visit("summary", s.summary);
        visit("tool", s.tool);
        visit("toolVersion", s.toolVersion);
        visit("checkVersion", s.checkVersion);
        visit("ranAt", s.ranAt);
        visit("durationMs", s.durationMs);
        visit("subjectDigest", s.subjectDigest);
        visit("facts", s.facts);
        visit("findings", s.findings);
        visit("report", s.report);
    }
};

//! "This finding does not count", for one version and for a time. It needs a second person.
struct Suppression
{
    SuppressionId id;
    VersionId versionId;
    FindingId findingId;
    EvidenceKind kind = EvidenceKind::Unknown; //!< The check that found it.
    QString ruleId;
    QString title; //!< The finding's, when it was proposed.
    QString reason;
    SuppressionState state = SuppressionState::Unknown; //!< Only approved makes a finding not count.
    PersonRef proposedBy;
    QDateTime proposedAt;
    QDateTime expiresAt; //!< From then on the finding counts again.
    std::optional<PersonRef> decidedBy; //!< Who approved, rejected or withdrew it.
    std::optional<QDateTime> decidedAt;
    QString comment; //!< Of who decided; may be empty.
    QString etag;
    Actions actions; //!< approve, reject, withdraw
    bool operator==(const Suppression &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("versionId", s.versionId);
        visit("findingId", s.findingId);
        visit("kind", s.kind);
        visit("ruleId", s.ruleId);
        visit("title", s.title);
        visit("reason", s.reason);
        visit("state", s.state);
        visit("proposedBy", s.proposedBy);
        visit("proposedAt", s.proposedAt);
        visit("expiresAt", s.expiresAt);
        visit("decidedBy", s.decidedBy);
        visit("decidedAt", s.decidedAt);
        visit("comment", s.comment);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! `GET /versions/{id}/evidence`.
struct EvidenceSet
{
    VersionId versionId;
    int revision = 0;
    QList<Evidence> items;
    QList<Suppression> suppressions; //!< All that were ever proposed, newest first.
    std::optional<OperationId> runId; //!< The run that is under way.
    QDateTime asOf;
    Actions actions; //!< run_evidence, attach_report
    bool operator==(const EvidenceSet &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("versionId", s.versionId);
        visit("revision", s.revision);
        visit("items", s.items);
        visit("suppressions", s.suppressions);
        visit("runId", s.runId);
        visit("asOf", s.asOf);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

} // namespace gatehouse
