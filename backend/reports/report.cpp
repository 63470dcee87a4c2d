// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/report.h"

#include "backend/reports/reportjson.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::reports {

namespace {

ReportFormat formatOf(Element root)
{
    if (text(root, "bomFormat") == u"CycloneDX"_s)
        return ReportFormat::CycloneDx;
    const auto runs = member(root, "runs");
    if (runs && runs->is_array())
        return ReportFormat::Sarif;
    if (member(root, "SchemaVersion") || member(root, "ArtifactName"))
        return ReportFormat::Trivy;
    const auto results = member(root, "results");
    const auto vulnerabilities = member(root, "vulns");
    if ((results && results->is_array()) || (vulnerabilities && vulnerabilities->is_array()))
        return ReportFormat::Osv;
    return ReportFormat::Unknown;
}

Result<Report> readAs(ReportFormat format, Element root, const ReportLimits &limits)
{
    switch (format) {
    case ReportFormat::Sarif:
        return readSarif(root, limits);
    case ReportFormat::CycloneDx:
        return readCycloneDx(root, limits);
    case ReportFormat::Osv:
        return readOsv(root, limits);
    case ReportFormat::Trivy:
        return readTrivy(root, limits);
    case ReportFormat::Unknown:
        break;
    }
    return fail(inputError(u"report_unknown_format"_s,
        u"This is no SARIF, CycloneDX, OSV or Trivy report: none of their marks is at its top."_s));
}

Error malformed(simdjson::error_code code)
{
    const QString why = code == simdjson::DEPTH_ERROR ? u"it is nested too deeply"_s
                                                      : QString::fromLatin1(simdjson::error_message(code));
    return inputError(u"report_malformed"_s, u"The report is not valid JSON: %1."_s.arg(why));
}

} // namespace

Result<Report> readReport(const QByteArray &bytes, const ReportLimits &limits)
{
    if (bytes.size() > limits.bytes) {
        return fail(inputError(u"report_too_large"_s,
            u"The report is larger than %1 bytes."_s.arg(limits.bytes)));
    }
    simdjson::dom::parser parser;
    if (const auto code = parser.allocate(std::max<size_t>(size_t(bytes.size()), 64), size_t(limits.depth)))
        return fail(malformed(code));
    Element root;
    if (const auto code = parser.parse(bytes.constData(), size_t(bytes.size())).get(root))
        return fail(malformed(code));
    if (!root.is_object())
        return fail(inputError(u"report_unknown_format"_s, u"A report is a JSON object; this is none."_s));
    const ReportFormat format = formatOf(root);
    auto report = readAs(format, root, limits);
    if (report)
        report->format = format;
    return report;
}

QJsonObject countFacts(const QList<Finding> &findings)
{
    QJsonObject counts;
    for (const auto &[severity, name] : enumNames<Severity>())
        counts.insert(QLatin1String(name), 0);
    counts.insert(u"unknown"_s, 0);
    for (const Finding &finding : findings) {
        const QString word = toWire(finding.severity);
        if (!finding.suppressed)
            counts.insert(word, counts.value(word).toInt() + 1);
    }
    return counts;
}

} // namespace gatehouse::reports
