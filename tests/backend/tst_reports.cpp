// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/packageurl.h"
#include "backend/reports/report.h"
#include "core/base/clock.h"
#include "core/base/json.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace gatehouse;
using namespace gatehouse::reports;

//! What scanners write, and what follows from it. What they do not say stays unknown.
class TestReports final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFormat_data();
    void readsEveryFormat();
    void tellsToolTimeAndSubject_data();
    void tellsToolTimeAndSubject();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
    void boundsWhatItReads_data();
    void boundsWhatItReads();
    void sameFindingsHaveTheSameId();
    void countsOnlyWhatCounts();
    void packageUrls_data();
    void packageUrls();
};

namespace {

//! "kind: severity/verdict rule package file:line" for each finding, in order.
QStringList linesOf(const Report &report)
{
    QStringList lines;
    for (const ReportPart &part : report.parts) {
        if (part.findings.isEmpty())
            lines << QString(toWire(part.kind) + u": none");
        for (const Finding &finding : part.findings) {
            QStringList words {toWire(part.kind) + u':', toWire(finding.severity) + u'/' + toWire(finding.verdict), finding.ruleId};
            if (!finding.package.isEmpty())
                words << finding.package;
            if (!finding.file.isEmpty())
                words << finding.file + u':' + QString::number(finding.line);
            lines << words.join(u' ');
        }
    }
    return lines;
}

QByteArray sarif(const QByteArray &results, const QByteArray &rules = "[]", const QByteArray &more = {})
{
    return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"CodeScan","semanticVersion":"2.4.1","rules":)" + rules
        + "}}," + more + R"("results":)" + results + "}]}";
}

QByteArray cycloneDx(const QByteArray &vulnerabilities, const QByteArray &more = {})
{
    return R"({"bomFormat":"CycloneDX","specVersion":"1.5",)" + more + R"("components":[
        {"bom-ref":"a","type":"library","group":"@acme","name":"lib","version":"1.0.0",
         "components":[{"bom-ref":"inner","type":"library","name":"inner","version":"2.0.0"}]},
        {"bom-ref":"b","type":"library","name":"glob","version":"10.4.1","purl":"pkg:npm/glob@10.4.1"}],
        "vulnerabilities":)" + vulnerabilities + "}";
}

QByteArray trivy(const QByteArray &results)
{
    return R"({"SchemaVersion":2,"CreatedAt":"2026-11-20T10:11:12.123456789Z","ArtifactName":"pkg","ArtifactType":"filesystem",
        "Trivy":{"Version":"0.58.1"},"Results":)" + results + "}";
}

QByteArray osv(const QByteArray &packages)
{
    return R"({"results":[{"source":{"path":"/scan/package-lock.json","type":"lockfile"},"packages":)" + packages + "}]}";
}

} // namespace

