// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidencescene.h"

#include "core/contract/codec.h"
#include "core/contract/versiondiff.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::test {

using coretest::jsonAnswer;
using coretest::ScriptedAnswer;
using coretest::SeenRequest;

namespace {

QDateTime at(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

VersionDiff newPackage()
{
    VersionDiff diff;
    diff.versionId = VersionId(u"ver_1"_s);
    diff.version = u"2.0.0"_s;
    for (const QString &path : {u"install.js"_s, u"package.json"_s}) {
        FileChange change;
        change.path = path;
        change.kind = FileChangeKind::Added;
        change.group = u"look_first"_s;
        change.added = 3;
        diff.files << change;
    }
    return diff;
}

} // namespace

EvidenceScene::EvidenceScene()
    : m_server([this](const SeenRequest &seen) { return answer(seen); })
    , m_settings(m_directory.filePath(u"ui.json"_s))
{
    (void)m_client.setBaseUrl(m_server.url());
    m_freshness.watch(m_client);
    m_connection.signedIn();
    m_outbox = std::make_unique<Outbox>(m_rows, m_client, m_connection, m_clock);
    m_outbox->restore();
    m_approvals = std::make_unique<ApprovalService>(m_client, *m_outbox, m_requests);
    m_review = std::make_unique<ReviewService>(m_client, *m_outbox, m_operations);
    m_drafts = std::make_unique<DraftKeeper>(m_rows, m_clock);
    m_drafts->restore();
    difference = newPackage();
    evidence.versionId = request().versionId;
    evidence.revision = 3;
    evidence.asOf = at(1000);
    evidence.actions.allowed = {u"run_evidence"_s, u"attach_report"_s};
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 820);
    m_overlays = new OverlayHost(m_window.get());
    m_detail = new RequestDetail({m_requests, *m_approvals, *m_review, *m_drafts, m_freshness, *m_overlays, m_state, m_seen}, m_window.get());
    m_detail->resize(m_window->size());
    m_window->show();
    m_overlays->raise();
}

EvidenceScene::~EvidenceScene()
{
    m_overlays->close();
    m_window.reset();
    m_outbox.reset();
}

SeenRequest EvidenceScene::sent(const QByteArray &verb, const QByteArray &end) const
{
    SeenRequest last;
    for (const SeenRequest &seen : m_server.seen()) {
        if (seen.verb == verb && seen.target.split('?').first().endsWith(end))
            last = seen;
    }
    return last;
}

int EvidenceScene::count(const QByteArray &verb, const QByteArray &end) const
{
    const QList<SeenRequest> &all = m_server.seen();
    return int(std::count_if(all.begin(), all.end(),
        [&](const SeenRequest &seen) { return seen.verb == verb && seen.target.split('?').first().endsWith(end); }));
}

void EvidenceScene::show(const EvidenceSet &set)
{
    evidence = set;
    const int before = count("GET", "/evidence");
    if (before == 0)
        m_detail->setRequest(request(), m_clock.now());
    else
        m_detail->reload();
    m_detail->showTab(RequestDetail::Evidence);
    QTRY_COMPARE(count("GET", "/evidence"), before + 1);
    QTRY_VERIFY(m_detail->isSettled());
}

void EvidenceScene::goOffline()
{
    m_connection.unreachable(networkError(u"No network"_s));
    m_overlays->setOffline(true);
    m_detail->setOffline(true);
}

ScriptedAnswer EvidenceScene::answer(const SeenRequest &seen) const
{
    const QByteArray path = seen.target.split('?').first();
    if (seen.verb == "POST") {
        const std::pair<const char *, const ScriptedAnswer *> answers[] = {{"/evidence", &runAnswer}, {"/cancel", &cancelAnswer},
            {"/evidence-reports", &reportAnswer}, {"/suppressions", &proposalAnswer}, {"/decisions", &decisionAnswer}};
        for (const auto &[end, given] : answers) {
            if (path.endsWith(end))
                return *given;
        }
    }
    if (path.endsWith("/evidence"))
        return jsonAnswer(toJsonBytes(toJson(evidence)));
    if (path.endsWith("/diff"))
        return jsonAnswer(toJsonBytes(toJson(difference)));
    if (path.endsWith("/bases"))
        return jsonAnswer(toJsonBytes(toJson(Items<DiffBase> {bases, at(1000)})));
    if (path.endsWith("/comments"))
        return jsonAnswer(R"({"items":[],"page":{"limit":200},"asOf":"2026-11-23T10:00:00.000Z"})");
    return jsonAnswer(R"({"items":[],"asOf":"2026-11-23T10:00:00.000Z"})");
}

