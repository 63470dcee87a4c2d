// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportjson.h"

#include "core/base/clock.h"

#include <QHash>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

// SARIF 2.1.0 (OASIS). A level is no severity: only `security-severity`, as code scanning services
// use it, is one; without it the severity stays unknown and the level decides the verdict.
namespace gatehouse::reports {

namespace {

struct Rule
{
    QString title;
    QString level;
    std::optional<double> score;
    EvidenceKind kind = EvidenceKind::StaticAnalysis;
};

bool isAdvisory(const QString &id)
{
    static const QRegularExpression shape(u"^(CVE|GHSA|OSV|MAL|SNYK)-"_s, QRegularExpression::CaseInsensitiveOption);
    return shape.match(id).hasMatch();
}

//! Scanners of dependencies; with nothing found their report looks like any other.
bool scansDependencies(const QString &tool)
{
    static const QStringList names = {u"trivy"_s, u"grype"_s, u"osv-scanner"_s, u"snyk open source"_s, u"dependency-check"_s};
    return names.contains(tool.toLower());
}

EvidenceKind kindOf(const QString &id, const QStringList &tags)
{
    if (tags.contains(u"secret"_s))
        return EvidenceKind::Secrets;
    return tags.contains(u"vulnerability"_s) || isAdvisory(id) ? EvidenceKind::Vulnerabilities : EvidenceKind::StaticAnalysis;
}

QStringList tagsOf(Element rule)
{
    QStringList tags;
    if (const auto properties = member(rule, "properties")) {
        const QList<Element> list = items(*properties, "tags");
        for (const Element tag : list)
            tags << text(tag, 60).toLower();
    }
    return tags;
}

Rule readRule(Element element)
{
    Rule rule;
    rule.title = text(member(element, {"shortDescription", "text"}));
    if (rule.title.isEmpty())
        rule.title = text(member(element, {"fullDescription", "text"}));
    rule.level = text(member(element, {"defaultConfiguration", "level"}), 20);
    rule.score = number(member(element, {"properties", "security-severity"}));
    rule.kind = kindOf(text(element, "id"), tagsOf(element));
    return rule;
}

//! "package/dist/index.js" and "file:///scan/package/dist/index.js" are dist/index.js to a reviewer.
QString packagePath(const QString &uri)
{
    QString path = QUrl::fromPercentEncoding(uri.toUtf8());
    if (const qsizetype at = path.lastIndexOf(u"/package/"_s); at >= 0)
        return path.mid(at + 9);
    for (const auto &prefix : {u"./"_s, u"package/"_s}) {
        if (path.startsWith(prefix))
            path.remove(0, prefix.size());
    }
    return path;
}

Verdict verdictOfLevel(const QString &level)
{
    if (level == u"error"_s)
        return Verdict::Fail;
    return level == u"note"_s || level == u"none"_s ? Verdict::Pass : Verdict::Warn;
}

//! One run: one tool over one subject.
class RunReader final
{
public:
    RunReader(Element run, const QString &place, Gathered &gathered)
        : m_run(run)
        , m_place(place)
        , m_gathered(gathered)
    {
    }

    Status read(Report &report)
    {
        const auto driver = member(m_run, {"tool", "driver"});
        const QString tool = driver ? text(*driver, "name", 100) : QString();
        if (tool.isEmpty())
            return fail(incomplete(m_place + u".tool.driver.name", u"the tool must be named."_s));
        if (report.tool.isEmpty()) {
            report.tool = tool;
            report.toolVersion = text(*driver, "semanticVersion", 60);
            if (report.toolVersion.isEmpty())
                report.toolVersion = text(*driver, "version", 60);
        } else if (report.tool != tool) {
            return fail(incomplete(m_place + u".tool.driver.name", u"a report may come from one tool only; attach one for each."_s));
        }
        GATEHOUSE_TRY(readInvocations(report));
        readRules(*driver);
        const auto results = requiredItems(m_run, "results", m_place);
        if (!results)
            return fail(results.error());
        bool anyVulnerability = scansDependencies(tool);
        for (const Rule &rule : std::as_const(m_rules))
            anyVulnerability |= rule.kind == EvidenceKind::Vulnerabilities;
        m_gathered.expect(anyVulnerability ? EvidenceKind::Vulnerabilities : EvidenceKind::StaticAnalysis);
        for (const Element result : *results)
            GATEHOUSE_TRY(take(result));
        return {};
    }

private:
    Status readInvocations(Report &report)
    {
        const QList<Element> invocations = items(m_run, "invocations");
        for (const Element invocation : invocations) {
            bool succeeded = true;
            const auto flag = member(invocation, "executionSuccessful");
            if (flag && !flag->get_bool().get(succeeded) && !succeeded)
                return fail(incomplete(m_place + u".invocations", u"the tool says that its run failed; it proves nothing."_s));
            QDateTime at = time(invocation, "endTimeUtc");
            if (!at.isValid())
                at = time(invocation, "startTimeUtc");
            // The oldest run says how old the report is.
            if (at.isValid() && (!report.ranAt.isValid() || at < report.ranAt))
                report.ranAt = at;
        }
        return {};
    }

