// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/overlay/reasondialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ReasonDialog::ReasonDialog(const QString &title, const QString &sentence, const QString &action, Send send, QWidget *parent)
    : Dialog(title, parent)
    , m_submit(std::move(send))
    , m_text(new QPlainTextEdit(this))
    , m_error(new InlineError(this))
    , m_button(new Button(action, ButtonVariant::Accent, this))
{
    setObjectName(u"reasonDialog"_s);
    m_text->setObjectName(u"reasonText"_s);
    m_text->setAccessibleName(tr("Reason"));
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(scaled(96));
    m_text->installEventFilter(this);
    m_button->setObjectName(u"reasonSend"_s);
    auto *words = new TextLabel(sentence, TextStyle::Body, ColorRole::Text, this);
    words->setWordWrap(true);
    bodyLayout()->addWidget(words);
    bodyLayout()->addWidget(m_text);
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addStretch(1);
    addCancelButton();
    addSendButton(m_button);
    setFocusProxy(m_text);
    setMinimumWidth(scaled(480));
    m_button->setBlockedReason(tr("A reason is needed."));
    connect(m_button, &Button::clicked, this, &ReasonDialog::submit);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_button->setBlockedReason(m_text->toPlainText().trimmed().isEmpty() ? tr("A reason is needed.") : QString());
    });
}

bool ReasonDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return && key->modifiers().testFlag(Qt::ControlModifier)) {
            submit();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

void ReasonDialog::submit()
{
    if (!m_button->isEnabled())
        return;
    m_error->clear();
    m_button->setBlockedReason(tr("Sending…"));
    m_submit(m_text->toPlainText().trimmed(), this, [this](const std::optional<Error> &error) {
        m_button->setBlockedReason({});
        if (!error) {
            accept();
            return;
        }
        if (acceptKept(*error))
            return;
        m_error->setError(*error);
        adjustSize();
    });
}

} // namespace gatehouse
