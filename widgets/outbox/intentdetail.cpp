// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/outbox/intentdetail.h"

#include "core/base/async.h"
#include "models/outbox/outboxmodel.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/factlist.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/timetext.h"
#include "widgets/outbox/findingscard.h"
#include "widgets/outbox/intentbar.h"
#include "widgets/outbox/intentheader.h"
#include "widgets/outbox/movementtable.h"
#include "widgets/outbox/outboxwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSignalBlocker>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int reasonHeight = 130;
constexpr int endNameWidth = 96;
constexpr int twoCardsWidth = 600;

//! Icon and small words in one line, under what they are about.
QWidget *hintRow(IconName icon, ColorRole role, TextLabel *words)
{
    auto *hint = new QWidget;
    auto *row = new QHBoxLayout(hint);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new IconLabel(icon, role, metrics::iconSmallSize), 0, Qt::AlignTop);
    words->setWordWrap(true);
    row->addWidget(words, 1);
    return hint;
}

} // namespace

IntentDetail::IntentDetail(Sources sources, QWidget *parent)
    : QWidget(parent)
    , m_sources(std::move(sources))
    , m_header(new IntentHeader(this))
    , m_scroll(new QScrollArea(this))
    , m_band(new MessageBar(Tone::Warn, IconName::TriangleAlert))
    , m_table(new MovementTable)
    , m_end(new FactList)
    , m_receipt(new ReceiptCard(m_sources.receipt))
    , m_findings(new FindingsCard)
    , m_reasonNote(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_reason(new QPlainTextEdit)
    , m_kept(new TextLabel(TextStyle::Small, ColorRole::Muted))
    , m_bar(new IntentBar(this))
{
    setObjectName(u"intentDetail"_s);
    setSurface(this, Surface::Pane);
    m_band->setObjectName(u"intentBand"_s);
    m_band->setBoxed(true);
    m_kept->setObjectName(u"intentKept"_s);
    auto *canvas = new QWidget;
    setSurface(canvas, Surface::Pane);
    auto *body = new QVBoxLayout(canvas);
    body->setContentsMargins(metrics::spaceDetailPaddingX, metrics::spaceLg, metrics::spaceDetailPaddingX, metrics::spaceLg);
    body->setSpacing(metrics::spaceLg);
    body->addWidget(m_band);
    m_endCard = makeEndCard();
    body->addWidget(m_endCard);
    body->addWidget(m_receipt);
    body->addWidget(m_table);
    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cards->setSpacing(metrics::spaceLg);
    m_reasonCard = makeReasonCard();
    m_cards->addWidget(m_findings, 1);
    m_cards->addWidget(m_reasonCard, 1);
    body->addLayout(m_cards);
    body->addWidget(hintRow(IconName::History, ColorRole::Muted, m_kept));
    body->addStretch(1);
    m_scroll->setObjectName(u"intentScroll"_s);
    m_scroll->setAccessibleName(tr("Intent"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(canvas);
    setSurface(m_scroll, Surface::Pane);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(new Separator(Qt::Horizontal, this));
    column->addWidget(m_scroll, 1);
    column->addWidget(m_bar);
    setFocusProxy(m_scroll);
}

void IntentDetail::setIntent(const Intent &intent, const QDateTime &now)
{
    const bool another = intent.id != m_intent.id;
    m_intent = intent;
    m_now = now;
    m_header->setIntent(intent, request(), now);
    m_table->setIntent(intent, now);
    m_table->setVisible(!intent.relied.isEmpty());
    m_bar->setIntent(intent, request());
    showBand();
    showEnd();
    showReceipt();
    showReason(another);
    showKept();
    readEvidence();
}

void IntentDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_cards->setDirection(width() < scaled(twoCardsWidth) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QString IntentDetail::reason() const
{
    return m_reason->toPlainText();
}

const ApprovalRequest *IntentDetail::request() const
{
    return m_sources.request && m_intent.topic == "requests"_L1 ? m_sources.request(m_intent.objectId) : nullptr;
}

void IntentDetail::showBand()
{
    const int moved = m_table->model().movedCount();
    const bool decision = m_intent.kind == IntentKind::Decision;
    m_band->setVisible(m_intent.state == IntentState::NeedsAnotherLook || m_intent.state == IntentState::Refused
        || m_intent.state == IntentState::Expired);
    if (outboxwords::isClosed(m_intent)) {
        m_band->setTone(Tone::Neutral, IconName::CircleSlash);
        m_band->setMessage(tr("It closed before this was sent."), decision ? tr("Your decision has not counted.") : tr("Nothing was changed."));
        return;
    }
    if (m_intent.state == IntentState::Refused) {
        m_band->setTone(Tone::Bad, IconName::CircleX);
        m_band->setMessage(tr("The portal refused it."), decision ? tr("Your decision has not counted.") : tr("Nothing was changed."));
        return;
    }
    m_band->setTone(Tone::Warn, IconName::TriangleAlert);
    if (m_intent.state == IntentState::Expired) {
        m_band->setMessage(tr("It waited too long."), decision ? tr("Your intent has not counted. Look at it, then decide again.")
                                                              : tr("Nothing was sent. Your words are kept."));
        return;
    }
    const QString when = m_intent.composedOffline ? tr("%1 moved while you were offline.") : tr("%1 moved since you wrote it.");
    const QString lead = moved > 0 ? when.arg(outboxwords::things(moved)) : tr("It is not known whether the portal did this.");
    if (!decision)
        m_band->setMessage(lead, tr("It has not been sent. Look first, then write it again."));
    else if (moved == 2)
        m_band->setMessage(lead, tr("Your intent has not counted. Look at both, then decide again."));
    else
        m_band->setMessage(lead, tr("Your intent has not counted. Look at it, then decide again."));
}

Card *IntentDetail::makeEndCard()
{
    auto *card = new Card(QString(), IconName::Receipt);
    card->setObjectName(u"intentEnd"_s);
    card->setBodyPadded(true);
    m_end->setWrapping(true);
    m_end->setNameWidth(scaled(endNameWidth));
    card->bodyLayout()->addWidget(m_end);
    auto *copy = new Button(IconName::Copy, tr("Copy the correlation id"));
    copy->setObjectName(u"intentCopyCorrelation"_s);
    copy->setSize(ButtonSize::Small);
    card->headerLayout()->addWidget(copy);
    connect(copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_intent.correlationId); });
    return card;
}

void IntentDetail::showEnd()
{
    const bool sent = m_intent.state == IntentState::Accepted;
    m_endCard->setVisible(sent || m_intent.state == IntentState::Refused);
    if (m_endCard->isHidden())
        return;
    m_endCard->setTitle(sent ? tr("Receipt") : tr("What the portal said"));
    m_endCard->findChild<Button *>(u"intentCopyCorrelation"_s)->setVisible(!m_intent.correlationId.isEmpty());
    m_end->clear();
    const auto fact = [this](const QString &name, const QString &value, TextStyle style = TextStyle::Body) {
        if (!value.isEmpty())
            m_end->addFact(name, value, style)->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    };
    if (sent) {
        fact(tr("Sent"), tr("%1, %2").arg(outboxwords::title(m_intent), m_intent.effect.isEmpty() ? m_intent.subject : m_intent.effect));
        fact(tr("When"), m_intent.endedAt ? absoluteText(*m_intent.endedAt) : QString());
        fact(tr("Receipt"), m_intent.receipt, TextStyle::Code);
    } else {
        fact(tr("Answer"), m_intent.errorMessage);
        fact(tr("Code"), m_intent.httpStatus > 0 ? u"%1, %2"_s.arg(m_intent.errorCode).arg(m_intent.httpStatus) : m_intent.errorCode, TextStyle::Code);
        fact(tr("Next"), outboxwords::isClosed(m_intent) ? tr("There is nothing left to decide here. Your words are below, to copy.")
                : m_intent.kind == IntentKind::Decision  ? tr("Open the request and look at it as it is now. You can decide again from here.")
                                                         : tr("Open it and look at it as it is now. Your words are below, to copy."));
    }
    fact(tr("Correlation"), m_intent.correlationId, TextStyle::Code);
}

//! Of a decision that the portal took; read once for each that is shown.
void IntentDetail::showReceipt()
{
    const bool has = m_intent.kind == IntentKind::Decision && m_intent.state == IntentState::Accepted;
    const DecisionId wanted(has ? m_intent.receipt : QString());
    if (wanted == m_receiptOf)
        return;
    m_receiptOf = wanted;
    m_receipt->showDecision(wanted);
}

Card *IntentDetail::makeReasonCard()
{
    auto *card = new Card(QString(), IconName::Message);
    card->setObjectName(u"intentReasonCard"_s);
    card->setBodyPadded(true);
    auto *copy = new Button(IconName::Copy, tr("Copy the text"));
    copy->setObjectName(u"intentCopyReason"_s);
    copy->setSize(ButtonSize::Small);
    card->headerLayout()->addWidget(m_reasonNote);
    card->headerLayout()->addWidget(copy);
    m_reason->setObjectName(u"intentReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(scaled(reasonHeight));
    m_hint = hintRow(IconName::Info, ColorRole::AccentText,
        new TextLabel(tr("These words go along when you decide again. Change them here first, if you want."), TextStyle::Small, ColorRole::Muted));
    card->bodyLayout()->setSpacing(metrics::spaceSm);
    card->bodyLayout()->addWidget(m_reason);
    card->bodyLayout()->addWidget(m_hint);
    card->bodyLayout()->addStretch(1);
    connect(copy, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(reason()); });
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this] {
        m_reasons.insert(m_intent.id.text(), reason());
        m_reasonNote->setText(reason() == m_intent.reason ? tr("kept") : tr("changed here"));
        if (m_sources.keepReason)
            m_sources.keepReason(m_intent, reason());
    });
    return card;
}

