// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/findingpanel.h"

#include "widgets/approvals/evidencewords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/vocabulary.h"

#include <QHBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int nameWidth = 92;

} // namespace

FindingPanel::FindingPanel(QWidget *parent)
    : QFrame(parent)
    , m_hint(new TextLabel(tr("Choose a finding to see where it is and what can be done about it."), TextStyle::Small, ColorRole::Muted))
    , m_facts(new FactList)
    , m_actions(new QWidget)
{
    setObjectName(u"findingPanel"_s);
    setAccessibleName(tr("The chosen finding"));
    setSurface(this, Surface::Pane);
    m_hint->setWordWrap(true);
    m_facts->setWrapping(true);
    m_facts->setNameWidth(nameWidth);
    auto *row = new QHBoxLayout(m_actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::spaceSm);
    m_open = addAction(tr("Open in Changes"), u"findingOpen"_s, row);
    m_suppress = addAction(tr("Suppress…"), u"findingSuppress"_s, row);
    m_approve = addAction(tr("Approve suppression…"), u"suppressionApprove"_s, row);
    m_reject = addAction(tr("Reject…"), u"suppressionReject"_s, row);
    m_withdraw = addAction(tr("Withdraw…"), u"suppressionWithdraw"_s, row);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceMd, metrics::spaceMd);
    column->setSpacing(metrics::spaceSm);
    for (QWidget *part : std::initializer_list<QWidget *> {m_hint, m_facts, m_actions})
        column->addWidget(part);
    connect(m_open, &QAbstractButton::clicked, this, [this] { Q_EMIT placeRequested(m_row.finding.file, m_row.finding.line); });
    connect(m_suppress, &QAbstractButton::clicked, this, [this] { Q_EMIT suppressRequested(m_row.finding); });
    const std::pair<Button *, QString> decisions[] = {{m_approve, u"approve"_s}, {m_reject, u"reject"_s}, {m_withdraw, u"withdraw"_s}};
    for (const auto &[button, action] : decisions) {
        connect(button, &QAbstractButton::clicked, this, [this, word = action] {
            if (m_row.suppression)
                Q_EMIT decisionRequested(*m_row.suppression, word);
        });
    }
    clear();
}

void FindingPanel::setFinding(const CheckedFinding &row, bool reachable, const QDateTime &now)
{
    m_row = row;
    m_hint->hide();
    m_facts->show();
    m_actions->show();
    showFacts(now);
    showActions(reachable);
}

void FindingPanel::clear()
{
    m_row = {};
    m_hint->show();
    m_facts->hide();
    m_actions->hide();
}

void FindingPanel::showFacts(const QDateTime &now)
{
    const Finding &finding = m_row.finding;
    const auto fact = [this](const QString &name, const QString &value, TextStyle style = TextStyle::Body) {
        if (!value.isEmpty())
            m_facts->addFact(name, value, style);
    };
    m_facts->clear();
    fact(tr("Finding"), finding.title);
    fact(tr("Severity"), term(finding.severity).word);
    fact(tr("More"), finding.detail);
    fact(tr("Where"), finding.line > 0 ? u"%1:%2"_s.arg(finding.file).arg(finding.line) : finding.file, TextStyle::Code);
    fact(tr("Package"), finding.package, TextStyle::Code);
    fact(tr("Rule"), finding.ruleId, TextStyle::Code);
    fact(tr("What ends it"), finding.fix);
    if (m_row.suppression)
        fact(term(m_row.suppression->state).word, evidencewords::suppression(*m_row.suppression, now));
}

void FindingPanel::showActions(bool reachable)
{
    m_open->setVisible(!m_row.finding.file.isEmpty());
    m_open->setBlockedReason(reachable ? QString() : tr("This file does not differ between the two versions."));
    offer(m_suppress, m_row.finding.actions, u"suppress"_s);
    const Actions decisions = m_row.suppression ? m_row.suppression->actions : Actions();
    offer(m_approve, decisions, u"approve"_s);
    offer(m_reject, decisions, u"reject"_s);
    offer(m_withdraw, decisions, u"withdraw"_s);
}

//! What the server neither allows nor explains does not concern this finding now.
void FindingPanel::offer(Button *button, const Actions &actions, const QString &action)
{
    const QString why = actions.whyNot(action);
    button->setVisible(actions.allows(action) || !why.isEmpty());
    button->setBlockedReason(why);
}

Button *FindingPanel::addAction(const QString &text, const QString &objectName, QHBoxLayout *row)
{
    auto *button = new Button(text, ButtonVariant::Outline);
    button->setObjectName(objectName);
    button->setSize(ButtonSize::Small);
    row->addWidget(button);
    return button;
}

} // namespace gatehouse
