// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/contract/registry.h"
#include "core/contract/routes.h"
#include "registryfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::testsupport;

//! Evidence over HTTP: runs, reports of scanners, and what is held back. Each slot has a package of
//! its own.
class TestEvidenceApi final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void checksTellVersionTimeAndPlace();
    void dependenciesAreResolvedOnDemand();
    void oneCheckIsRunAlone();
    void runsAreFollowedAndCancelled();
    void unknownChecksAreRefused();
    void reportsDecideThePolicy();
    void olderReportsDoNotReplaceNewer();
    void twoScannersFindOneThing();
    void badReportsAreNamed_data();
    void badReportsAreNamed();
    void reportsAreForWhoDoesNotAsk();
    void largeReportsFitAndHugeDoNot();
    void suppressionsTakeTwoPeople();
    void withdrawnSuppressionsCountAgain();
    void wrongProposalsAreRefused_data();
    void wrongProposalsAreRefused();
    void whatFailedToVerifyCannotBeHeldBack();
    void decisionsOnOlderEvidenceAreStale();

private:
    QString publish(const QString &name, const QJsonObject &more = {}, const QList<FixtureEntry> &files = {{"LICENSE", "MIT"}});
    EvidenceSet read(const QString &versionId, const QString &persona = u"security"_s);
    HttpAnswer attach(const QString &versionId, const QByteArray &content, const QJsonObject &more = {}, const QString &persona = u"security"_s);
    HttpAnswer propose(const QString &versionId, const QString &findingId, const QString &persona = u"security"_s);
    HttpAnswer decide(const QJsonObject &suppression, const QString &action, const QString &persona, const QString &comment = u"Read it."_s);
    Finding finding(const QString &versionId, const QString &rule);
    Evidence item(const QString &versionId, EvidenceKind kind);

    RegistryFixture m_portal;
};

namespace {

const QString Now = toRfc3339(QDateTime::currentDateTimeUtc().addSecs(-3600));

QByteArray scan(const QByteArray &vulnerabilities, const QByteArray &purl = {}, const QByteArray &tool = "grype", const QString &at = Now)
{
    const QByteArray component = purl.isEmpty() ? QByteArray() : ",\"component\":{\"type\":\"library\",\"name\":\"x\",\"purl\":\"" + purl + "\"}";
    return R"({"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"timestamp":")" + at.toLatin1() + R"(","tools":[{"name":")" + tool
        + R"(","version":"1.0"}])" + component + R"(},"components":[{"bom-ref":"g","name":"glob","version":"10.4.1"}],"vulnerabilities":)"
        + vulnerabilities + "}";
}

const QByteArray High = R"([{"id":"CVE-2025-64756","description":"Command injection","ratings":[{"severity":"high"}],"affects":[{"ref":"g"}]}])";

QJsonObject lastState(const HttpAnswer &operation)
{
    return operation.json();
}

} // namespace

QString TestEvidenceApi::publish(const QString &name, const QJsonObject &more, const QList<FixtureEntry> &files)
{
    const QJsonObject manifest = pluginManifest(name, u"1.0.0"_s, more);
    m_portal.publish({{manifest, packPackage(manifest, files), u"2026-01-01T00:00:00.000Z"_s}});
    m_portal.import({name});
    return m_portal.versions(name).at(0)["id"_L1].toString();
}

EvidenceSet TestEvidenceApi::read(const QString &versionId, const QString &persona)
{
    const HttpAnswer answer = m_portal.as(persona).get(routes::path(routes::versionEvidence, {versionId}));
    const auto set = fromJson<EvidenceSet>(answer.json());
    return set.value_or(EvidenceSet());
}

HttpAnswer TestEvidenceApi::attach(const QString &versionId, const QByteArray &content, const QJsonObject &more, const QString &persona)
{
    QJsonObject body {{u"fileName"_s, u"scan.json"_s}, {u"content"_s, QString::fromUtf8(content)}};
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return m_portal.as(persona).post(routes::path(routes::versionReports, {versionId}), body);
}