void TestReports::readsEveryFormat_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const QByteArray &bytes, const QStringList &lines) { QTest::newRow(name) << bytes << lines; };
    const QByteArray location = R"("locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///tmp/x/package/dist/a%20b.js"},"region":{"startLine":7}}}])";

    row("sarif, nothing found", sarif("[]"), {u"static_analysis: none"_s});
    row("sarif, level is no severity", sarif(R"([{"ruleId":"js/eval","level":"error","message":{"text":"eval"},)" + location + "}]"),
        {u"static_analysis: unknown/fail js/eval dist/a b.js:7"_s});
    row("sarif, default level", sarif(R"([{"ruleId":"r","message":{"text":"m"}}])"), {u"static_analysis: unknown/warn r"_s});
    row("sarif, level of the rule", sarif(R"([{"ruleIndex":0,"message":{"text":"m"}}])", R"([{"id":"r","defaultConfiguration":{"level":"note"}}])"),
        {u"static_analysis: unknown/pass r"_s});
    row("sarif, security-severity", sarif(R"([{"ruleId":"r","level":"note","message":{"text":"m"}}])", R"([{"id":"r","properties":{"security-severity":"9.1"}}])"),
        {u"static_analysis: critical/fail r"_s});
    row("sarif, a score that is none", sarif(R"([{"ruleId":"r","message":{"text":"m"},"properties":{"security-severity":"eleven"}}])"), {u"static_analysis: unknown/warn r"_s});
    row("sarif, not failures", sarif(R"([{"ruleId":"a","kind":"pass","message":{"text":"m"}},{"ruleId":"b","kind":"notApplicable","message":{"text":"m"}},
        {"ruleId":"c","baselineState":"absent","message":{"text":"m"}},{"ruleId":"d","kind":"fail","message":{"text":"m"}}])"), {u"static_analysis: unknown/warn d"_s});
    row("sarif, its own suppression counts", sarif(R"([{"ruleId":"a","message":{"text":"m"},"suppressions":[{"kind":"inSource","status":"accepted"}]}])"), {u"static_analysis: unknown/warn a"_s});
    row("sarif of vulnerabilities", sarif(R"([{"ruleId":"CVE-2025-1","message":{"text":"m"}}])", R"([{"id":"CVE-2025-1","properties":{"security-severity":"7.5","tags":["vulnerability"]}}])"),
        {u"vulnerabilities: high/fail CVE-2025-1"_s});
    row("sarif of a known dependency scanner", QByteArray(sarif("[]")).replace("CodeScan", "grype"), {u"vulnerabilities: none"_s});
    row("sarif of secrets", sarif(R"([{"ruleId":"aws","message":{"text":"m"}}])", R"([{"id":"aws","properties":{"tags":["secret"]}}])"), {u"static_analysis: none"_s, u"secrets: unknown/warn aws"_s});

    row("cyclonedx, nothing found", cycloneDx("[]"), {u"vulnerabilities: none"_s});
    row("cyclonedx, worst rating", cycloneDx(R"([{"id":"CVE-1","ratings":[{"severity":"medium"},{"severity":"high"}],"affects":[{"ref":"b"}]}])"),
        {u"vulnerabilities: high/fail CVE-1 glob@10.4.1"_s});
    row("cyclonedx, score alone", cycloneDx(R"([{"id":"CVE-1","ratings":[{"score":4.0,"method":"CVSSv31"}],"affects":[{"ref":"a"},{"ref":"inner"}]}])"),
        {u"vulnerabilities: medium/warn CVE-1 @acme/lib@1.0.0"_s, u"vulnerabilities: medium/warn CVE-1 inner@2.0.0"_s});
    row("cyclonedx, not rated", cycloneDx(R"([{"id":"X-1","affects":[{"ref":"pkg:npm/%40a/b@1.0.0"}]}])"), {u"vulnerabilities: unknown/warn X-1 @a/b@1.0.0"_s});
    row("cyclonedx, said not to matter", cycloneDx(R"([{"id":"CVE-1","analysis":{"state":"not_affected"},"ratings":[{"severity":"critical"}]}])"), {u"vulnerabilities: critical/fail CVE-1"_s});
    row("cyclonedx, another scale", cycloneDx(R"([{"id":"CVE-1","ratings":[{"score":9.9,"method":"OWASP"}]}])"), {u"vulnerabilities: unknown/warn CVE-1"_s});

    row("osv-scanner, nothing found", R"({"results":[],"experimental_config":{"licenses":{}}})", {u"vulnerabilities: none"_s});
    row("osv-scanner, one group of two names",
        osv(R"([{"package":{"name":"lodash","version":"4.17.20","ecosystem":"npm"},"vulnerabilities":[{"id":"GHSA-a","aliases":["CVE-2021-1"],"summary":"s",
        "affected":[{"package":{"name":"lodash"},"ranges":[{"events":[{"introduced":"0"},{"fixed":"4.17.21"}]}]}],"database_specific":{"severity":"MODERATE"}}],
        "groups":[{"ids":["GHSA-a"],"aliases":["CVE-2021-1","GHSA-a"],"max_severity":"7.2"}]}])"),
        {u"vulnerabilities: high/fail CVE-2021-1 lodash@4.17.20 package-lock.json:0"_s});
    row("osv-scanner, moderate is medium", osv(R"([{"package":{"name":"a","version":"1"},"vulnerabilities":[{"id":"GHSA-b","database_specific":{"severity":"MODERATE"}}]}])"),
        {u"vulnerabilities: medium/warn GHSA-b a@1 package-lock.json:0"_s});
    row("osv-scanner, not rated", osv(R"([{"package":{"name":"a","version":"1"},"vulnerabilities":[{"id":"MAL-1"}],"groups":[{"ids":["MAL-1"],"max_severity":""}]}])"),
        {u"vulnerabilities: unknown/warn MAL-1 a@1 package-lock.json:0"_s});
    row("osv database answer", R"({"vulns":[{"id":"GHSA-c","summary":"s","affected":[{"package":{"name":"a"}}],"database_specific":{"severity":"CRITICAL"}}]})", {u"vulnerabilities: critical/fail GHSA-c a"_s});

    row("trivy", trivy(R"([{"Target":"package-lock.json","Class":"lang-pkgs","Type":"npm","Vulnerabilities":[
        {"VulnerabilityID":"CVE-2","PkgName":"ws","InstalledVersion":"8.0.0","FixedVersion":"8.17.1","Severity":"HIGH","Title":"t"},
        {"VulnerabilityID":"CVE-3","PkgName":"x","InstalledVersion":"1","Severity":"UNKNOWN"}]},
        {"Target":"a.js","Class":"secret","Secrets":[{"RuleID":"aws","Severity":"CRITICAL","Title":"k","StartLine":3}]},
        {"Target":"Dockerfile","Class":"config","Misconfigurations":[{"ID":"DS002","Severity":"LOW","Title":"user","Status":"FAIL"},{"ID":"DS1","Severity":"HIGH","Title":"p","Status":"PASS"}]}])"),
        {u"vulnerabilities: high/fail CVE-2 ws@8.0.0 package-lock.json:0"_s, u"vulnerabilities: unknown/warn CVE-3 x@1 package-lock.json:0"_s,
            u"secrets: critical/fail aws a.js:3"_s, u"static_analysis: low/pass DS002 Dockerfile:0"_s});
    row("trivy, nothing found", trivy(R"([{"Target":"package-lock.json","Class":"lang-pkgs"}])"), {u"vulnerabilities: none"_s});
}

