// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "widgets/common/overlay/dialog.h"

#include <optional>

class QLineEdit;

namespace gatehouse {

class InlineError;
class TextLabel;

//! Asks for the passphrase under which what is kept here is locked: a first one, another one, or
//! none any more. Knows no key: it asks, and is told how it went by done().
class PassphraseDialog final : public Dialog
{
    Q_OBJECT

public:
    enum class Task { Set, Change, Remove };

    explicit PassphraseDialog(Task task, QWidget *parent = nullptr);
    ~PassphraseDialog() override;

    //! Closes without an error, shows it otherwise.
    void done(const std::optional<Error> &error);

Q_SIGNALS:
    //! Either may be empty, by the task. Overwritten when the slots return.
    void submitted(const QByteArray &present, const QByteArray &next);

private:
    QLineEdit *addField(const QString &objectName, const QString &label);
    void showReady();
    void submit();
    QString whyNot() const;

    const Task m_task;
    QLineEdit *m_present = nullptr;
    QLineEdit *m_next = nullptr;
    QLineEdit *m_again = nullptr;
    TextLabel *m_hint;
    InlineError *m_error;
    Button *m_button;
    bool m_busy = false;
};

//! How long \a characters are, in words.
QString passphraseHint(qsizetype characters);

} // namespace gatehouse
