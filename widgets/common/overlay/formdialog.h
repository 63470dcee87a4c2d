// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "widgets/common/overlay/dialog.h"

#include <functional>

class QFormLayout;
class QPlainTextEdit;

namespace gatehouse {

class InlineError;
class TextLabel;

//! A dialog that asks for a few values and sends them: it stays open with the server's words when
//! they are refused, and closes when the answer is here. Ctrl+Enter sends.
class FormDialog : public Dialog
{
    Q_OBJECT
public:
    //! \a action is the word on the button that sends; it says what happens.
    FormDialog(const QString &title, const QString &sentence, const QString &action, QWidget *parent = nullptr);

    //! A labelled control; the label is its accessible name.
    void addRow(const QString &label, QWidget *control);
    //! Of a control that addRow() got, with its label.
    void setRowVisible(QWidget *control, bool visible);
    //! A few lines of plain text.
    QPlainTextEdit *addText(const QString &label, const QString &objectName, const QString &placeholder = {});
    //! Keeps the button disabled with \a reason; empty enables it.
    void setBlockedReason(const QString &reason);
    void setSentence(const QString &sentence);

Q_SIGNALS:
    //! The person pressed the button or Ctrl+Enter.
    void submitted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

public:
    //! Waits for \a answer: closes on success or when it is kept in the Outbox, shows the error
    //! otherwise.
    template <typename T>
    void await(const QFuture<Result<T>> &answer)
    {
        setBusy(true);
        deliver(answer, this, [this](const Result<T> &result) {
            setBusy(false);
            if (result)
                accept();
            else if (!acceptKept(result.error()))
                showError(result.error());
        });
    }
    void showError(const Error &error);

private:
    void setBusy(bool busy);
    void submit();

    TextLabel *m_sentence;
    QFormLayout *m_form;
    InlineError *m_error;
    Button *m_button;
    QString m_blocked;
};

} // namespace gatehouse
