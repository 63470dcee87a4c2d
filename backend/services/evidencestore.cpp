// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/evidencestore.h"

#include "backend/checks/findings.h"
#include "backend/reports/report.h"
#include "backend/services/recordrows.h"
#include "core/base/counted.h"
#include "core/base/random.h"

#include <QSet>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

// Rows that an older server wrote lack members: they read as nothing said.
QList<Finding> findingsOf(const QString &json)
{
    static const QJsonObject silent = toJson(Finding());
    QList<Finding> findings;
    const QJsonArray array = QJsonDocument::fromJson(json.toUtf8()).array();
    for (const QJsonValue &value : array) {
        QJsonObject whole = silent;
        const QJsonObject stored = value.toObject();
        for (auto it = stored.begin(); it != stored.end(); ++it)
            whole.insert(it.key(), it.value());
        if (auto finding = fromJson<Finding>(whole))
            findings << *finding;
    }
    return findings;
}

QSet<QString> heldBack(const QList<SuppressionRecord> &suppressions)
{
    QSet<QString> ids;
    for (const SuppressionRecord &suppression : suppressions) {
        if (suppression.state == SuppressionState::Approved)
            ids << suppression.findingId.text();
    }
    return ids;
}

bool hasVerdict(const Evidence &item)
{
    return item.verdict == Verdict::Pass || item.verdict == Verdict::Warn
        || item.verdict == Verdict::Fail;
}

void holdBack(Evidence &item, const QSet<QString> &ids)
{
    bool any = false;
    for (Finding &finding : item.findings) {
        finding.suppressed = ids.contains(finding.id.text()) && checks::isSuppressible(item.kind, finding);
        any |= finding.suppressed;
    }
    if (any && hasVerdict(item))
        item.verdict = checks::verdictOf(item.findings);
}

QString summaryOf(const QJsonObject &counts)
{
    QStringList parts;
    int all = 0;
    for (const auto &word : {u"critical"_s, u"high"_s, u"medium"_s, u"low"_s, u"info"_s, u"unknown"_s}) {
        const int count = counts.value(word).toInt();
        all += count;
        if (count > 0)
            parts << u"%1 %2"_s.arg(count).arg(word == u"unknown"_s ? u"of unknown severity"_s : word);
    }
    if (all == 0)
        return u"Nothing that counts was found."_s;
    return u"%1: %2."_s.arg(counted(all, u"finding counts", u"findings count"), parts.join(u", "_s));
}

Evidence reportEvidence(const ReportRecord &record, const QSet<QString> &ids)
{
    Evidence item;
    item.id = record.id;
    item.kind = record.kind;
    item.tool = record.tool;
    item.toolVersion = record.toolVersion;
    item.ranAt = record.ranAt;
    item.subjectDigest = record.subjectDigest;
    item.report = record.report;
    item.findings = findingsOf(record.findings);
    holdBack(item, ids);
    item.facts = reports::countFacts(item.findings);
    item.verdict = checks::verdictOf(item.findings);
    item.summary = summaryOf(item.facts);
    if (record.state == u"expired"_s) {
        item.verdict = Verdict::NotRun;
        item.summary = u"The report is too old to count; attach a newer one."_s;
    }
    return item;
}

} // namespace

QString findingsText(const QList<Finding> &findings)
{
    return QString::fromUtf8(QJsonDocument(codec::Writer::writeValue(findings).toArray())
                                 .toJson(QJsonDocument::Compact));
}

Result<QList<Evidence>> loadChecks(store::UnitOfWork &work, const VersionId &version)
{
    auto query = work.db().query(
        u"SELECT id, kind, verdict, summary, tool, tool_version, check_version, ran_at, duration_ms, "
        "subject_digest, facts, findings FROM evidence WHERE version_id = ? ORDER BY position"_s,
        {version.text()});
    if (!query)
        return fail(std::move(query).error());
    QList<Evidence> items;
    while (query->next()) {
        Evidence item;
        item.id = EvidenceId(query->text(0));
        item.kind = fromWire<EvidenceKind>(query->text(1));
        item.verdict = fromWire<Verdict>(query->text(2));
        item.summary = query->text(3);
        item.tool = query->text(4);
        item.toolVersion = query->text(5);
        item.checkVersion = int(query->integer(6));
        item.ranAt = query->time(7);
        item.durationMs = query->integer(8);
        item.subjectDigest = query->text(9);
        item.facts = QJsonDocument::fromJson(query->text(10).toUtf8()).object();
        item.findings = findingsOf(query->text(11));
        items << item;
    }
    return items;
}

Status replaceChecks(
    store::UnitOfWork &work, const VersionId &version, const QList<Evidence> &items)
{
    if (auto done
        = work.db().execute(u"DELETE FROM evidence WHERE version_id = ?"_s, {version.text()});
        !done)
        return fail(std::move(done).error());
    int position = 0;
    for (const Evidence &item : items) {
        const QString id = item.id.isEmpty() ? newId("ev"_L1) : item.id.text();
        auto done = work.db().execute(
            u"INSERT INTO evidence (id, version_id, position, kind, verdict, summary, tool, "
            "tool_version, check_version, ran_at, duration_ms, subject_digest, facts, findings) "
            "VALUES (%1)"_s.arg(placeholders(14)),
            {id, version.text(), position++, toWire(item.kind), toWire(item.verdict), item.summary,
                item.tool, item.toolVersion, item.checkVersion, toRfc3339(item.ranAt),
                item.durationMs, row::toColumn(item.subjectDigest),
                QString::fromUtf8(toJsonBytes(item.facts)), findingsText(item.findings)});
        if (!done)
            return fail(std::move(done).error());
    }
    return {};
}

Result<QList<ReportRecord>> reportsOf(store::UnitOfWork &work, const VersionId &version)
{
    return selectAll<ReportRecord>(work, u"evidence_reports"_s,
        u"tenant = ? AND version_id = ? AND state <> 'replaced' ORDER BY uploaded_at, id"_s,
        {work.tenant(), version.text()});
}

Status saveReport(store::UnitOfWork &work, ReportRecord &record)
{
    return saveRecord(work, u"evidence_reports"_s, record, record.id.text());
}

Result<QList<SuppressionRecord>> suppressionsOf(store::UnitOfWork &work, const VersionId &version)
{
    return selectAll<SuppressionRecord>(work, u"suppressions"_s,
        u"tenant = ? AND version_id = ? ORDER BY proposed_at DESC, id"_s,
        {work.tenant(), version.text()});
}

Result<SuppressionRecord> loadSuppression(store::UnitOfWork &work, const SuppressionId &id)
{
    return selectOne<SuppressionRecord>(work, u"suppressions"_s, id.text(), u"suppression"_s);
}

Status saveSuppression(store::UnitOfWork &work, SuppressionRecord &record)
{
    return saveRecord(work, u"suppressions"_s, record, record.id.text());
}

Result<QList<Evidence>> evidenceOf(store::UnitOfWork &work, const VersionId &version)
{
    auto items = loadChecks(work, version);
    if (!items)
        return items;
    const auto reports = reportsOf(work, version);
    if (!reports)
        return fail(reports.error());
    const auto suppressions = suppressionsOf(work, version);
    if (!suppressions)
        return fail(suppressions.error());
    const QSet<QString> ids = heldBack(*suppressions);
    for (Evidence &item : *items)
        holdBack(item, ids);
    for (const ReportRecord &report : *reports)
        *items << reportEvidence(report, ids);
    return items;
}

} // namespace gatehouse::services
