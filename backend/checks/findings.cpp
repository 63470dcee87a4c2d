// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/checks/findings.h"

#include "backend/npm/plaintext.h"
#include "core/base/counted.h"

#include <QCryptographicHash>
#include <QHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::checks {

namespace {

constexpr qsizetype LongTitle = 300;
constexpr qsizetype LongDetail = 1000;
constexpr qsizetype LongPath = 512;

constexpr auto MoreRule = "more-findings"_L1;

Finding rest(EvidenceKind kind, const QList<Finding> &dropped)
{
    Finding finding;
    finding.ruleId = QString(MoreRule);
    finding.severity = dropped.first().severity;
    finding.verdict = verdictOf(dropped);
    finding.title = counted(dropped.size(), u"more finding is not listed", u"more findings are not listed");
    finding.id = findingId(kind, finding.ruleId, {}, {}, {});
    return finding;
}

} // namespace

void Findings::add(const Found &found)
{
    Finding finding;
    finding.ruleId = found.rule;
    finding.severity = found.severity;
    finding.verdict = found.verdict;
    finding.title = plainText(found.title, LongTitle);
    finding.detail = plainText(found.detail, LongDetail);
    finding.file = plainText(found.file, LongPath);
    finding.line = found.line;
    finding.package = plainText(found.package, LongTitle);
    finding.fix = plainText(found.fix, LongTitle);
    finding.id = findingId(m_kind, found.rule, found.package, found.file, found.key);
    // The same thing twice in one file: told apart by its order there.
    if (const int times = ++m_repeated[finding.id]; times > 1)
        finding.id = findingId(m_kind, found.rule, found.package, found.file,
            found.key + u'#' + QString::number(times));
    m_list << finding;
}

QString Findings::worst() const
{
    const auto worse = [](const Finding &a, const Finding &b) {
        return std::pair(weightOf(a.verdict), a.severity) < std::pair(weightOf(b.verdict), b.severity);
    };
    const auto found = std::max_element(m_list.begin(), m_list.end(), worse);
    return found == m_list.end() ? QString() : found->title;
}

QList<Finding> Findings::take()
{
    std::stable_sort(m_list.begin(), m_list.end(), [](const Finding &a, const Finding &b) {
        return std::tuple(-weightOf(a.verdict), -int(a.severity), a.file, a.line)
            < std::tuple(-weightOf(b.verdict), -int(b.severity), b.file, b.line);
    });
    if (m_list.size() > Most) {
        const QList<Finding> dropped = m_list.mid(Most - 1);
        m_list.resize(Most - 1);
        m_list << rest(m_kind, dropped);
    }
    return std::move(m_list);
}

FindingId findingId(EvidenceKind kind, const QString &rule, const QString &package,
    const QString &file, const QString &key)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : {toWire(kind), rule, package, file, key}) {
        hash.addData(part.toUtf8());
        hash.addData(QByteArrayView("\0", 1));
    }
    return FindingId(u"fnd_"_s + QString::fromLatin1(hash.result().toHex().left(20)));
}

int weightOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return 0;
    case Verdict::Warn:
        return 1;
    case Verdict::NotRun:
        return 2;
    case Verdict::Error:
        return 3;
    case Verdict::Unknown:
        return 4;
    case Verdict::Fail:
        break;
    }
    return 5;
}

Verdict verdictOf(const QList<Finding> &findings)
{
    Verdict worst = Verdict::Pass;
    for (const Finding &finding : findings) {
        if (!finding.suppressed && weightOf(finding.verdict) > weightOf(worst))
            worst = finding.verdict;
    }
    return worst;
}

bool isSuppressible(EvidenceKind kind, const Finding &finding)
{
    if (kind == EvidenceKind::Integrity && finding.verdict == Verdict::Fail)
        return false;
    return finding.ruleId != "tarball-refused"_L1 && finding.ruleId != MoreRule;
}

} // namespace gatehouse::checks
