// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportjson.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

// What osv-scanner prints as JSON, and the answer of an OSV database ({"vulns": […]}).
namespace gatehouse::reports {

namespace {

QStringList texts(Element parent, const char *name)
{
    QStringList list;
    const QList<Element> all = items(parent, name);
    for (const Element item : all)
        list << text(item, 100);
    list.removeAll(QString());
    return list;
}

//! The name that people look for.
QString bestId(QStringList ids)
{
    const auto cve = std::find_if(ids.begin(), ids.end(), [](const QString &id) { return id.startsWith(u"CVE-"_s); });
    return cve != ids.end() ? *cve : ids.value(0);
}

Severity severityOf(Element vulnerability)
{
    return severityOfWord(text(member(vulnerability, {"database_specific", "severity"}), 20));
}

//! "Update lodash to 4.17.21."
QString fixFor(Element vulnerability, const QString &package)
{
    const QList<Element> affected = items(vulnerability, "affected");
    for (const Element entry : affected) {
        if (!package.isEmpty() && text(member(entry, {"package", "name"})) != package)
            continue;
        const QList<Element> ranges = items(entry, "ranges");
        for (const Element range : ranges) {
            const QList<Element> events = items(range, "events");
            for (const Element event : events) {
                if (const QString fixed = text(event, "fixed", 60); !fixed.isEmpty())
                    return package.isEmpty() ? u"Update to %1."_s.arg(fixed) : u"Update %1 to %2."_s.arg(package, fixed);
            }
        }
    }
    return {};
}

Finding findingOf(Element vulnerability, const QString &package, const QString &version)
{
    Finding finding;
    finding.ruleId = bestId(QStringList {text(vulnerability, "id", 100)} + texts(vulnerability, "aliases"));
    finding.severity = severityOf(vulnerability);
    finding.title = text(vulnerability, "summary");
    if (finding.title.isEmpty())
        finding.title = text(vulnerability, "details").section(u'\n', 0, 0);
    if (finding.title.isEmpty())
        finding.title = finding.ruleId.isEmpty() ? u"A vulnerability without a name"_s : finding.ruleId;
    finding.package = version.isEmpty() ? package : QString(package + u'@' + version);
    finding.fix = fixFor(vulnerability, package);
    return finding;
}

//! One vulnerability has several names; groups say which are the same.
class PackageReader final
{
public:
    PackageReader(Element entry, const QString &file, Gathered &gathered)
        : m_name(text(member(entry, {"package", "name"})))
        , m_version(text(member(entry, {"package", "version"}), 60))
        , m_file(file)
        , m_groups(items(entry, "groups"))
        , m_vulnerabilities(items(entry, "vulnerabilities"))
        , m_gathered(gathered)
    {
    }

    Status read()
    {
        QHash<QString, qsizetype> byId;
        for (qsizetype i = 0; i < m_vulnerabilities.size(); ++i)
            byId.insert(text(m_vulnerabilities.at(i), "id", 100), i);
        QSet<QString> told;
        for (const Element group : std::as_const(m_groups)) {
            const QStringList ids = texts(group, "ids");
            const auto known = std::find_if(ids.begin(), ids.end(), [&](const QString &id) { return byId.contains(id); });
            if (known == ids.end())
                continue;
            told.unite(QSet<QString>(ids.begin(), ids.end()));
            Finding finding = findingOf(m_vulnerabilities.at(byId.value(*known)), m_name, m_version);
            finding.ruleId = bestId(ids + texts(group, "aliases"));
            if (const auto score = number(member(group, "max_severity")))
                finding.severity = std::max(finding.severity, severityOfScore(*score));
            GATEHOUSE_TRY(add(finding));
        }
        for (const Element vulnerability : std::as_const(m_vulnerabilities)) {
            if (!told.contains(text(vulnerability, "id", 100)))
                GATEHOUSE_TRY(add(findingOf(vulnerability, m_name, m_version)));
        }
        return {};
    }

private:
    Status add(Finding finding)
    {
        finding.verdict = verdictFor(finding.severity);
        finding.file = m_file;
        return m_gathered.add(EvidenceKind::Vulnerabilities, std::move(finding));
    }

    QString m_name;
    QString m_version;
    QString m_file;
    QList<Element> m_groups;
    QList<Element> m_vulnerabilities;
    Gathered &m_gathered;
};

Status readScanner(const QList<Element> &results, Gathered &gathered)
{
    for (qsizetype i = 0; i < results.size(); ++i) {
        const auto packages = requiredItems(results.at(i), "packages", u"results[%1]"_s.arg(i));
        if (!packages)
            return fail(packages.error());
        const QString file = text(member(results.at(i), {"source", "path"}), 512).section(u'/', -1);
        for (const Element entry : *packages)
            GATEHOUSE_TRY(PackageReader(entry, file, gathered).read());
    }
    return {};
}

//! Other tools print {"results": []}, too: only what has nothing else in it is osv-scanner's.
bool isScannerOutput(Element root)
{
    simdjson::dom::object object;
    if (root.get_object().get(object))
        return false;
    for (const auto &field : object) {
        const bool isKnown = field.key == "results" || field.key == "license_summary" || field.key == "image_metadata";
        if (!isKnown && !field.key.starts_with("experimental_"))
            return false;
    }
    return true;
}

} // namespace

Result<Report> readOsv(Element root, const ReportLimits &limits)
{
    Report report;
    Gathered gathered(limits);
    gathered.expect(EvidenceKind::Vulnerabilities);
    const QList<Element> results = items(root, "results");
    const QList<Element> vulnerabilities = items(root, "vulns");
    if (member(root, "results") && results.isEmpty() && !isScannerOutput(root)) {
        return fail(inputError(u"report_unknown_format"_s,
            u"This is no SARIF, CycloneDX, OSV or Trivy report: an empty list of results with other members is none of osv-scanner."_s));
    }
    GATEHOUSE_TRY(readScanner(results, gathered));
    for (const Element vulnerability : vulnerabilities) {
        const QList<Element> affected = items(vulnerability, "affected");
        const QString package = affected.isEmpty() ? QString() : text(member(affected.first(), {"package", "name"}));
        Finding finding = findingOf(vulnerability, package, {});
        finding.verdict = verdictFor(finding.severity);
        GATEHOUSE_TRY(gathered.add(EvidenceKind::Vulnerabilities, std::move(finding)));
    }
    report.parts = gathered.take();
    return report;
}

} // namespace gatehouse::reports
