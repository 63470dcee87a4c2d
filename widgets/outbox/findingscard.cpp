// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/findingscard.h"

#include "widgets/common/display/badge.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int mostFindings = 4;
constexpr int nameWidth = 56;

//! "CVE-2025-64756" from the start of a title, which keeps the rest.
QString takeAdvisory(QString &title)
{
    static const QRegularExpression pattern(u"^((?:CVE|GHSA)-[\\w-]+)[:,]?\\s*"_s);
    const QRegularExpressionMatch match = pattern.match(title);
    title = title.mid(match.capturedLength());
    return match.captured(1);
}

} // namespace

FindingsCard::FindingsCard(QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(tr("New since you decided"), IconName::Bug, this))
    , m_source(new TextLabel(TextStyle::Small, ColorRole::Muted))
{
    setObjectName(u"newFindings"_s);
    m_card->setIconRole(ColorRole::Bad);
    m_card->headerLayout()->addWidget(m_source);
    m_card->setBodyPadded(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_card);
    hide();
}

void FindingsCard::setEvidence(const EvidenceSet &evidence, const QDateTime &since, const QDateTime &now)
{
    clear();
    QList<Finding> findings;
    for (const Evidence &check : evidence.items) {
        const bool bad = check.verdict == Verdict::Fail || check.verdict == Verdict::Warn;
        if (!bad || check.ranAt <= since)
            continue;
        if (check.findings.isEmpty())
            findings.append({Severity::Unknown, check.summary, {}, 0});
        std::copy_if(check.findings.begin(), check.findings.end(), std::back_inserter(findings), [](const Finding &f) { return !f.suppressed; });
        m_source->setText(tr("%1, %2").arg(QString(check.tool + u' ' + check.toolVersion).trimmed(), momentText(check.ranAt, now)));
    }
    if (findings.isEmpty())
        return;
    std::stable_sort(findings.begin(), findings.end(), [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    m_list = new QWidget;
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceMd);
    for (const Finding &finding : findings.mid(0, mostFindings))
        column->addWidget(makeFinding(finding));
    if (findings.size() > mostFindings)
        column->addWidget(new TextLabel(tr("and %n more in the evidence", nullptr, int(findings.size()) - mostFindings), TextStyle::Small, ColorRole::Muted));
    column->addStretch(1);
    m_card->bodyLayout()->addWidget(m_list);
    show();
}

void FindingsCard::clear()
{
    delete m_list;
    m_list = nullptr;
    hide();
}

QWidget *FindingsCard::makeFacts(const Finding &finding) const
{
    auto *facts = new FactList;
    facts->setNameWidth(scaled(nameWidth));
    if (!finding.file.isEmpty())
        facts->addFact(tr("Where"), finding.line > 0 ? u"%1:%2"_s.arg(finding.file).arg(finding.line) : finding.file, TextStyle::Code);
    if (!finding.package.isEmpty())
        facts->addFact(tr("Package"), finding.package, TextStyle::Code);
    if (!finding.fix.isEmpty())
        facts->addFact(tr("Fix"), finding.fix);
    return facts;
}

QWidget *FindingsCard::makeFinding(const Finding &finding) const
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceXs);
    QString title = finding.title;
    QString advisory = takeAdvisory(title);
    if (advisory.isEmpty())
        advisory = finding.ruleId;
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::spaceSm);
    if (!advisory.isEmpty())
        head->addWidget(new TextLabel(advisory, TextStyle::CodeStrong));
    if (finding.severity != Severity::Unknown)
        head->addWidget(new Badge(term(finding.severity).badge()));
    head->addStretch(1);
    column->addLayout(head);
    auto *words = new TextLabel(title, TextStyle::Body);
    words->setWordWrap(true);
    column->addWidget(words);
    column->addWidget(makeFacts(finding));
    return box;
}

} // namespace gatehouse
