// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/approvals/decisiondialog.h"

#include "core/base/async.h"
#include "core/outbox/reliances.h"
#include "models/approvals/batchguard.h"
#include "widgets/approvals/reasonpicker.h"
#include "widgets/approvals/requestwords.h"
#include "widgets/common/controls/button.h"
#include "widgets/common/display/marks.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/common/vocabulary.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int dialogWidth = 560;
constexpr int reasonHeight = 96;
constexpr int conditionsHeight = 72;

QPlainTextEdit *textField(const QString &name, const QString &accessibleName, const QString &placeholder, int height, QWidget *parent)
{
    auto *field = new QPlainTextEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setPlaceholderText(placeholder);
    field->setTabChangesFocus(true);
    field->setFixedHeight(scaled(height));
    return field;
}

} // namespace

DecisionDialog::DecisionDialog(ApprovalService &approvals, const ApprovalRequest &request, Outcome outcome, QWidget *parent)
    : Dialog(tr("%1 %2 %3").arg(requestwords::decisionTitle(outcome), request.pluginName, requestwords::versionPair(request)), parent)
    , m_approvals(approvals)
    , m_request(request)
    , m_outcome(outcome)
    , m_stage(decidableStage(request))
    , m_cue(new TextLabel(TextStyle::Small, ColorRole::Muted, this))
    , m_error(new InlineError(this))
{
    setObjectName(u"decisionDialog"_s);
    m_reason = textField(u"decisionReason"_s, needsReason() ? tr("Reason") : tr("Comment"),
        needsReason() ? tr("Why? The requester reads this.") : tr("Comment, if you have one. The requester reads this."), reasonHeight, this);
    makeBody();
    auto *hint = new TextLabel(tr("Ctrl+Enter sends"), TextStyle::Small, ColorRole::Faint, this);
    footerLeft()->addWidget(hint);
    addCancelButton();
    m_send = new Button(requestwords::decisionTitle(outcome), outcome == Outcome::Reject ? ButtonVariant::Danger : ButtonVariant::Accent, this);
    m_send->setObjectName(u"decisionSend"_s);
    addSendButton(m_send);
    connect(m_send, &Button::clicked, this, &DecisionDialog::send);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DecisionDialog::updateButton);
    m_reason->installEventFilter(this);
    setFocusProxy(m_reason);
    setMinimumWidth(scaled(dialogWidth));
    updateButton();
}

void DecisionDialog::setCue(const QString &cue)
{
    m_cue->setText(cue);
    m_cue->setVisible(!cue.isEmpty());
}

void DecisionDialog::setReason(const QString &reason)
{
    m_reason->setPlainText(reason);
}

bool DecisionDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            send();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

void DecisionDialog::makeBody()
{
    auto *effect = new QHBoxLayout;
    effect->setSpacing(metrics::spaceSm);
    effect->addWidget(new IconLabel(IconName::Info, ColorRole::AccentText, metrics::iconSize, this), 0, Qt::AlignTop);
    auto *words = new TextLabel(effectSentence(), TextStyle::Body, ColorRole::Text, this);
    words->setObjectName(u"decisionPreview"_s);
    words->setWordWrap(true);
    effect->addWidget(words, 1);
    bodyLayout()->addLayout(effect);
    auto *where = new QHBoxLayout;
    where->setSpacing(metrics::spaceSm);
    where->addWidget(new TextLabel(tr("%1 for %2").arg(m_request.number, environmentName(m_request.environment)), TextStyle::Small, ColorRole::Muted, this));
    where->addStretch(1);
    bodyLayout()->addLayout(where);
    auto *label = new TextLabel(needsReason() ? tr("Reason (required)") : tr("Comment"), TextStyle::SmallStrong, ColorRole::Text, this);
    label->setBuddy(m_reason);
    bodyLayout()->addWidget(label);
    bodyLayout()->addWidget(m_reason);
    m_reasons = new ReasonPicker(*m_reason, this);
    bodyLayout()->addWidget(m_reasons);
    readReasons();
    if (m_outcome == Outcome::Approve)
        makeConditions();
    m_cue->setObjectName(u"decisionCue"_s);
    m_cue->setWordWrap(true);
    m_cue->hide();
    bodyLayout()->addWidget(m_cue);
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addStretch(1);
}

//! Without an answer there are none to choose from; the person writes their own.
void DecisionDialog::readReasons()
{
    deliver(m_approvals.reasonTemplates(m_request), this, [this](const Result<Items<ReasonTemplate>> &answer) {
        if (!answer)
            return;
        QList<ReasonTemplate> fitting = answer->items;
        fitting.removeIf([this](const ReasonTemplate &reason) {
            const bool conditional = m_outcome == Outcome::Approve && reason.outcome == Outcome::ApproveWithConditions;
            return reason.outcome != m_outcome && !conditional;
        });
        m_reasons->setTemplates(fitting);
        adjustSize();
    });
}