HttpAnswer TestEvidenceApi::propose(const QString &versionId, const QString &findingId, const QString &persona)
{
    return m_portal.as(persona).post(routes::path(routes::versionSuppressions, {versionId}),
        {{u"findingId"_s, findingId}, {u"reason"_s, u"Read line by line; it only prints."_s},
            {u"expiresAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addDays(30))}});
}

HttpAnswer TestEvidenceApi::decide(const QJsonObject &suppression, const QString &action, const QString &persona, const QString &comment)
{
    return m_portal.as(persona).post(routes::path(routes::suppressionDecisions, {suppression.value("id"_L1).toString()}),
        {{u"action"_s, action}, {u"comment"_s, comment}}, ifMatch('"' + suppression.value("etag"_L1).toString().toLatin1() + '"'));
}

Finding TestEvidenceApi::finding(const QString &versionId, const QString &rule)
{
    const EvidenceSet set = read(versionId);
    for (const Evidence &one : set.items) {
        for (const Finding &found : one.findings) {
            if (found.ruleId == rule)
                return found;
        }
    }
    return {};
}

Evidence TestEvidenceApi::item(const QString &versionId, EvidenceKind kind)
{
    const EvidenceSet set = read(versionId);
    for (const Evidence &one : set.items) {
        if (one.kind == kind)
            return one;
    }
    return {};
}

void TestEvidenceApi::initTestCase()
{
    QVERIFY2(m_portal.start(), m_portal.server().log().constData());
}

void TestEvidenceApi::checksTellVersionTimeAndPlace()
{
    const QString id = publish(u"@acme/plugin-told"_s, {{u"scripts"_s, QJsonObject {{u"postinstall"_s, u"node x.js"_s}}}}, {{"x.js", "let a;\nrequire('fs');\n"}});
    const EvidenceSet set = read(id);
    QCOMPARE(set.revision, 1);
    QCOMPARE(set.actions.allowed, QStringList({u"run_evidence"_s, u"attach_report"_s}));
    for (const Evidence &one : set.items)
        QVERIFY(one.checkVersion >= 1 && one.tool == u"gatehouse"_s && !one.report && one.durationMs >= 0);
    const Finding found = finding(id, u"install-files"_s);
    QCOMPARE(found.file, u"x.js"_s);
    QCOMPARE(found.line, 2);
    QCOMPARE(found.actions.allowed, QStringList {u"suppress"_s});
    const EvidenceSet seen = read(id, u"viewer"_s);
    QCOMPARE(seen.actions.allowed, QStringList());
    QVERIFY(!seen.actions.whyNot(u"attach_report"_s).isEmpty());
}

void TestEvidenceApi::dependenciesAreResolvedOnDemand()
{
    const QString today = toRfc3339(QDateTime::currentDateTimeUtc());
    const QJsonObject used = pluginManifest(u"lib-used"_s, u"1.2.0"_s, {{u"license"_s, u"GPL-3.0-only"_s}, {u"deprecated"_s, u"gone"_s}});
    m_portal.publish({{used, packPackage(used), today}});
    const QString id = publish(u"@acme/plugin-tree"_s, {{u"dependencies"_s, QJsonObject {{u"lib-used"_s, u"^1.0.0"_s}, {u"lib-lost"_s, u"^1.0.0"_s}}}});
    QCOMPARE(item(id, EvidenceKind::DependencyTree).verdict, Verdict::NotRun);
    QCOMPARE(m_portal.policy(id, u"dependency-licences"_s).value("verdict"_L1).toString(), u"not_run"_s);

    const HttpAnswer over = m_portal.finished(m_portal.as(u"technical"_s).post(routes::path(routes::versionEvidence, {id})));
    QCOMPARE(lastState(over).value("status"_L1).toString(), u"succeeded"_s);
    QCOMPARE(lastState(over).value("type"_L1).toString(), u"evidence"_s);
    const Evidence tree = item(id, EvidenceKind::DependencyTree);
    QStringList rules;
    for (const Finding &found : tree.findings)
        rules << found.ruleId + u' ' + found.package;
    rules.sort();
    QCOMPARE(rules, QStringList({u"deprecated-dependency lib-used@1.2.0"_s, u"unresolved-dependency lib-lost"_s, u"young-dependency lib-used@1.2.0"_s}));
    QCOMPARE(m_portal.policy(id, u"dependency-licences"_s).value("enforcement"_L1).toString(), u"deny"_s);
    QCOMPARE(read(id).revision, 2);
}

void TestEvidenceApi::oneCheckIsRunAlone()
{
    const QString id = publish(u"@acme/plugin-alone"_s);
    const QDateTime before = item(id, EvidenceKind::Licence).ranAt;
    const HttpAnswer over = m_portal.finished(
        m_portal.as(u"security"_s).post(routes::path(routes::versionEvidence, {id}), {{u"check"_s, u"dependency_tree"_s}}));
    QCOMPARE(lastState(over).value("status"_L1).toString(), u"succeeded"_s);
    QStringList steps;
    const QJsonArray all = lastState(over).value("steps"_L1).toArray();
    for (const QJsonValue &step : all)
        steps << step["name"_L1].toString() + u' ' + step["status"_L1].toString();
    QCOMPARE(steps, QStringList({u"read_package succeeded"_s, u"resolve_dependencies succeeded"_s, u"dependency_tree succeeded"_s}));
    QCOMPARE(item(id, EvidenceKind::DependencyTree).verdict, Verdict::Pass);
    QCOMPARE(item(id, EvidenceKind::DependencyLicences).verdict, Verdict::NotRun);
    QCOMPARE(item(id, EvidenceKind::Licence).ranAt, before);
}

void TestEvidenceApi::runsAreFollowedAndCancelled()
{
    const QString id = publish(u"@acme/plugin-slow"_s, {{u"dependencies"_s, QJsonObject {{u"lib-silent"_s, u"1"_s}}}});
    m_portal.registry().script("/lib-silent", {{.silent = true}});
    HttpClient &security = m_portal.as(u"security"_s);
    const HttpAnswer accepted = security.post(routes::path(routes::versionEvidence, {id}));
    QCOMPARE(accepted.status, 202);
    const QString run = accepted.json().value("id"_L1).toString();
    const EvidenceSet meanwhile = read(id);
    QCOMPARE(meanwhile.runId ? meanwhile.runId->text() : QString(), run);
    QCOMPARE(meanwhile.actions.whyNot(u"run_evidence"_s), u"The checks are running already."_s);
    QCOMPARE(security.post(routes::path(routes::versionEvidence, {id})).code(), u"conflict_state"_s);
    QCOMPARE(security.post(routes::path(routes::operationCancel, {run})).status, 202);
    const HttpAnswer over = security.awaitOperation(accepted);
    QCOMPARE(over.json().value("status"_L1).toString(), u"cancelled"_s);
    const EvidenceSet after = read(id);
    QVERIFY(!after.runId);
    QCOMPARE(after.revision, 1);
    QVERIFY(after.actions.allows(u"run_evidence"_s));
}

void TestEvidenceApi::unknownChecksAreRefused()
{
    const QString id = publish(u"@acme/plugin-unknown"_s);
    for (const QString &check : {u"vulnerabilities"_s, u"horoscope"_s}) {
        const HttpAnswer answer = m_portal.as(u"security"_s).post(routes::path(routes::versionEvidence, {id}), {{u"check"_s, check}});
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/check"_s);
    }
    QCOMPARE(m_portal.as(u"viewer"_s).post(routes::path(routes::versionEvidence, {id})).code(), u"forbidden"_s);
}

void TestEvidenceApi::reportsDecideThePolicy()
{
    const QString id = publish(u"@acme/plugin-scanned"_s);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("verdict"_L1).toString(), u"not_run"_s);
    const HttpAnswer attached = attach(id, scan(High, "pkg:npm/%40acme/plugin-scanned@1.0.0"));
    QVERIFY2(attached.status == 201, attached.describe().constData());
    QCOMPARE(attached.json().value("format"_L1).toString(), u"cyclonedx"_s);
    QCOMPARE(attached.json().value("boundBy"_L1).toString(), u"package"_s);
    const Evidence report = item(id, EvidenceKind::Vulnerabilities);
    QCOMPARE(report.verdict, Verdict::Fail);
    QCOMPARE(report.tool + u' ' + report.toolVersion, u"grype 1.0"_s);
    QCOMPARE(report.findings.first().package, u"glob@10.4.1"_s);
    QVERIFY(report.report && report.report->uploadedBy.id.text() == u"per_security"_s);
    QCOMPARE(report.subjectDigest, m_portal.versions(u"@acme/plugin-scanned"_s).at(0)["digest"_L1].toString());
    const QJsonObject denied = m_portal.policy(id, u"vulnerability-limits"_s);
    QCOMPARE(denied.value("enforcement"_L1).toString(), u"deny"_s);
    QCOMPARE(denied.value("message"_L1).toString(), u"1 high vulnerabilities; 0 are allowed."_s);
    QCOMPARE(read(id).revision, 2);
    QCOMPARE(m_portal.plugin(u"@acme/plugin-scanned"_s).value("status"_L1).toString(), u"blocked"_s);

    const QString later = toRfc3339(QDateTime::currentDateTimeUtc());
    QCOMPARE(attach(id, scan("[]", {}, "grype", later)).status, 201);
    QCOMPARE(item(id, EvidenceKind::Vulnerabilities).verdict, Verdict::Pass);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("verdict"_L1).toString(), u"pass"_s);
    QCOMPARE(m_portal.plugin(u"@acme/plugin-scanned"_s).value("status"_L1).toString(), u"registered"_s);
    const QByteArray unknown = R"([{"id":"CVE-1","affects":[{"ref":"g"}]}])";
    QCOMPARE(attach(id, scan(unknown, {}, "grype", toRfc3339(QDateTime::currentDateTimeUtc()))).status, 201);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("enforcement"_L1).toString(), u"require_review"_s);
}

