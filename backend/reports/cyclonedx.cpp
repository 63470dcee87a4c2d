// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportjson.h"

#include "backend/reports/packageurl.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// CycloneDX 1.4 and later with `vulnerabilities`. What a report says about exploitability (VEX) is
// told, and changes nothing: holding a finding back takes two people here.
namespace gatehouse::reports {

namespace {

constexpr int MaxNesting = 16;

using Components = QHash<QString, QString>; // bom-ref to "name@version"

QString componentName(Element component)
{
    if (const auto package = parsePackageUrl(text(component, "purl", 500)))
        return package->id();
    const QString group = text(component, "group", 100);
    const QString name = text(component, "name", 200);
    const QString version = text(component, "version", 60);
    const QString whole = group.isEmpty() ? name : QString(group + u'/' + name);
    return version.isEmpty() ? whole : QString(whole + u'@' + version);
}

void collect(Element parent, int depth, Components &components)
{
    if (depth > MaxNesting)
        return;
    const QList<Element> list = items(parent, "components");
    for (const Element component : list) {
        if (const QString ref = text(component, "bom-ref", 500); !ref.isEmpty())
            components.insert(ref, componentName(component));
        collect(component, depth + 1, components);
    }
}

Severity severityOf(Element vulnerability)
{
    Severity worst = Severity::Unknown;
    const QList<Element> ratings = items(vulnerability, "ratings");
    for (const Element rating : ratings) {
        Severity severity = severityOfWord(text(rating, "severity", 20));
        const bool isCvss = text(rating, "method", 20).startsWith(u"CVSS"_s);
        if (const auto score = number(member(rating, "score")); severity == Severity::Unknown && isCvss && score)
            severity = severityOfScore(*score);
        worst = std::max(worst, severity);
    }
    return worst;
}

QStringList affectedBy(Element vulnerability, const Components &components)
{
    QStringList packages;
    QSet<QString> known;
    const QList<Element> affects = items(vulnerability, "affects");
    for (const Element affected : affects) {
        const QString ref = text(affected, "ref", 500);
        const auto package = parsePackageUrl(ref);
        const QString name = components.value(ref, package ? package->id() : ref.left(200));
        if (name.isEmpty() || known.contains(name))
            continue;
        known.insert(name);
        packages << name;
    }
    return packages;
}

Status take(Element vulnerability, const Components &components, Gathered &gathered)
{
    Finding finding;
    finding.ruleId = text(vulnerability, "id", 100);
    finding.severity = severityOf(vulnerability);
    finding.verdict = verdictFor(finding.severity);
    finding.title = text(vulnerability, "description").section(u'\n', 0, 0);
    if (finding.title.isEmpty())
        finding.title = finding.ruleId.isEmpty() ? u"A vulnerability without a name"_s : finding.ruleId;
    finding.detail = text(vulnerability, "detail", 1000);
    if (const QString state = text(member(vulnerability, {"analysis", "state"}), 40); !state.isEmpty())
        finding.detail += u" The report calls it %1; here it counts."_s.arg(state);
    finding.fix = text(vulnerability, "recommendation");
    const QStringList packages = affectedBy(vulnerability, components);
    for (const QString &package : packages) {
        finding.package = package;
        GATEHOUSE_TRY(gathered.add(EvidenceKind::Vulnerabilities, finding));
    }
    return packages.isEmpty() ? gathered.add(EvidenceKind::Vulnerabilities, finding) : Status();
}

void readTool(Element root, Report &report)
{
    const auto tools = member(root, {"metadata", "tools"});
    if (!tools)
        return;
    simdjson::dom::array array;
    QList<Element> list;
    if (!tools->get_array().get(array)) {
        for (const Element tool : array)
            list << tool;
    } else {
        list = items(*tools, "components");
    }
    if (list.isEmpty())
        return;
    report.tool = text(list.first(), "name", 100);
    report.toolVersion = text(list.first(), "version", 60);
}

void readSubject(Element root, Report &report)
{
    const auto component = member(root, {"metadata", "component"});
    if (!component)
        return;
    if (const auto package = parsePackageUrl(text(*component, "purl", 500)))
        report.subject = {package->name, package->version, {}};
    const QList<Element> hashes = items(*component, "hashes");
    for (const Element hash : hashes) {
        if (text(hash, "alg", 20) == u"SHA-512"_s)
            report.subject.sha512 = QByteArray::fromHex(text(hash, "content", 200).toLatin1());
    }
}

} // namespace

Result<Report> readCycloneDx(Element root, const ReportLimits &limits)
{
    const auto vulnerabilities = member(root, "vulnerabilities");
    if (!vulnerabilities) {
        return fail(incomplete(u"vulnerabilities"_s,
            u"the document lists components but says nothing about their vulnerabilities; it proves nothing about them."_s));
    }
    const auto list = requiredItems(root, "vulnerabilities", u"report"_s);
    if (!list)
        return fail(list.error());
    Report report;
    readTool(root, report);
    readSubject(root, report);
    if (const auto metadata = member(root, "metadata"))
        report.ranAt = time(*metadata, "timestamp");
    Components components;
    collect(root, 0, components);
    Gathered gathered(limits);
    gathered.expect(EvidenceKind::Vulnerabilities);
    for (const Element vulnerability : *list)
        GATEHOUSE_TRY(take(vulnerability, components, gathered));
    report.parts = gathered.take();
    return report;
}

} // namespace gatehouse::reports
