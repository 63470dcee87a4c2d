// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/contract/versiondiff.h"
#include "widgets/common/overlay/dialog.h"

#include <functional>
#include <optional>

class QPlainTextEdit;

namespace gatehouse {

class InlineError;

//! What is about to happen, the difference it makes, and a reason that is needed: saving,
//! deploying, asking for approval, rolling back. Stays open with the portal's words when it was
//! refused; the owner calls done() with the answer.
class ConfigChangeDialog final : public Dialog
{
    Q_OBJECT
public:
    struct Words
    {
        QString title;
        QString sentence;
        QString reason; //!< What the reason is for: "Why this change".
        QString action;
    };
    explicit ConfigChangeDialog(const Words &words, QWidget *parent = nullptr);

    //! Shows \a diff above the reason.
    void setDiff(const FileDiff &diff);
    //! The answer: closes without an error, shows it otherwise.
    void done(const std::optional<Error> &error);

Q_SIGNALS:
    void submitted(const QString &reason);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();
    void showReady();

    QPlainTextEdit *m_reason;
    InlineError *m_error;
    Button *m_button;
    bool m_sending = false;
};

//! A difference to look at, with at most one thing to do about it.
class ConfigDiffDialog final : public Dialog
{
    Q_OBJECT
public:
    ConfigDiffDialog(const QString &title, const QString &sentence, const FileDiff &diff, QWidget *parent = nullptr);
};

} // namespace gatehouse