void TestEvidenceApi::olderReportsDoNotReplaceNewer()
{
    const QString id = publish(u"@acme/plugin-older"_s);
    QCOMPARE(attach(id, scan(High)).status, 201);
    const QString before = toRfc3339(QDateTime::currentDateTimeUtc().addDays(-3));
    const HttpAnswer older = attach(id, scan("[]", {}, "grype", before));
    QCOMPARE(older.code(), u"conflict_state"_s);
    QCOMPARE(item(id, EvidenceKind::Vulnerabilities).verdict, Verdict::Fail);
    QCOMPARE(attach(id, scan("[]", {}, "trivy", before)).status, 201);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("enforcement"_L1).toString(), u"deny"_s);
}

void TestEvidenceApi::twoScannersFindOneThing()
{
    const QString id = publish(u"@acme/plugin-twice"_s);
    QCOMPARE(attach(id, scan(High)).status, 201);
    QCOMPARE(attach(id, scan(High, {}, "trivy")).status, 201);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("message"_L1).toString(), u"1 high vulnerabilities; 0 are allowed."_s);
}

void TestEvidenceApi::badReportsAreNamed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QJsonObject>("more");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &content, const QJsonObject &more, const char *pointer, const char *code) {
        QTest::newRow(name) << content << more << QString::fromLatin1(pointer) << QString::fromLatin1(code);
    };
    const QByteArray osv = R"({"results":[],"experimental_config":{}})";
    const QJsonObject tool {{u"tool"_s, u"osv-scanner"_s}};
    row("no JSON", "<html>", {}, "/content", "report_malformed");
    row("no report", "{}", {}, "/content", "report_unknown_format");
    row("only components", R"({"bomFormat":"CycloneDX"})", {}, "/content", "report_incomplete");
    row("another package", scan("[]", "pkg:npm/other@1.0.0"), {}, "/content", "report_of_other_subject");
    row("another version", scan("[]", "pkg:npm/%40acme/plugin-bad@9.9.9"), {}, "/content", "report_of_other_subject");
    row("no tool", osv, {{u"ranAt"_s, Now}}, "/tool", "required");
    row("no time", osv, tool, "/ranAt", "required");
    row("in the future", scan("[]", {}, "grype", toRfc3339(QDateTime::currentDateTimeUtc().addDays(2))), {}, "/ranAt", "invalid");
    row("too old", scan("[]", {}, "grype", u"2020-01-01T00:00:00Z"_s), {}, "/expiresAt", "invalid");
    row("for too long", scan("[]"), {{u"expiresAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addDays(200))}}, "/expiresAt", "too_late");
    row("no such time", scan("[]"), {{u"expiresAt"_s, u"tomorrow"_s}}, "/expiresAt", "wrong_type");
    row("no name", scan("[]"), {{u"fileName"_s, QJsonValue::Null}}, "/fileName", "required");
    row("another member", scan("[]"), {{u"verdict"_s, u"pass"_s}}, "/verdict", "unknown_member");
}

void TestEvidenceApi::badReportsAreNamed()
{
    QFETCH(QByteArray, content);
    QFETCH(QJsonObject, more);
    static const QString id = publish(u"@acme/plugin-bad"_s);
    const HttpAnswer answer = attach(id, content, more);
    QVERIFY2(answer.status == 422, answer.describe().constData());
    QCOMPARE(answer.code(), u"validation_failed"_s);
    const QJsonValue error = answer.json().value("errors"_L1)[0];
    QTEST(error["pointer"_L1].toString(), "pointer");
    QTEST(error["code"_L1].toString(), "code");
    QVERIFY(!error["message"_L1].toString().isEmpty());
    QCOMPARE(read(id).revision, 1);
}

void TestEvidenceApi::reportsAreForWhoDoesNotAsk()
{
    const QString id = publish(u"@acme/plugin-asked"_s);
    for (const QString &persona : {u"requester"_s, u"viewer"_s, u"business"_s, u"ops"_s})
        QCOMPARE(attach(id, scan("[]"), {}, persona).code(), u"forbidden"_s);
    QCOMPARE(attach(id, scan("[]"), {}, u"admin"_s).status, 201);
}

void TestEvidenceApi::largeReportsFitAndHugeDoNot()
{
    const QString id = publish(u"@acme/plugin-large"_s);
    const QByteArray large = scan(R"([{"id":"CVE-1","description":")" + QByteArray(3 << 20, 'x') + R"(","affects":[{"ref":"g"}]}])");
    QCOMPARE(attach(id, large).status, 201);
    QCOMPARE(item(id, EvidenceKind::Vulnerabilities).findings.first().title.size(), 301);
    const HttpAnswer over = attach(id, QByteArray(9 << 20, 'x'));
    QCOMPARE(over.status, 422);
    QCOMPARE(over.json().value("errors"_L1)[0]["code"_L1].toString(), u"report_too_large"_s);
    const HttpAnswer elsewhere = m_portal.as(u"security"_s)
                                     .post(routes::path(routes::versionSuppressions, {id}), {{u"reason"_s, QString(2 << 20, u'x')}});
    QVERIFY2(elsewhere.status == 413 || elsewhere.status == 0, elsewhere.describe().constData());
}

void TestEvidenceApi::suppressionsTakeTwoPeople()
{
    const QString id = publish(u"@acme/plugin-script"_s, {{u"scripts"_s, QJsonObject {{u"postinstall"_s, u"node -e 1"_s}}}});
    QCOMPARE(item(id, EvidenceKind::InstallScripts).verdict, Verdict::Fail);
    QCOMPARE(m_portal.policy(id, u"install-scripts"_s).value("enforcement"_L1).toString(), u"deny"_s);
    const Finding script = finding(id, u"alarming-install-script"_s);
    const HttpAnswer proposed = propose(id, script.id.text());
    QVERIFY2(proposed.status == 201, proposed.describe().constData());
    QCOMPARE(proposed.json().value("state"_L1).toString(), u"proposed"_s);
    QCOMPARE(proposed.json().value("blockedActions"_L1)[0]["code"_L1].toString(), u"separation_of_duties"_s);
    QCOMPARE(item(id, EvidenceKind::InstallScripts).verdict, Verdict::Fail);
    QCOMPARE(read(id).revision, 1);
    QCOMPARE(propose(id, script.id.text(), u"technical"_s).code(), u"conflict_state"_s);

    QCOMPARE(decide(proposed.json(), u"approve"_s, u"security"_s).code(), u"separation_of_duties"_s);
    QCOMPARE(decide(proposed.json(), u"approve"_s, u"technical"_s).code(), u"forbidden"_s);
    QCOMPARE(decide(proposed.json(), u"approve"_s, u"admin"_s).code(), u"forbidden"_s);
    HttpClient &compliance = m_portal.as(u"compliance"_s);
    const QString path = routes::path(routes::suppression, {proposed.json().value("id"_L1).toString()});
    const HttpAnswer seen = compliance.get(path);
    QCOMPARE(seen.json().value("allowedActions"_L1).toArray(), (QJsonArray {u"approve"_s, u"reject"_s}));
    QCOMPARE(compliance.post(routes::path(routes::suppressionDecisions, {seen.json().value("id"_L1).toString()}), {{u"action"_s, u"approve"_s}}).code(),
        u"precondition_required"_s);
    QCOMPARE(decide(seen.json(), u"reject"_s, u"compliance"_s, {}).json().value("errors"_L1)[0]["pointer"_L1].toString(), u"/comment"_s);
    const HttpAnswer approved = decide(seen.json(), u"approve"_s, u"compliance"_s);
    QVERIFY2(approved.status == 200, approved.describe().constData());
    QCOMPARE(approved.json().value("decidedBy"_L1)["id"_L1].toString(), u"per_compliance"_s);
    QCOMPARE(decide(seen.json(), u"approve"_s, u"compliance"_s).code(), u"precondition_failed"_s);

    const EvidenceSet after = read(id);
    QCOMPARE(after.revision, 2);
    QCOMPARE(after.suppressions.size(), 1);
    const Evidence scripts = item(id, EvidenceKind::InstallScripts);
    QCOMPARE(scripts.verdict, Verdict::Pass);
    QVERIFY(scripts.findings.first().suppressed);
    QCOMPARE(scripts.findings.first().actions.whyNot(u"suppress"_s), u"It is held back already."_s);
    QCOMPARE(m_portal.policy(id, u"install-scripts"_s).value("enforcement"_L1).toString(), u"allow"_s);
}

void TestEvidenceApi::withdrawnSuppressionsCountAgain()
{
    const QString id = publish(u"@acme/plugin-withdrawn"_s);
    QCOMPARE(attach(id, scan(High)).status, 201);
    const QString findingId = item(id, EvidenceKind::Vulnerabilities).findings.first().id.text();
    const HttpAnswer proposed = propose(id, findingId, u"technical"_s);
    const HttpAnswer approved = decide(proposed.json(), u"approve"_s, u"security2"_s);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("verdict"_L1).toString(), u"pass"_s);
    // The same finding in a newer report of the tool is the same finding.
    QCOMPARE(attach(id, scan(High, {}, "grype", toRfc3339(QDateTime::currentDateTimeUtc()))).status, 201);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("verdict"_L1).toString(), u"pass"_s);
    const HttpAnswer withdrawn = decide(approved.json(), u"withdraw"_s, u"compliance"_s);
    QCOMPARE(withdrawn.json().value("state"_L1).toString(), u"withdrawn"_s);
    QCOMPARE(m_portal.policy(id, u"vulnerability-limits"_s).value("verdict"_L1).toString(), u"fail"_s);
    QCOMPARE(decide(withdrawn.json(), u"approve"_s, u"security2"_s).code(), u"conflict_state"_s);
    const HttpAnswer again = propose(id, findingId);
    QCOMPARE(again.status, 201);
    QCOMPARE(decide(again.json(), u"withdraw"_s, u"security"_s).status, 200);
    QCOMPARE(read(id).suppressions.size(), 2);
}