void DecisionDialog::makeConditions()
{
    m_withConditions = new QCheckBox(tr("With conditions the requester has to meet"), this);
    m_withConditions->setObjectName(u"decisionWithConditions"_s);
    m_conditions = textField(u"decisionConditions"_s, tr("Conditions, one a line"), tr("One condition a line"), conditionsHeight, this);
    m_conditions->hide();
    m_conditions->installEventFilter(this);
    bodyLayout()->addWidget(m_withConditions);
    bodyLayout()->addWidget(m_conditions);
    connect(m_withConditions, &QCheckBox::toggled, this, [this](bool on) {
        m_conditions->setVisible(on);
        if (on)
            m_conditions->setFocus();
        adjustSize();
        updateButton();
    });
    connect(m_conditions, &QPlainTextEdit::textChanged, this, &DecisionDialog::updateButton);
}

void DecisionDialog::send()
{
    if (m_sending || !m_send->isEnabled())
        return;
    m_sending = true;
    m_error->clear();
    updateButton();
    if (!m_first) {
        decide();
        return;
    }
    deliver(m_first(), this, [this](const Status &sent) {
        if (sent)
            lookAgain();
        else
            onAnswer(fail(sent.error()));
    });
}

void DecisionDialog::sendFirst(const QString &sentence, std::function<QFuture<Status>()> first)
{
    m_first = std::move(first);
    auto *label = new TextLabel(sentence, TextStyle::Small, ColorRole::Muted, this);
    label->setObjectName(u"decisionFirst"_s);
    label->setWordWrap(true);
    bodyLayout()->insertWidget(2, label);
}

//! What was just sent moved the request; nothing else may have.
void DecisionDialog::lookAgain()
{
    deliver(m_approvals.refresh(m_request.id), this, [this](const Result<ApprovalRequest> &now) {
        // Without an answer the decision waits in the Outbox, which looks for itself.
        if (now && relied::on(*now, m_stage) != relied::on(m_request, m_stage)) {
            onAnswer(fail(blockedError(u"changed_meanwhile"_s, tr("It changed after you looked at it. Look again before you go on."))));
            Q_EMIT moved();
            return;
        }
        if (now)
            m_request = *now;
        decide();
    });
}

void DecisionDialog::decide()
{
    deliver(m_approvals.decide(m_request, draft()), this, [this](const Result<ApprovalRequest> &answer) { onAnswer(answer); });
}

void DecisionDialog::onAnswer(const Result<ApprovalRequest> &answer)
{
    m_sending = false;
    updateButton();
    if (answer) {
        Q_EMIT decided(*answer);
        accept();
        return;
    }
    if (acceptKept(answer.error()))
        return;
    m_error->setError(answer.error());
    adjustSize();
    const bool stale = answer.error().httpStatus == 412 || answer.error().httpStatus == 409;
    if (stale)
        Q_EMIT moved();
}

void DecisionDialog::updateButton()
{
    const DecisionDraft now = draft();
    QString why;
    if (m_sending)
        why = tr("Sending…");
    else if (m_stage.isEmpty())
        why = tr("No stage is yours to decide.");
    else if (needsReason() && now.comment.isEmpty())
        why = tr("A reason is needed.");
    else if (now.outcome == Outcome::ApproveWithConditions && now.conditions.isEmpty())
        why = tr("Write at least one condition.");
    setSendText(requestwords::decisionTitle(now.outcome));
    m_send->setBlockedReason(why);
}

bool DecisionDialog::needsReason() const
{
    return m_outcome == Outcome::Reject || m_outcome == Outcome::RequestChanges;
}

Outcome DecisionDialog::outcome() const
{
    return m_withConditions && m_withConditions->isChecked() ? Outcome::ApproveWithConditions : m_outcome;
}

DecisionDraft DecisionDialog::draft() const
{
    DecisionDraft draft;
    draft.stageId = m_stage;
    draft.outcome = outcome();
    draft.comment = m_reason->toPlainText().trimmed();
    if (draft.outcome == Outcome::ApproveWithConditions) {
        const QStringList lines = m_conditions->toPlainText().split(u'\n');
        for (const QString &line : lines) {
            if (!line.trimmed().isEmpty())
                draft.conditions += line.trimmed();
        }
    }
    return draft;
}

QString DecisionDialog::effectSentence() const
{
    switch (m_outcome) {
    case Outcome::Reject:
        return tr("Your rejection closes %1. The requester can submit a new request.").arg(m_request.number);
    case Outcome::RequestChanges:
        return tr("%1 goes back to %2. Votes on what they change no longer count.").arg(m_request.number, m_request.requestedBy.name);
    default:
        break;
    }
    if (!m_request.preview)
        return {};
    return QString(m_request.preview->effect + u". "_s + m_request.preview->missing);
}

} // namespace gatehouse
