// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/decisionbar.h"

#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/display/wrappedheight.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/timetext.h"
#include "widgets/common/vocabulary.h"

#include <QGridLayout>
#include <QPainter>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Quorum and four-eyes are never left to a tool tip: a long sentence wraps, and the bar grows.
TextLabel *wrappedLabel(TextStyle style, ColorRole role, QWidget *parent)
{
    auto *label = new TextLabel(style, role, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

DecisionBar::DecisionBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(IconName::Info, ColorRole::AccentText, metrics::iconSize, this))
    , m_effect(wrappedLabel(TextStyle::BodyStrong, ColorRole::Text, this))
    , m_missing(wrappedLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_barred(wrappedLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_drafts(wrappedLabel(TextStyle::Small, ColorRole::AccentText, this))
    , m_sendDrafts(new Button(QString(), ButtonVariant::Outline, this))
    , m_reject(new Button(tr("Reject…"), ButtonVariant::Danger, this))
    , m_requestChanges(new Button(tr("Request changes…"), ButtonVariant::Outline, this))
    , m_approve(new Button(tr("Approve…"), ButtonVariant::Accent, this))
    , m_outbox(new Button(tr("Open the Outbox"), ButtonVariant::Outline, this))
    , m_review(new Button(tr("Look back…"), ButtonVariant::Accent, this))
{
    setObjectName(u"decisionBar"_s);
    setAccessibleName(tr("Decision"));
    setSurface(this, Surface::Sunken);
    m_effect->setObjectName(u"decisionEffect"_s);
    m_reject->setObjectName(u"decisionReject"_s);
    m_requestChanges->setObjectName(u"decisionRequestChanges"_s);
    m_approve->setObjectName(u"decisionApprove"_s);
    m_outbox->setObjectName(u"decisionOutbox"_s);
    m_outbox->setIconName(IconName::Send);
    m_outbox->hide();
    m_review->setObjectName(u"decisionReview"_s);
    m_review->setIconName(IconName::Eye);
    m_review->hide();
    m_drafts->setObjectName(u"decisionDrafts"_s);
    m_drafts->hide();
    m_sendDrafts->setObjectName(u"sendDrafts"_s);
    m_sendDrafts->setIconName(IconName::Message);
    m_sendDrafts->hide();
    m_reject->setIconName(IconName::X, ColorRole::Bad);
    m_requestChanges->setIconName(IconName::Undo);
    m_approve->setIconName(IconName::Check);
    m_reject->setKeyCaps({u"A"_s, u"R"_s});
    m_requestChanges->setKeyCaps({u"A"_s, u"C"_s});
    m_approve->setKeyCaps({u"A"_s, u"A"_s});
    auto *words = new QGridLayout;
    words->setHorizontalSpacing(metrics::spaceSm);
    words->setVerticalSpacing(1);
    words->setRowStretch(0, 1);
    words->addWidget(m_icon, 1, 0, Qt::AlignTop);
    words->addWidget(m_effect, 1, 1);
    words->addWidget(m_missing, 2, 1);
    words->addWidget(m_barred, 3, 1);
    words->addWidget(m_drafts, 4, 1);
    words->setRowStretch(5, 1);
    words->setColumnStretch(1, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceSm, metrics::spaceXl, metrics::spaceSm);
    row->setSpacing(metrics::spaceSm);
    row->addLayout(words, 1);
    row->addSpacing(metrics::spaceMd);
    for (Button *button : {m_sendDrafts, m_outbox, m_review, m_reject, m_requestChanges, m_approve}) {
        button->setSize(ButtonSize::Large);
        row->addWidget(button);
    }
    connect(m_reject, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::Reject); });
    connect(m_requestChanges, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::RequestChanges); });
    connect(m_approve, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::Approve); });
    connect(m_outbox, &Button::clicked, this, &DecisionBar::outboxRequested);
    connect(m_review, &Button::clicked, this, &DecisionBar::reviewRequested);
    connect(m_sendDrafts, &Button::clicked, this, &DecisionBar::draftsRequested);
}

void DecisionBar::setRequest(const ApprovalRequest &request, const QString &held)
{
    m_request = request;
    m_held = held;
    showWords();
    showButtons();
}

void DecisionBar::setOffline(bool offline)
{
    m_offline = offline;
    showWords();
    showButtons();
}

void DecisionBar::setWaiting(const QString &sentence)
{
    m_waiting = sentence;
    showWords();
    showButtons();
}

void DecisionBar::setDrafts(int count)
{
    if (m_draftCount == count)
        return;
    m_draftCount = count;
    showWords();
    showButtons();
}

void DecisionBar::showButtons()
{
    const bool waits = !m_waiting.isEmpty();
    const bool owes = requestwords::owesReview(m_request);
    m_outbox->setVisible(waits);
    m_review->setVisible(owes && !waits);
    m_review->setBlockedReason(m_request.actions.allows(u"after_review"_s) ? QString() : m_request.actions.whyNot(u"after_review"_s));
    const auto offer = [&](Button *button, const QString &action, const QString &alsoHeld, const QString &online, const QString &offline) {
        const bool allowed = m_request.actions.allows(action);
        const QString why = m_request.actions.whyNot(action);
        button->setVisible(!waits && !owes);
        button->setText(m_offline ? offline : online);
        button->setBlockedReason(allowed ? alsoHeld : why.isEmpty() ? tr("The portal does not offer this now.") : why);
    };
    //: Offline, each of these is kept in the Outbox: "Keep approval in Outbox…", shortened.
    offer(m_approve, u"approve"_s, m_held, tr("Approve…"), tr("Keep approval…"));
    offer(m_reject, u"reject"_s, {}, tr("Reject…"), tr("Keep rejection…"));
    offer(m_requestChanges, u"request_changes"_s, {}, m_draftCount > 0 ? tr("Request changes with %n comments…", nullptr, m_draftCount) : tr("Request changes…"),
        tr("Keep change request…"));
    m_sendDrafts->setVisible(m_draftCount > 0);
    m_sendDrafts->setText(m_offline ? tr("Keep %n comments in Outbox", nullptr, m_draftCount) : tr("Send %n comments", nullptr, m_draftCount));
    fitHeight();
}