void IntentDetail::showReason(bool another)
{
    const bool comment = m_intent.kind == IntentKind::Comment;
    const bool changeable = outboxwords::canBeDecidedAgain(m_intent);
    m_reasonCard->setVisible(changeable || !m_intent.reason.isEmpty());
    m_reasonCard->setTitle(comment ? tr("Your comment, as you wrote it") : tr("Your reason, as you wrote it"));
    m_reason->setAccessibleName(comment ? tr("Your comment, as you wrote it") : tr("Your reason, as you wrote it"));
    m_reason->setReadOnly(!changeable);
    m_hint->setVisible(changeable);
    if (!another)
        return;
    QString text = m_reasons.value(m_intent.id.text());
    if (text.isEmpty() && m_sources.keptReason)
        text = m_sources.keptReason(m_intent);
    const QSignalBlocker quiet(m_reason);
    m_reason->setPlainText(text.isEmpty() || !changeable ? m_intent.reason : text);
    m_reasonNote->setText(reason() == m_intent.reason ? tr("kept") : tr("changed here"));
}

void IntentDetail::showKept()
{
    const bool over = OutboxModel::groupOf(m_intent, {}) >= OutboxModel::ClosedWithoutSending;
    const QString at = clockText(m_intent.composedAt);
    const QString noun = m_intent.kind == IntentKind::Decision ? tr("Intent") : m_intent.kind == IntentKind::Comment ? tr("Comment") : tr("Change");
    if (over || !m_intent.expiresAt.isValid())
        //: "Intent" or "Comment", then when it was written.
        m_kept->setText(tr("%1 written %2, %3 on this computer. Only you can read it. %4").arg(noun, outboxwords::dayAndTime(m_intent.composedAt, m_now).section(u' ', 0, -2), at, outboxwords::leaving(m_intent, m_now)));
    else
        //: "Intent" or "Comment", then when it was kept and when it expires.
        m_kept->setText(tr("%1 kept %2 on this computer, expires %3. Only you can read it.").arg(noun, at, outboxwords::dayAndTime(m_intent.expiresAt, m_now)));
}

void IntentDetail::readEvidence()
{
    const ApprovalRequest *about = request();
    const bool wanted = m_sources.evidence && about && !about->versionId.isEmpty() && m_intent.state == IntentState::NeedsAnotherLook;
    if (!wanted) {
        m_reads.supersede();
        m_read = {};
        m_findings->clear();
        return;
    }
    if (m_read == m_intent.id && m_readRevision == about->evidenceRevision)
        return;
    m_read = m_intent.id;
    m_readRevision = about->evidenceRevision;
    m_findings->clear();
    deliver(m_sources.evidence(about->versionId), this, m_reads.only([this](const Result<EvidenceSet> &evidence) {
        // Without an answer the table still says that the evidence moved; the request shows it whole.
        if (evidence)
            m_findings->setEvidence(*evidence, m_intent.composedAt, m_now);
    }));
}

} // namespace gatehouse
