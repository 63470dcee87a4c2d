// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/overlay/formdialog.h"

#include "widgets/common/controls/button.h"
#include "widgets/common/display/textlabel.h"
#include "widgets/common/states/states.h"

#include <QFormLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

FormDialog::FormDialog(const QString &title, const QString &sentence, const QString &action, QWidget *parent)
    : Dialog(title, parent)
    , m_sentence(new TextLabel(sentence, TextStyle::Body, ColorRole::Muted))
    , m_form(new QFormLayout)
    , m_error(new InlineError)
    , m_button(nullptr)
{
    m_sentence->setWordWrap(true);
    m_sentence->setVisible(!sentence.isEmpty());
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setHorizontalSpacing(metrics::spaceLg);
    m_form->setVerticalSpacing(metrics::spaceMd);
    m_form->setLabelAlignment(Qt::AlignLeft);
    bodyLayout()->setSpacing(metrics::spaceMd);
    bodyLayout()->addWidget(m_sentence);
    bodyLayout()->addLayout(m_form);
    bodyLayout()->addWidget(m_error);
    bodyLayout()->addStretch(1);
    addCancelButton();
    m_button = addSendButton(new Button(action, ButtonVariant::Accent));
    m_button->setObjectName(u"formSubmit"_s);
    m_button->setKeyCaps({tr("Ctrl ↵", "key cap")});
    connect(m_button, &QAbstractButton::clicked, this, &FormDialog::submit);
    installEventFilter(this);
}

void FormDialog::addRow(const QString &label, QWidget *control)
{
    auto *words = new TextLabel(label, TextStyle::Body, ColorRole::Muted);
    words->setBuddy(control);
    control->setAccessibleName(label);
    control->installEventFilter(this);
    m_form->addRow(words, control);
    if (!focusProxy())
        setFocusProxy(control);
}

void FormDialog::setRowVisible(QWidget *control, bool visible)
{
    m_form->setRowVisible(control, visible);
}

QPlainTextEdit *FormDialog::addText(const QString &label, const QString &objectName, const QString &placeholder)
{
    auto *edit = new QPlainTextEdit;
    edit->setObjectName(objectName);
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(scaled(68));
    addRow(label, edit);
    return edit;
}

void FormDialog::setBlockedReason(const QString &reason)
{
    m_blocked = reason;
    m_button->setBlockedReason(reason);
}

void FormDialog::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void FormDialog::setBusy(bool busy)
{
    m_button->setBlockedReason(busy ? tr("Being sent…") : m_blocked);
}

void FormDialog::showError(const Error &error)
{
    m_error->setError(error);
}

void FormDialog::submit()
{
    if (!m_button->isEnabled())
        return;
    m_error->clear();
    Q_EMIT submitted();
}

bool FormDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() & Qt::ControlModifier) {
            submit();
            return true;
        }
    }
    return Dialog::eventFilter(watched, event);
}

} // namespace gatehouse