void DecisionBar::showWords()
{
    const bool closed = m_request.queue == "decided"_L1 || !m_request.preview;
    if (!m_waiting.isEmpty()) {
        m_icon->setIcon(IconName::Send, ColorRole::AccentText);
        m_effect->setText(m_waiting);
        m_missing->setText(tr("It counts once the portal has accepted it."));
        m_barred->clear();
    } else if (m_request.afterReview && m_request.afterReview->state != "planned"_L1) {
        showReviewWords();
    } else if (closed) {
        m_icon->setIcon(term(m_request.status).icon, ColorRole::Muted);
        m_effect->setText(term(m_request.status).word);
        m_missing->setText(m_request.queue == "decided"_L1 ? tr("This request is closed.") : tr("Reviewers decide this request; you follow it."));
        m_barred->clear();
    } else {
        const StagePreview &preview = *m_request.preview;
        const QString waits = m_request.waitingOn.isEmpty() ? tr("It is not your turn") : tr("Waiting on %1").arg(m_request.waitingOn);
        m_icon->setIcon(preview.eligible ? IconName::Info : IconName::Hourglass, ColorRole::AccentText);
        m_effect->setText(preview.eligible ? preview.effect : waits);
        m_missing->setText(m_offline && preview.eligible ? tr("Offline: kept in the Outbox until you send it.") : preview.missing);
        m_barred->setText(preview.barred);
        // Another reviewer asked: that keeps nobody else.
        const bool isTheirs = preview.eligible && m_request.queue == "your_turn"_L1;
        if (requestwords::awaitsInformation(m_request) && !isTheirs)
            showInformation(preview);
        else
            showHeld(preview);
    }
    m_barred->setVisible(!m_barred->text().isEmpty());
    m_drafts->setVisible(m_draftCount > 0);
    m_drafts->setText(tr("%n drafts kept on this computer, sent with your decision", nullptr, m_draftCount));
    fitHeight();
}

//! What stands before an approval comes before what the approval would do.
void DecisionBar::showHeld(const StagePreview &preview)
{
    const bool allowed = m_request.actions.allows(u"approve"_s);
    const QString held = allowed ? m_held : m_request.actions.whyNot(u"approve"_s);
    if (!preview.eligible || held.isEmpty())
        return;
    m_icon->setIcon(IconName::TriangleAlert, ColorRole::Warn);
    m_effect->setText(held);
    if (!m_offline)
        m_missing->setText(tr("After that: %1.").arg(preview.effect));
    // The portal says it there, too.
    m_barred->setText(QString(preview.barred).remove(held).trimmed());
}

void DecisionBar::showInformation(const StagePreview &preview)
{
    m_icon->setIcon(IconName::Help, ColorRole::AccentText);
    // Whose turn it is and who may not decide is the requester.
    m_effect->setText(m_request.queue == "your_turn"_L1 ? tr("%n questions wait for your answer", nullptr, m_request.openThreads->questions)
                                                        : requestwords::waitsForInformation(m_request));
    const QString clock = tr("What is due stays due.");
    //: That it stays due, and what one's approval would do all the same.
    m_missing->setText(preview.eligible ? tr("%1 %2.").arg(clock, preview.effect) : clock);
}

void DecisionBar::showReviewWords()
{
    const AfterReview &review = *m_request.afterReview;
    if (review.state == "open"_L1) {
        const QString due = absoluteText(review.dueAt.value_or(QDateTime()));
        m_icon->setIcon(IconName::Eye, ColorRole::Warn);
        m_effect->setText(tr("This emergency change is approved, and owes a look back."));
        m_missing->setText(review.slaState == SlaState::Breached ? tr("It was due %1.").arg(due) : tr("It is due %1.").arg(due));
        m_barred->setText(m_request.actions.whyNot(u"after_review"_s));
        return;
    }
    const bool objected = review.outcome == u"objected"_s;
    const QString who = review.reviewer ? review.reviewer->name : QString();
    m_icon->setIcon(objected ? IconName::TriangleAlert : term(m_request.status).icon, objected ? ColorRole::Warn : ColorRole::Muted);
    m_effect->setText(objected ? tr("%1 objected afterwards.").arg(who) : tr("%1 looked back: it was in order.").arg(who));
    m_missing->setText(review.comment.value_or(QString()));
    m_barred->clear();
}

void DecisionBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void DecisionBar::fitHeight()
{
    int room = width() - metrics::spaceDetailPaddingX - metrics::spaceXl - metrics::spaceMd - m_icon->sizeHint().width() - metrics::spaceSm;
    for (const Button *button : {m_sendDrafts, m_outbox, m_review, m_reject, m_requestChanges, m_approve})
        room -= button->isHidden() ? 0 : button->sizeHint().width() + metrics::spaceSm;
    int needed = 2 * metrics::spaceSm;
    for (TextLabel *label : {m_effect, m_missing, m_barred, m_drafts}) {
        // Fixed, because a layout guesses the height of wrapped words from a width of its own.
        label->setFixedHeight(wrappedHeight(*label, room));
        needed += label->isHidden() ? 0 : label->height() + 1;
    }
    setFixedHeight(std::max(scaled(metrics::decisionBarHeight), needed));
}

void DecisionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.sunken);
    paintHLine(painter, 0, width(), 0, theme.line);
}

} // namespace gatehouse
