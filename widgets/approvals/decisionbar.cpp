// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/decisionbar.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/paint/primitives.h"
#include "widgets/common/vocabulary.h"

#include <QGridLayout>
#include <QPainter>

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
    , m_reject(new Button(tr("Reject…"), ButtonVariant::Danger, this))
    , m_requestChanges(new Button(tr("Request changes…"), ButtonVariant::Outline, this))
    , m_approve(new Button(tr("Approve…"), ButtonVariant::Accent, this))
{
    setObjectName(u"decisionBar"_s);
    setAccessibleName(tr("Decision"));
    setSurface(this, Surface::Sunken);
    setMinimumHeight(scaled(metrics::decisionBarHeight));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_effect->setObjectName(u"decisionEffect"_s);
    m_reject->setObjectName(u"decisionReject"_s);
    m_requestChanges->setObjectName(u"decisionRequestChanges"_s);
    m_approve->setObjectName(u"decisionApprove"_s);
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
    words->setRowStretch(4, 1);
    words->setColumnStretch(1, 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceSm, metrics::spaceXl, metrics::spaceSm);
    row->setSpacing(metrics::spaceSm);
    row->addLayout(words, 1);
    row->addSpacing(metrics::spaceMd);
    for (Button *button : {m_reject, m_requestChanges, m_approve}) {
        button->setSize(ButtonSize::Large);
        row->addWidget(button);
    }
    connect(m_reject, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::Reject); });
    connect(m_requestChanges, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::RequestChanges); });
    connect(m_approve, &Button::clicked, this, [this] { Q_EMIT decisionRequested(Outcome::Approve); });
}

void DecisionBar::setRequest(const ApprovalRequest &request, const QString &held)
{
    showWords(request);
    const auto offer = [&](Button *button, const QString &action, const QString &alsoHeld) {
        const bool allowed = request.actions.allows(action);
        const QString why = request.actions.whyNot(action);
        button->setBlockedReason(allowed ? alsoHeld : why.isEmpty() ? tr("The portal does not offer this now.") : why);
    };
    offer(m_approve, u"approve"_s, held);
    offer(m_reject, u"reject"_s, {});
    offer(m_requestChanges, u"request_changes"_s, {});
}

void DecisionBar::showWords(const ApprovalRequest &request)
{
    const bool closed = request.queue == "decided"_L1 || !request.preview;
    m_icon->setIcon(closed ? term(request.status).icon : request.preview->eligible ? IconName::Info : IconName::Hourglass,
        closed ? ColorRole::Muted : ColorRole::AccentText);
    if (closed) {
        m_effect->setText(term(request.status).word);
        m_missing->setText(request.queue == "decided"_L1 ? tr("This request is closed.") : tr("Reviewers decide this request; you follow it."));
        m_barred->clear();
    } else {
        const StagePreview &preview = *request.preview;
        const QString waits = request.waitingOn.isEmpty() ? tr("It is not your turn") : tr("Waiting on %1").arg(request.waitingOn);
        m_effect->setText(preview.eligible ? preview.effect : waits);
        m_missing->setText(preview.missing);
        m_barred->setText(preview.barred);
    }
    m_barred->setVisible(!m_barred->text().isEmpty());
}

void DecisionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.sunken);
    paintHLine(painter, 0, width(), 0, theme.line);
}

} // namespace gatehouse
