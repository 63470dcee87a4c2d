// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/config/configdialogs.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/card.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"
#include "widgets/review/diffview.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr QSize plainSize {520, 300};
constexpr QSize diffSize {860, 640};
constexpr int reasonHeight = 64;

QWidget *makeDiff(const FileDiff &diff)
{
    auto *frame = new Card;
    auto *view = new DiffView;
    view->setObjectName(u"configDiff"_s);
    view->setDiff(diff);
    frame->bodyLayout()->addWidget(view);
    return frame;
}

TextLabel *makeSentence(const QString &text)
{
    auto *label = new TextLabel(text, TextStyle::Body, ColorRole::Muted);
    label->setWordWrap(true);
    return label;
}

} // namespace

ConfigChangeDialog::ConfigChangeDialog(const Words &words, QWidget *parent)
    : Dialog(words.title, parent)
    , m_reason(new QPlainTextEdit)
    , m_error(new InlineError)
    , m_button(new Button(words.action, ButtonVariant::Accent))
{
    setObjectName(u"configChangeDialog"_s);
    setPreferredSize(plainSize);
    m_reason->setObjectName(u"configReason"_s);
    m_reason->setAccessibleName(words.reason);
    m_reason->setPlaceholderText(words.reason);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(reasonHeight);
    m_reason->installEventFilter(this);
    m_button->setObjectName(u"configConfirm"_s);
    m_button->setKeyCaps({tr("Ctrl ↵")});
    bodyLayout()->addWidget(makeSentence(words.sentence));
    bodyLayout()->addWidget(m_reason);
    bodyLayout()->addWidget(m_error);
    addCancelButton();
    addSendButton(m_button);
    connect(m_button, &QAbstractButton::clicked, this, &ConfigChangeDialog::submit);
    connect(m_error, &InlineError::retryRequested, this, &ConfigChangeDialog::submit);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &ConfigChangeDialog::showReady);
    connect(this, &Dialog::accepted, this, &QObject::deleteLater);
    connect(this, &Dialog::rejected, this, &QObject::deleteLater);
    setFocusProxy(m_reason);
    showReady();
}

void ConfigChangeDialog::setDiff(const FileDiff &diff)
{
    setPreferredSize(diffSize);
    bodyLayout()->insertWidget(1, makeDiff(diff), 1);
}

void ConfigChangeDialog::showReady()
{
    const bool empty = m_reason->toPlainText().trimmed().isEmpty();
    m_button->setBlockedReason(m_sending ? tr("The portal has not answered yet") : empty ? tr("Say why first") : QString());
}

void ConfigChangeDialog::submit()
{
    const QString reason = m_reason->toPlainText().trimmed();
    if (reason.isEmpty() || m_sending)
        return;
    m_sending = true;
    m_error->clear();
    showReady();
    Q_EMIT submitted(reason);
}

void ConfigChangeDialog::done(const std::optional<Error> &error)
{
    m_sending = false;
    if (!error) {
        accept();
        return;
    }
    if (acceptKept(*error))
        return;
    m_error->setError(*error);
    showReady();
}

bool ConfigChangeDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_reason && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers().testFlag(Qt::ControlModifier)) {
            submit();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

ConfigDiffDialog::ConfigDiffDialog(const QString &title, const QString &sentence, const FileDiff &diff, QWidget *parent)
    : Dialog(title, parent)
{
    setObjectName(u"configDiffDialog"_s);
    setPreferredSize(diffSize);
    bodyLayout()->addWidget(makeSentence(sentence));
    if (diff.hunks.isEmpty()) {
        bodyLayout()->addWidget(new TextLabel(tr("Both texts are the same."), TextStyle::Body));
        bodyLayout()->addStretch(1);
    } else {
        bodyLayout()->addWidget(makeDiff(diff), 1);
    }
    auto *close = addCancelButton();
    close->setText(tr("Close"));
    connect(this, &Dialog::accepted, this, &QObject::deleteLater);
    connect(this, &Dialog::rejected, this, &QObject::deleteLater);
}

} // namespace gatehouse
