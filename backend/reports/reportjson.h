// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/report.h"

#include <simdjson.h>

//! Reading a report's JSON in place, without a tree of ours. A member that is missing or of another
//! type reads as empty; what must be there is asked for by `required…`, which names its place.
namespace gatehouse::reports {

using Element = simdjson::dom::element;

//! Nothing when \a parent is no object or has no such member.
std::optional<Element> member(Element parent, const char *name);
//! The same along a path of names.
std::optional<Element> member(Element parent, std::initializer_list<const char *> path);

//! Plain text of at most \a most characters; empty when there is none.
QString text(Element parent, const char *name, qsizetype most = 300);
QString text(std::optional<Element> value, qsizetype most = 300);
std::optional<double> number(std::optional<Element> value);
//! 0 when it is none, or does not fit.
int lineNumber(std::optional<Element> value);
QDateTime time(Element parent, const char *name);

//! The items of a list; none when there is no such list.
QList<Element> items(Element parent, const char *name);
//! Code "report_incomplete", naming \a place, when it is missing or no list.
[[nodiscard]] Result<QList<Element>> requiredItems(Element parent, const char *name, const QString &place);

Error incomplete(const QString &place, const QString &what);

//! Gathers the findings of a report, up to a limit.
class Gathered final
{
public:
    explicit Gathered(const ReportLimits &limits)
        : m_limits(limits)
    {
    }
    //! Gives the finding its id. Code "report_too_many_findings".
    [[nodiscard]] Status add(EvidenceKind kind, Finding finding, const QString &key = {});
    //! Makes sure that there is a part of \a kind, even without findings.
    void expect(EvidenceKind kind);
    QList<ReportPart> take() { return std::move(m_parts); }

private:
    ReportPart &partOf(EvidenceKind kind);

    const ReportLimits &m_limits;
    QList<ReportPart> m_parts;
    QHash<FindingId, int> m_repeated;
    qsizetype m_count = 0;
};

//! critical and high fail, medium and unknown warn, low and info pass.
Verdict verdictFor(Severity severity);
//! CVSS v3 and v4 bands: from 9 critical, 7 high, 4 medium, above 0 low, 0 info; unknown outside of 0 to 10.
Severity severityOfScore(double score);
//! Words in any case: critical, high, medium or moderate, low, info, none or negligible; anything
//! else is unknown.
Severity severityOfWord(const QString &word);

[[nodiscard]] Result<Report> readSarif(Element root, const ReportLimits &limits);
[[nodiscard]] Result<Report> readCycloneDx(Element root, const ReportLimits &limits);
[[nodiscard]] Result<Report> readOsv(Element root, const ReportLimits &limits);
[[nodiscard]] Result<Report> readTrivy(Element root, const ReportLimits &limits);

} // namespace gatehouse::reports
