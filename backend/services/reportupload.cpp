// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/reportupload.h"

#include "backend/api/problem.h"
#include "backend/npm/integrity.h"
#include "backend/npm/plaintext.h"
#include "backend/reports/report.h"
#include "backend/services/evidencejudgement.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registryactions.h"
#include "backend/services/registrystore.h"
#include "core/base/clock.h"
#include "core/base/random.h"

#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

// Clocks of build machines may be ahead a little.
constexpr int SkewSeconds = 300;

Error wrong(const QString &pointer, const QString &code, const QString &message)
{
    return api::validationFailed(pointer, code, message);
}

//! What ties the report to the version, or why it is about something else.
Result<QString> boundBy(const reports::ReportSubject &subject, const PluginVersion &version)
{
    const auto refuse = [](const QString &what, const QString &is) {
        return fail(wrong(u"/content"_s, u"report_of_other_subject"_s,
            u"The report is about %1; this is %2."_s.arg(what, is)));
    };
    if (!subject.name.isEmpty() && subject.name != version.pluginName)
        return refuse(subject.name, version.pluginName);
    if (!subject.version.isEmpty() && subject.version != version.version)
        return refuse(u"version %1"_s.arg(subject.version), version.version);
    const auto digest = parseIntegrity(version.digest, version.digest);
    const bool comparable = digest && digest->algorithm == u"sha512"_s && !subject.sha512.isEmpty();
    if (comparable && !digest->digests.contains(subject.sha512))
        return refuse(u"a tarball with another digest"_s, version.digest);
    if (comparable)
        return u"digest"_s;
    return !subject.name.isEmpty() && !subject.version.isEmpty() ? u"package"_s : u"upload"_s;
}

//! Fills what the report does not tell, and settles how long it counts.
Result<QDateTime> settle(reports::Report &report, const ReportUpload &upload, const QDateTime &now)
{
    if (report.tool.isEmpty()) {
        report.tool = plainText(upload.tool.trimmed(), 100);
        if (report.tool.isEmpty())
            return fail(wrong(u"/tool"_s, u"required"_s, u"The report does not name the tool that made it; name it."_s));
    }
    if (report.toolVersion.isEmpty())
        report.toolVersion = plainText(upload.toolVersion.trimmed(), 60);
    if (!report.ranAt.isValid())
        report.ranAt = upload.ranAt;
    if (!report.ranAt.isValid())
        return fail(wrong(u"/ranAt"_s, u"required"_s, u"The report does not say when it ran; say it."_s));
    if (report.ranAt > now.addSecs(SkewSeconds))
        return fail(wrong(u"/ranAt"_s, u"invalid"_s, u"It ran in the future: %1."_s.arg(toRfc3339(report.ranAt))));
    const QDateTime latest = report.ranAt.addDays(LongestReportDays);
    const QDateTime ends = upload.expiresAt.isValid() ? upload.expiresAt : report.ranAt.addDays(UsualReportDays);
    if (ends > latest)
        return fail(wrong(u"/expiresAt"_s, u"too_late"_s, u"A report counts for %1 days after its run at most."_s.arg(LongestReportDays)));
    if (ends <= now)
        return fail(wrong(u"/expiresAt"_s, u"invalid"_s, u"The report ran on %1: it is too old to count."_s.arg(toRfc3339(report.ranAt))));
    return ends;
}

//! One tool says one thing about a version: its newest report.
Status replaceEarlier(store::UnitOfWork &work, const VersionId &version, const reports::Report &report)
{
    auto known = reportsOf(work, version);
    if (!known)
        return fail(std::move(known).error());
    for (ReportRecord &earlier : *known) {
        if (earlier.tool != report.tool)
            continue;
        if (earlier.ranAt > report.ranAt && earlier.state == u"current"_s) {
            return fail(api::conflictState(u"A newer report of %1, from %2, is attached already."_s.arg(
                report.tool, toRfc3339(earlier.ranAt))));
        }
        earlier.state = u"replaced"_s;
        GATEHOUSE_TRY(saveReport(work, earlier));
    }
    return {};
}

EvidenceReport describe(const store::UnitOfWork &work, const ReportUpload &upload, const reports::Report &report,
    const QString &bound, const QDateTime &expiresAt)
{
    const QByteArray digest = QCryptographicHash::hash(upload.content, QCryptographicHash::Sha256);
    return {ReportId(newId("rep"_L1)), report.format, plainText(upload.fileName.trimmed(), 200),
        u"sha256-"_s + QString::fromLatin1(digest.toBase64()), bound, work.actor().person, work.now(), expiresAt};
}

} // namespace

Result<EvidenceReport> attachReport(store::UnitOfWork &work, const PolicySet &policies,
    const VersionId &version, const ReportUpload &upload)
{
    GATEHOUSE_TRY(requireRole(work.actor(), u"attach_report"_s));
    auto known = loadVersion(work, version);
    if (!known)
        return fail(std::move(known).error());
    auto report = reports::readReport(upload.content);
    if (!report)
        return fail(wrong(u"/content"_s, report.error().code, report.error().message));
    const auto bound = boundBy(report->subject, known->head);
    if (!bound)
        return fail(bound.error());
    const auto expiresAt = settle(*report, upload, work.now());
    if (!expiresAt)
        return fail(expiresAt.error());
    GATEHOUSE_TRY(replaceEarlier(work, version, *report));
    const EvidenceReport attached = describe(work, upload, *report, *bound, *expiresAt);
    for (const reports::ReportPart &part : std::as_const(report->parts)) {
        ReportRecord record{EvidenceId(newId("ev"_L1)), work.tenant(), version, part.kind, attached,
            known->head.digest, report->tool, report->toolVersion, report->ranAt, u"current"_s, findingsText(part.findings)};
        GATEHOUSE_TRY(saveReport(work, record));
    }
    GATEHOUSE_TRY(work.audit(u"version.attach_report"_s,
        known->head.pluginName + u' ' + known->head.version + u": " + attached.fileName, version.text(), u"done"_s,
        u"%1 %2, %3"_s.arg(report->tool, report->toolVersion, attached.fileDigest)));
    GATEHOUSE_TRY(judgeMoved(work, policies, *known, u"a report of %1 was attached"_s.arg(report->tool)));
    return attached;
}

} // namespace gatehouse::services