    void readRules(Element driver)
    {
        QList<Element> components = {driver};
        if (const auto tool = member(m_run, "tool"))
            components << items(*tool, "extensions");
        for (const Element component : std::as_const(components)) {
            const QList<Element> rules = items(component, "rules");
            for (const Element rule : rules)
                m_rules.insert(text(rule, "id"), readRule(rule));
            if (m_ids.isEmpty()) {
                for (const Element rule : rules)
                    m_ids << text(rule, "id");
            }
        }
    }

    QString ruleIdOf(Element result) const
    {
        QString id = text(result, "ruleId");
        if (id.isEmpty())
            id = text(member(result, {"rule", "id"}));
        if (const auto index = number(member(result, "ruleIndex")); id.isEmpty() && index && *index >= 0)
            id = m_ids.value(qsizetype(*index));
        return id;
    }

    Status take(Element result)
    {
        const QString kind = text(result, "kind", 20);
        if ((!kind.isEmpty() && kind != u"fail"_s) || text(result, "baselineState", 20) == u"absent"_s)
            return {};
        Finding finding;
        finding.ruleId = ruleIdOf(result);
        const Rule rule = m_rules.value(finding.ruleId);
        QString level = text(result, "level", 20);
        if (level.isEmpty())
            level = rule.level;
        const auto ownScore = number(member(result, {"properties", "security-severity"}));
        const auto score = ownScore ? ownScore : rule.score;
        finding.severity = score ? severityOfScore(*score) : Severity::Unknown;
        finding.verdict = finding.severity == Severity::Unknown ? verdictOfLevel(level) : verdictFor(finding.severity);
        const QString message = text(member(result, {"message", "text"}), 1000);
        finding.title = rule.title.isEmpty() ? message.left(300) : rule.title;
        finding.detail = message == finding.title ? QString() : message;
        if (finding.title.isEmpty())
            finding.title = finding.ruleId.isEmpty() ? u"A finding without words"_s : finding.ruleId;
        if (!items(result, "suppressions").isEmpty())
            finding.detail += u" The report itself holds it back; here it counts."_s;
        const QList<Element> locations = items(result, "locations");
        if (!locations.isEmpty()) {
            finding.file = packagePath(text(member(locations.first(), {"physicalLocation", "artifactLocation", "uri"}), 512));
            finding.line = lineNumber(member(locations.first(), {"physicalLocation", "region", "startLine"}));
        }
        const QList<Element> fixes = items(result, "fixes");
        if (!fixes.isEmpty())
            finding.fix = text(member(fixes.first(), {"description", "text"}));
        const EvidenceKind evidence = isAdvisory(finding.ruleId) ? EvidenceKind::Vulnerabilities : rule.kind;
        QString key = text(member(result, {"partialFingerprints", "primaryLocationLineHash"}), 100);
        return m_gathered.add(evidence, finding, key.isEmpty() ? message : key);
    }

    Element m_run;
    QString m_place;
    Gathered &m_gathered;
    QHash<QString, Rule> m_rules;
    QStringList m_ids; //!< Of the driver's rules, for results that name them by index.
};

} // namespace

Result<Report> readSarif(Element root, const ReportLimits &limits)
{
    const QString version = text(root, "version", 20);
    if (!version.startsWith(u"2.1"_s))
        return fail(incomplete(u"version"_s, u"SARIF 2.1.0 is read; this says “%1”."_s.arg(version)));
    const auto runs = requiredItems(root, "runs", u"report"_s);
    if (!runs)
        return fail(runs.error());
    if (runs->isEmpty())
        return fail(incomplete(u"runs"_s, u"there is no run in it; it proves nothing."_s));
    Report report;
    Gathered gathered(limits);
    for (qsizetype i = 0; i < runs->size(); ++i)
        GATEHOUSE_TRY(RunReader(runs->at(i), u"runs[%1]"_s.arg(i), gathered).read(report));
    report.parts = gathered.take();
    return report;
}

} // namespace gatehouse::reports
