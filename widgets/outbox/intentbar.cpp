// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/intentbar.h"

#include "models/outbox/outboxmodel.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/textstyle.h"
#include "widgets/outbox/outboxwords.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int barHeight = 64;

Button *largeButton(const char *objectName, const QString &text, IconName icon, ButtonVariant variant, QWidget *parent)
{
    auto *button = new Button(text, variant, parent);
    button->setObjectName(QLatin1StringView(objectName));
    button->setIconName(icon);
    button->setSize(ButtonSize::Large);
    return button;
}

Outcome outcomeOf(const Intent &intent)
{
    return fromWire<Outcome>(intent.verbWord);
}

//! The name of an outcome among the actions of a request.
QString actionOf(Outcome outcome)
{
    return toWire(outcome);
}

} // namespace

IntentBar::IntentBar(QWidget *parent)
    : QWidget(parent)
    , m_discard(largeButton("intentDiscard", QString(), IconName::Trash, ButtonVariant::Danger, this))
    , m_receipts(largeButton("intentReceipts", tr("Remove all receipts"), IconName::None, ButtonVariant::Quiet, this))
    , m_open(largeButton("intentOpen", QString(), IconName::None, ButtonVariant::Outline, this))
    , m_send(largeButton("intentSend", tr("Send…"), IconName::Send, ButtonVariant::Outline, this))
    , m_instead(largeButton("intentInstead", QString(), IconName::Undo, ButtonVariant::Outline, this))
    , m_again(largeButton("intentAgain", QString(), IconName::Check, ButtonVariant::Outline, this))
{
    setObjectName(u"intentBar"_s);
    setAccessibleName(tr("What can be done with it"));
    setSurface(this, Surface::Sunken);
    m_discard->setFlat(true);
    m_open->setKeyCaps({u"O"_s});
    m_first = new QHBoxLayout;
    m_first->addWidget(m_discard);
    m_first->addWidget(m_receipts);
    m_first->addStretch(1);
    m_first->addWidget(m_open);
    m_first->addWidget(m_send);
    m_decisions = new QHBoxLayout;
    m_decisions->addWidget(m_instead);
    m_decisions->addWidget(m_again);
    m_lines = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_lines->setContentsMargins(metrics::spaceMd, metrics::spaceSm, metrics::spaceXl, metrics::spaceSm);
    m_lines->addLayout(m_first, 1);
    m_lines->addLayout(m_decisions);
    for (QBoxLayout *line : std::initializer_list<QBoxLayout *> {m_first, m_decisions, m_lines})
        line->setSpacing(metrics::spaceSm);
    connect(m_discard, &QAbstractButton::clicked, this, &IntentBar::discardRequested);
    connect(m_receipts, &QAbstractButton::clicked, this, &IntentBar::removeReceiptsRequested);
    connect(m_open, &QAbstractButton::clicked, this, &IntentBar::openRequested);
    connect(m_send, &QAbstractButton::clicked, this, &IntentBar::sendRequested);
    connect(m_instead, &QAbstractButton::clicked, this, [this] { Q_EMIT decisionRequested(m_insteadOutcome); });
    connect(m_again, &QAbstractButton::clicked, this, [this] { Q_EMIT decisionRequested(m_againOutcome); });
}

QString IntentBar::whyNotDiscarded(const Intent &intent)
{
    return intent.state == IntentState::Sending ? tr("It is being sent: the portal has not answered yet.") : QString();
}

void IntentBar::setIntent(const Intent &intent, const ApprovalRequest *request)
{
    const bool over = OutboxModel::groupOf(intent, {}) >= OutboxModel::ClosedWithoutSending;
    m_discard->setVariant(over ? ButtonVariant::Quiet : ButtonVariant::Danger);
    m_discard->setIconName(over ? IconName::X : IconName::Trash);
    m_discard->setText(over ? tr("Remove from the list") : tr("Discard intent…"));
    m_discard->setBlockedReason(whyNotDiscarded(intent));
    m_receipts->setVisible(intent.state == IntentState::Accepted);
    if (intent.topic == "configs"_L1)
        m_open->setText(tr("Open configuration"));
    else if (intent.topic == "plugins"_L1)
        m_open->setText(tr("Open plugin"));
    else
        m_open->setText(intent.topic == "operations"_L1 ? tr("Open operation") : tr("Open request"));
    // Evidence is seen with the requests that need it: there is no page of its own to open.
    const bool hasPage = intent.topic != "versions"_L1 && intent.topic != "suppressions"_L1;
    m_open->setVisible(hasPage && !intent.objectId.isEmpty());
    m_send->setVisible(OutboxModel::groupOf(intent, {}) == OutboxModel::ReadyToSend);
    offerDecisions(intent, request);
    fit();
}

void IntentBar::fit()
{
    const int room = width() - metrics::spaceMd - metrics::spaceXl;
    const bool one = m_first->sizeHint().width() + m_decisions->sizeHint().width() + metrics::spaceSm <= room;
    m_lines->setDirection(one ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_lines->setAlignment(m_decisions, one ? Qt::Alignment() : Qt::AlignRight);
    const bool two = !one && !m_instead->isHidden();
    setFixedHeight(two ? scaled(barHeight) + m_again->sizeHint().height() + metrics::spaceSm : scaled(barHeight));
}

void IntentBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void IntentBar::offerDecisions(const Intent &intent, const ApprovalRequest *request)
{
    const bool offered = outboxwords::canBeDecidedAgain(intent);
    m_instead->setVisible(offered);
    m_again->setVisible(offered);
    if (!offered)
        return;
    m_againOutcome = outcomeOf(intent);
    const bool approves = m_againOutcome == Outcome::Approve || m_againOutcome == Outcome::ApproveWithConditions;
    m_insteadOutcome = approves ? Outcome::RequestChanges : Outcome::Approve;
    m_instead->setText(approves ? tr("Request changes instead…") : tr("Approve instead…"));
    m_instead->setIconName(approves ? IconName::Undo : IconName::Check);
    m_again->setIconName(approves ? IconName::Check : m_againOutcome == Outcome::Reject ? IconName::X : IconName::Undo);
    m_again->setText(approves ? tr("Approve again…") : m_againOutcome == Outcome::Reject ? tr("Reject again…") : tr("Request changes again…"));
    const auto offer = [&](Button *button, Outcome outcome) {
        const QString action = actionOf(outcome);
        QString why;
        if (!request)
            why = tr("This request is not on this computer. Open it first.");
        else if (!request->actions.allows(action))
            why = request->actions.whyNot(action).isEmpty() ? tr("The portal does not offer this now.") : request->actions.whyNot(action);
        button->setBlockedReason(why);
    };
    offer(m_instead, m_insteadOutcome);
    offer(m_again, m_againOutcome);
}

void IntentBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.sunken);
    paintHLine(painter, 0, width(), 0, theme.lineStrong);
}

} // namespace gatehouse