void TestReports::readsEveryFormat()
{
    QFETCH(QByteArray, bytes);
    const auto report = readReport(bytes);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QTEST(linesOf(*report), "lines");
    for (const ReportPart &part : report->parts) {
        for (const Finding &finding : part.findings)
            QVERIFY(!finding.title.isEmpty() && !finding.id.isEmpty());
    }
}

void TestReports::tellsToolTimeAndSubject_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("ranAt");
    QTest::addColumn<QString>("subject");
    QTest::newRow("sarif") << sarif("[]", "[]", R"("invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-11-20T10:00:00Z"},{"endTimeUtc":"2026-11-19T10:00:00Z"}],)")
                           << u"sarif CodeScan 2.4.1"_s << u"2026-11-19T10:00:00.000Z"_s << QString();
    QTest::newRow("cyclonedx, tools as a list")
        << cycloneDx("[]", R"("metadata":{"timestamp":"2026-11-20T10:00:00+02:00","tools":[{"vendor":"anchore","name":"grype","version":"0.84.0"}],
            "component":{"type":"library","name":"x","purl":"pkg:npm/%40acme/plugin@1.2.0","hashes":[{"alg":"SHA-512","content":"0a0b"}]}},)")
        << u"cyclonedx grype 0.84.0"_s << u"2026-11-20T08:00:00.000Z"_s << u"@acme/plugin 1.2.0 0a0b"_s;
    QTest::newRow("cyclonedx, tools as components")
        << cycloneDx("[]", R"("metadata":{"tools":{"components":[{"type":"application","name":"trivy","version":"0.58.1"}]}},)") << u"cyclonedx trivy 0.58.1"_s << QString() << QString();
    QTest::newRow("trivy") << trivy(R"([{"Class":"lang-pkgs"}])") << u"trivy Trivy 0.58.1"_s << u"2026-11-20T10:11:12.123Z"_s << QString();
    QTest::newRow("osv") << osv("[]") << u"osv"_s << QString() << QString();
}

void TestReports::tellsToolTimeAndSubject()
{
    QFETCH(QByteArray, bytes);
    const auto report = readReport(bytes);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QTEST(QStringList({toWire(report->format), report->tool, report->toolVersion}).join(u' ').trimmed(), "tool");
    QTEST(report->ranAt.isValid() ? toRfc3339(report->ranAt) : QString(), "ranAt");
    const ReportSubject &subject = report->subject;
    QTEST(QStringList({subject.name, subject.version, QString::fromLatin1(subject.sha512.toHex())}).join(u' ').trimmed(), "subject");
}

void TestReports::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &code, const QString &words) { QTest::newRow(name) << bytes << code << words; };
    row("empty", "", u"report_malformed"_s, {});
    row("a page", "<html>", u"report_malformed"_s, u"JSON"_s);
    row("cut off", R"({"version":"2.1.0","runs":[)", u"report_malformed"_s, {});
    row("a list", "[]", u"report_unknown_format"_s, u"object"_s);
    row("something else", R"({"hello":1})", u"report_unknown_format"_s, u"SARIF"_s);
    row("another tool's empty results", R"({"results":[],"errors":[],"version":"1.9"})", u"report_unknown_format"_s, u"osv-scanner"_s);
    row("another tool's results", R"({"results":[{"check_id":"x"}]})", u"report_incomplete"_s, u"results[0].packages"_s);
    row("old sarif", R"({"version":"1.0.0","runs":[]})", u"report_incomplete"_s, u"2.1.0"_s);
    row("no run", R"({"version":"2.1.0","runs":[]})", u"report_incomplete"_s, u"no run"_s);
    row("nameless tool", R"({"version":"2.1.0","runs":[{"tool":{"driver":{}},"results":[]}]})", u"report_incomplete"_s, u"runs[0].tool.driver.name"_s);
    row("no scan", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}}]})", u"report_incomplete"_s, u"runs[0].results"_s);
    row("two tools", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[]},{"tool":{"driver":{"name":"y"}},"results":[]}]})", u"report_incomplete"_s, u"one tool only"_s);
    row("a run that failed", sarif("[]", "[]", R"("invocations":[{"executionSuccessful":false}],)"), u"report_incomplete"_s, u"failed"_s);
    row("a list of parts only", R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[]})", u"report_incomplete"_s, u"vulnerabilities"_s);
    row("vulnerabilities of another type", R"({"bomFormat":"CycloneDX","vulnerabilities":{}})", u"report_incomplete"_s, u"list"_s);
    row("old trivy", R"({"SchemaVersion":1,"Results":[]})", u"report_incomplete"_s, u"SchemaVersion"_s);
    row("trivy without results", R"({"SchemaVersion":2})", u"report_incomplete"_s, u"Results"_s);
    row("trivy that looked at nothing", trivy("[]"), u"report_incomplete"_s, u"proves nothing"_s);
}