void TestEvidenceApi::wrongProposalsAreRefused_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("pointer");
    const auto in = [](int days) { return QJsonObject {{u"expiresAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addDays(days))}}; };
    QTest::newRow("no reason") << QJsonObject {{u"reason"_s, u"  "_s}} << 422 << u"/reason"_s;
    QTest::newRow("no end") << QJsonObject {{u"expiresAt"_s, QJsonValue::Null}} << 422 << u"/expiresAt"_s;
    QTest::newRow("ended") << in(-1) << 422 << u"/expiresAt"_s;
    QTest::newRow("for ever") << in(400) << 422 << u"/expiresAt"_s;
    QTest::newRow("no such finding") << QJsonObject {{u"findingId"_s, u"fnd_0"_s}} << 404 << QString();
    QTest::newRow("another member") << QJsonObject {{u"state"_s, u"approved"_s}} << 422 << u"/state"_s;
}

void TestEvidenceApi::wrongProposalsAreRefused()
{
    QFETCH(QJsonObject, change);
    static const QString id = publish(u"@acme/plugin-wrong"_s, {}, {});
    QJsonObject body {{u"findingId"_s, finding(id, u"no-licence-text"_s).id.text()}, {u"reason"_s, u"Fine."_s},
        {u"expiresAt"_s, toRfc3339(QDateTime::currentDateTimeUtc().addDays(10))}};
    for (auto it = change.begin(); it != change.end(); ++it)
        body.insert(it.key(), it.value());
    const HttpAnswer answer = m_portal.as(u"security"_s).post(routes::path(routes::versionSuppressions, {id}), body);
    QTEST(answer.status, "status");
    QTEST(answer.json().value("errors"_L1)[0]["pointer"_L1].toString(), "pointer");
    QCOMPARE(read(id).suppressions.size(), 0);
}

void TestEvidenceApi::whatFailedToVerifyCannotBeHeldBack()
{
    const QString name = u"@acme/plugin-forged"_s;
    const QJsonObject manifest = pluginManifest(name, u"1.0.0"_s);
    m_portal.publish({{manifest, packPackage(manifest), u"2026-01-01T00:00:00Z"_s}});
    m_portal.registry().script("/@acme/plugin-forged/-/1.0.0.tgz", {{200, "other bytes"}});
    m_portal.import({name});
    const QString id = m_portal.versions(name).at(0)["id"_L1].toString();
    const Finding mismatch = finding(id, u"digest-mismatch"_s);
    QCOMPARE(mismatch.verdict, Verdict::Fail);
    QVERIFY(!mismatch.actions.allows(u"suppress"_s));
    QCOMPARE(propose(id, mismatch.id.text()).code(), u"conflict_state"_s);
}

void TestEvidenceApi::decisionsOnOlderEvidenceAreStale()
{
    const QString id = publish(u"@acme/plugin-bound"_s, {}, {});
    const HttpAnswer asked = m_portal.as(u"requester"_s).post(routes::path(routes::requests),
        {{u"type"_s, u"install"_s}, {u"environment"_s, u"production"_s}, {u"versionId"_s, id}, {u"justification"_s, u"Needed."_s},
            {u"impact"_s, u"None."_s}, {u"rollbackPlan"_s, u"Remove."_s}, {u"priority"_s, u"normal"_s}});
    QCOMPARE(asked.json().value("evidenceRevision"_L1).toInt(), 1);
    QCOMPARE(attach(id, scan("[]")).status, 201);
    const QString path = routes::path(routes::request, {asked.json().value("id"_L1).toString()});
    const QJsonObject moved = m_portal.as(u"security"_s).get(path).json();
    QCOMPARE(moved.value("evidenceRevision"_L1).toInt(), 2);
    QJsonObject decision {{u"outcome"_s, u"approve"_s}, {u"conditions"_s, QJsonArray()}, {u"comment"_s, u"Looked at."_s}, {u"evidenceRevision"_s, 1},
        {u"versionDigest"_s, moved.value("versionDigest"_L1)}, {u"policyVersion"_s, moved.value("policyVersion"_L1)}};
    QString reviewer;
    for (const QJsonValue &stage : moved.value("stages"_L1).toArray()) {
        if (stage["status"_L1].toString() == "active"_L1) {
            decision.insert(u"stageId"_s, stage["id"_L1]);
            reviewer = stage["discipline"_L1].toString();
        }
    }
    const auto decideNow = [&] {
        const QString decisions = routes::path(routes::requestDecisions, {moved.value("id"_L1).toString()});
        return m_portal.as(reviewer).post(decisions, decision, ifMatch('"' + moved.value("etag"_L1).toString().toLatin1() + '"'));
    };
    QCOMPARE(decideNow().code(), u"evidence_stale"_s);
    // It goes on to what else a decision needs.
    decision.insert(u"evidenceRevision"_s, 2);
    QVERIFY(decideNow().code() != "evidence_stale"_L1);
}

QTEST_GUILESS_MAIN(TestEvidenceApi)
#include "tst_evidenceapi.moc"