ApprovalRequest EvidenceScene::request()
{
    ApprovalRequest r;
    r.id = RequestId(u"1"_s);
    r.number = u"REQ-1"_s;
    r.queue = u"your_turn"_s;
    r.pluginName = u"@a/plugin-one"_s;
    r.type = RequestType::Update;
    r.status = RequestStatus::InReview;
    r.environment = Environment::Production;
    r.risk = Risk::High;
    r.versionId = VersionId(u"ver_1"_s);
    r.version = u"2.0.0"_s;
    r.versionDigest = u"sha512-abc"_s;
    r.evidenceRevision = 3;
    r.policyVersion = 4;
    r.createdAt = r.updatedAt = r.expiresAt = at(1000);
    r.etag = u"e1"_s;
    return r;
}

Evidence check(EvidenceKind kind, Verdict verdict, const QList<Finding> &findings)
{
    Evidence item;
    item.id = EvidenceId(u"evd_"_s + toWire(kind));
    item.kind = kind;
    item.verdict = verdict;
    item.summary = u"What %1 says."_s.arg(toWire(kind));
    item.tool = u"gatehouse"_s;
    item.toolVersion = u"0.1.0"_s;
    item.checkVersion = 2;
    item.durationMs = 41;
    item.ranAt = at(900);
    item.findings = findings;
    return item;
}

Finding finding(const QString &id, const QString &title, const QString &file, int line)
{
    Finding found;
    found.severity = Severity::High;
    found.title = title;
    found.file = file;
    found.line = line;
    found.id = FindingId(id);
    found.ruleId = u"rule-"_s + id;
    found.verdict = Verdict::Fail;
    found.actions.allowed = {u"suppress"_s};
    return found;
}

Suppression suppression(const QString &findingId, SuppressionState state, const QStringList &allowed)
{
    Suppression given;
    given.id = SuppressionId(u"sup_1"_s);
    given.versionId = VersionId(u"ver_1"_s);
    given.findingId = FindingId(findingId);
    given.kind = EvidenceKind::InstallScripts;
    given.title = u"Runs node install.js"_s;
    given.reason = u"It only prints a sentence"_s;
    given.state = state;
    given.proposedBy = {PersonId(u"per_a"_s), u"Maria Keller"_s};
    given.proposedAt = at(800);
    given.expiresAt = QDateTime({2026, 12, 24}, {12, 0}, Qt::UTC);
    given.etag = u"sup-1"_s;
    given.actions.allowed = allowed;
    return given;
}

EvidenceReport attachedReport()
{
    EvidenceReport report;
    report.id = ReportId(u"rep_1"_s);
    report.format = ReportFormat::CycloneDx;
    report.fileName = u"scan.json"_s;
    report.fileDigest = u"sha256-1"_s;
    report.boundBy = u"package"_s;
    report.uploadedBy = {PersonId(u"per_a"_s), u"Maria Keller"_s};
    report.uploadedAt = at(950);
    report.expiresAt = QDateTime({2026, 12, 24}, {12, 0}, Qt::UTC);
    return report;
}

Operation run(OperationStatus status, int percent)
{
    Operation operation;
    operation.id = OperationId(u"op_1"_s);
    operation.number = u"OP-1"_s;
    operation.type = OperationType::Evidence;
    operation.status = status;
    operation.percent = percent;
    operation.subject = u"@a/plugin-one 2.0.0"_s;
    operation.createdAt = at(1000);
    operation.etag = u"op-1"_s;
    operation.actions.allowed = {u"cancel"_s};
    OperationStep step;
    step.name = u"read_package"_s;
    step.status = status == OperationStatus::Running ? StepStatus::Running : StepStatus::Succeeded;
    operation.steps = {step};
    return operation;
}

} // namespace gatehouse::test