void TestReports::namesWhatIsWrong()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, words);
    const auto report = readReport(bytes);
    QVERIFY(!report);
    QTEST(report.error().code, "code");
    QCOMPARE(report.error().kind, ErrorKind::Input);
    QVERIFY2(report.error().message.contains(words), qPrintable(report.error().message));
}

void TestReports::boundsWhatItReads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QByteArray many;
    for (int i = 0; i < 20; ++i)
        many += (i > 0 ? ",{\"ruleId\":\"r\",\"message\":{\"text\":\"" : "{\"ruleId\":\"r\",\"message\":{\"text\":\"") + QByteArray::number(i) + "\"}}";
    QTest::newRow("bytes") << sarif("[]") + QByteArray(5000, ' ') << u"report_too_large"_s;
    QTest::newRow("findings") << sarif('[' + many + ']') << u"report_too_many_findings"_s;
    QTest::newRow("depth") << R"({"runs":)" + QByteArray(200, '[') + QByteArray(200, ']') + '}' << u"report_malformed"_s;
    QTest::newRow("one finding in many packages")
        << cycloneDx(R"([{"id":"CVE-1","affects":[)" + [] {
               QByteArrayList refs;
               for (int i = 0; i < 20; ++i)
                   refs << "{\"ref\":\"pkg:npm/p" + QByteArray::number(i) + "@1\"}";
               return refs.join(',');
           }() + "]}]")
        << u"report_too_many_findings"_s;
}

void TestReports::boundsWhatItReads()
{
    QFETCH(QByteArray, bytes);
    const auto report = readReport(bytes, {.bytes = 4000, .findings = 10, .depth = 30});
    QVERIFY(!report);
    QTEST(report.error().code, "code");
}

void TestReports::sameFindingsHaveTheSameId()
{
    const QByteArray scan = cycloneDx(R"([{"id":"CVE-1","ratings":[{"severity":"high"}],"affects":[{"ref":"b"}]}])");
    const QByteArray later = QByteArray(scan).replace("\"high\"", "\"critical\"");
    const FindingId first = readReport(scan)->parts.first().findings.first().id;
    QCOMPARE(readReport(later)->parts.first().findings.first().id, first);
    const auto twice = readReport(sarif(R"([{"ruleId":"r","message":{"text":"m"}},{"ruleId":"r","message":{"text":"m"}}])"));
    QVERIFY(twice->parts.first().findings.at(0).id != twice->parts.first().findings.at(1).id);
}

void TestReports::countsOnlyWhatCounts()
{
    Finding high;
    high.severity = Severity::High;
    Finding held = high;
    held.suppressed = true;
    const QJsonObject counts = countFacts({high, held, Finding()});
    QCOMPARE(counts.value("high"_L1).toInt(), 1);
    QCOMPARE(counts.value("unknown"_L1).toInt(), 1);
    QCOMPARE(counts.value("critical"_L1).toInt(-1), 0);
}

void TestReports::packageUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::newRow("plain") << u"pkg:npm/glob@10.4.1"_s << u"glob@10.4.1"_s;
    QTest::newRow("scope") << u"pkg:npm/%40acme/plugin@1.2.0"_s << u"@acme/plugin@1.2.0"_s;
    QTest::newRow("scope written plainly") << u"pkg:npm/@acme/plugin"_s << u"@acme/plugin"_s;
    QTest::newRow("qualifiers") << u"pkg:npm/a@1.0.0?vcs_url=x#sub"_s << u"a@1.0.0"_s;
    QTest::newRow("another kind") << u"pkg:deb/debian/curl@7"_s << QString();
    QTest::newRow("no name") << u"pkg:npm/%2e%2e%2f@1"_s << QString();
}

void TestReports::packageUrls()
{
    QFETCH(QString, text);
    const auto package = parsePackageUrl(text);
    QTEST(package ? package->id() : QString(), "id");
}

QTEST_GUILESS_MAIN(TestReports)
#include "tst_reports.moc"
