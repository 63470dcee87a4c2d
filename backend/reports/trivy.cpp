// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportjson.h"

using namespace Qt::Literals::StringLiterals;

// Trivy's own JSON, schema version 2: vulnerabilities, secrets and misconfigurations.
namespace gatehouse::reports {

namespace {

bool looksAtPackages(Element result)
{
    const QString scanned = text(result, "Class", 40);
    return scanned == u"lang-pkgs"_s || scanned == u"os-pkgs"_s || !items(result, "Vulnerabilities").isEmpty();
}

Status takeVulnerability(Element item, const QString &target, Gathered &gathered)
{
    Finding finding;
    finding.ruleId = text(item, "VulnerabilityID", 100);
    finding.severity = severityOfWord(text(item, "Severity", 20));
    finding.verdict = verdictFor(finding.severity);
    finding.title = text(item, "Title");
    finding.detail = text(item, "Description", 1000);
    if (finding.title.isEmpty())
        finding.title = finding.ruleId.isEmpty() ? u"A vulnerability without a name"_s : finding.ruleId;
    const QString name = text(item, "PkgName", 200);
    const QString version = text(item, "InstalledVersion", 60);
    finding.package = version.isEmpty() ? name : QString(name + u'@' + version);
    finding.file = text(item, "PkgPath", 512);
    if (finding.file.isEmpty())
        finding.file = target;
    if (const QString fixed = text(item, "FixedVersion", 100); !fixed.isEmpty())
        finding.fix = u"Update %1 to %2."_s.arg(name, fixed);
    return gathered.add(EvidenceKind::Vulnerabilities, std::move(finding));
}

Status takeSecret(Element item, const QString &target, Gathered &gathered)
{
    Finding finding;
    finding.ruleId = text(item, "RuleID", 100);
    finding.severity = severityOfWord(text(item, "Severity", 20));
    finding.verdict = verdictFor(finding.severity);
    finding.title = text(item, "Title");
    if (finding.title.isEmpty())
        finding.title = finding.ruleId;
    finding.file = target;
    finding.line = lineNumber(member(item, "StartLine"));
    finding.fix = u"Its owner must revoke it, and publish again without it."_s;
    return gathered.add(EvidenceKind::Secrets, std::move(finding));
}

Status takeMisconfiguration(Element item, const QString &target, Gathered &gathered)
{
    if (const QString status = text(item, "Status", 20); !status.isEmpty() && status != u"FAIL"_s)
        return {};
    Finding finding;
    finding.ruleId = text(item, "ID", 100);
    finding.severity = severityOfWord(text(item, "Severity", 20));
    finding.verdict = verdictFor(finding.severity);
    finding.title = text(item, "Title");
    if (finding.title.isEmpty())
        finding.title = finding.ruleId;
    finding.detail = text(item, "Message", 1000);
    finding.file = target;
    finding.line = lineNumber(member(item, {"CauseMetadata", "StartLine"}));
    finding.fix = text(item, "Resolution");
    return gathered.add(EvidenceKind::StaticAnalysis, std::move(finding));
}

Status takeResult(Element result, Gathered &gathered)
{
    const QString target = text(result, "Target", 512);
    if (looksAtPackages(result))
        gathered.expect(EvidenceKind::Vulnerabilities);
    if (text(result, "Class", 40) == u"secret"_s)
        gathered.expect(EvidenceKind::Secrets);
    if (text(result, "Class", 40) == u"config"_s)
        gathered.expect(EvidenceKind::StaticAnalysis);
    using Take = Status (*)(Element, const QString &, Gathered &);
    constexpr std::pair<const char *, Take> lists[] = {{"Vulnerabilities", takeVulnerability},
        {"Secrets", takeSecret}, {"Misconfigurations", takeMisconfiguration}};
    for (const auto &[name, take] : lists) {
        const QList<Element> all = items(result, name);
        for (const Element item : all)
            GATEHOUSE_TRY(take(item, target, gathered));
    }
    return {};
}

} // namespace

Result<Report> readTrivy(Element root, const ReportLimits &limits)
{
    const auto schema = number(member(root, "SchemaVersion"));
    if (!schema || *schema != 2)
        return fail(incomplete(u"SchemaVersion"_s, u"version 2 of Trivy's format is read."_s));
    const auto results = requiredItems(root, "Results", u"report"_s);
    if (!results)
        return fail(results.error());
    Report report;
    report.tool = u"Trivy"_s;
    report.toolVersion = text(member(root, {"Trivy", "Version"}), 60);
    report.ranAt = time(root, "CreatedAt");
    Gathered gathered(limits);
    for (const Element result : *results)
        GATEHOUSE_TRY(takeResult(result, gathered));
    report.parts = gathered.take();
    if (report.parts.isEmpty())
        return fail(incomplete(u"Results"_s, u"Trivy looked at no packages; it proves nothing about vulnerabilities."_s));
    return report;
}

} // namespace gatehouse::reports
