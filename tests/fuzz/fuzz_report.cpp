// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/findings.h"
#include "backend/reports/report.h"

using namespace gatehouse;

namespace {

// One door for all formats: the first byte puts a format's mark in front, so that each is met.
QByteArray marked(char choice, const QByteArray &rest)
{
    switch (choice % 6) {
    case 0:
        return R"({"version":"2.1.0","runs":)" + rest;
    case 1:
        return R"({"bomFormat":"CycloneDX","vulnerabilities":)" + rest;
    case 2:
        return R"({"SchemaVersion":2,"Results":)" + rest;
    case 3:
        return R"({"results":)" + rest;
    case 4:
        return R"({"vulns":)" + rest;
    default:
        return rest;
    }
}

} // namespace

//! Whatever a report holds: it is refused with words, or every finding has an id, a title and a
//! verdict, and their number is bounded.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const reports::ReportLimits limits {.bytes = 1 << 20, .findings = 50};
    const auto report = reports::readReport(marked(char(data[0]), rest), limits);
    if (!report) {
        if (report.error().message.isEmpty() || report.error().kind != ErrorKind::Input)
            __builtin_trap();
        return 0;
    }
    qsizetype findings = 0;
    for (const reports::ReportPart &part : report->parts) {
        findings += part.findings.size();
        for (const Finding &finding : part.findings) {
            const bool judged = finding.verdict == Verdict::Pass || finding.verdict == Verdict::Warn || finding.verdict == Verdict::Fail;
            if (finding.id.isEmpty() || finding.title.isEmpty() || !judged)
                __builtin_trap();
        }
    }
    if (report->parts.isEmpty() || findings > limits.findings)
        __builtin_trap();
    return 0;
}
