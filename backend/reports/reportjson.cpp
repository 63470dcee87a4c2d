// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/reportjson.h"

#include "backend/checks/findings.h"
#include "backend/npm/plaintext.h"
#include "core/base/clock.h"

#include <QHash>

#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::reports {

std::optional<Element> member(Element parent, const char *name)
{
    simdjson::dom::object object;
    Element value;
    if (parent.get_object().get(object) || object[name].get(value))
        return std::nullopt;
    return value;
}

std::optional<Element> member(Element parent, std::initializer_list<const char *> path)
{
    std::optional<Element> value = parent;
    for (const char *name : path) {
        if (!value)
            return std::nullopt;
        value = member(*value, name);
    }
    return value;
}

QString text(std::optional<Element> value, qsizetype most)
{
    std::string_view bytes;
    if (!value || value->get_string().get(bytes))
        return {};
    // A character has at most four bytes: no more of them is looked at than can be shown.
    const auto shown = qsizetype(std::min<size_t>(bytes.size(), size_t(most) * 4 + 4));
    return plainText(QString::fromUtf8(bytes.data(), shown).trimmed(), most);
}

QString text(Element parent, const char *name, qsizetype most)
{
    return text(member(parent, name), most);
}

std::optional<double> number(std::optional<Element> value)
{
    double found = 0;
    if (value && !value->get_double().get(found) && std::isfinite(found))
        return found;
    std::string_view bytes;
    if (!value || value->get_string().get(bytes))
        return std::nullopt;
    bool isNumber = false;
    found = QByteArray(bytes.data(), qsizetype(std::min<size_t>(bytes.size(), 32))).toDouble(&isNumber);
    return isNumber && std::isfinite(found) ? std::optional(found) : std::nullopt;
}

int lineNumber(std::optional<Element> value)
{
    const double line = number(value).value_or(0);
    return line >= 1 && line <= 100'000'000 ? int(line) : 0;
}

QDateTime time(Element parent, const char *name)
{
    return fromRfc3339(text(parent, name, 40));
}

QList<Element> items(Element parent, const char *name)
{
    const auto value = member(parent, name);
    simdjson::dom::array array;
    QList<Element> list;
    if (!value || value->get_array().get(array))
        return list;
    for (const Element item : array)
        list << item;
    return list;
}

Error incomplete(const QString &place, const QString &what)
{
    return inputError(u"report_incomplete"_s, u"%1: %2"_s.arg(place, what));
}

Result<QList<Element>> requiredItems(Element parent, const char *name, const QString &place)
{
    const auto value = member(parent, name);
    if (!value || !value->is_array())
        return fail(incomplete(place + u'.' + QLatin1String(name), u"a list is expected here."_s));
    return items(parent, name);
}

ReportPart &Gathered::partOf(EvidenceKind kind)
{
    for (ReportPart &part : m_parts) {
        if (part.kind == kind)
            return part;
    }
    m_parts << ReportPart{kind, {}};
    return m_parts.last();
}

void Gathered::expect(EvidenceKind kind)
{
    partOf(kind);
}

Status Gathered::add(EvidenceKind kind, Finding finding, const QString &key)
{
    if (++m_count > m_limits.findings) {
        return fail(inputError(u"report_too_many_findings"_s,
            u"The report has more than %1 findings; narrow what it looks at."_s.arg(m_limits.findings)));
    }
    const auto idFor = [&](const QString &with) {
        return checks::findingId(kind, finding.ruleId, finding.package, finding.file, with);
    };
    finding.id = idFor(key);
    if (const int times = ++m_repeated[finding.id]; times > 1)
        finding.id = idFor(key + u'#' + QString::number(times));
    partOf(kind).findings << std::move(finding);
    return {};
}

Verdict verdictFor(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
    case Severity::High:
        return Verdict::Fail;
    case Severity::Medium:
    case Severity::Unknown:
        return Verdict::Warn;
    case Severity::Low:
    case Severity::Info:
        break;
    }
    return Verdict::Pass;
}

Severity severityOfScore(double score)
{
    if (score < 0 || score > 10)
        return Severity::Unknown;
    if (score >= 9)
        return Severity::Critical;
    if (score >= 7)
        return Severity::High;
    if (score >= 4)
        return Severity::Medium;
    return score > 0 ? Severity::Low : Severity::Info;
}

Severity severityOfWord(const QString &word)
{
    static const QHash<QString, Severity> words = {{u"critical"_s, Severity::Critical},
        {u"high"_s, Severity::High}, {u"medium"_s, Severity::Medium},
        {u"moderate"_s, Severity::Medium}, {u"low"_s, Severity::Low}, {u"info"_s, Severity::Info},
        {u"none"_s, Severity::Info}, {u"negligible"_s, Severity::Info}};
    return words.value(word.trimmed().toLower(), Severity::Unknown);
}

} // namespace gatehouse::reports
