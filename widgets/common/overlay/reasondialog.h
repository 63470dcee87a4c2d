// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "widgets/common/overlay/dialog.h"

#include <functional>
#include <optional>

class QPlainTextEdit;

namespace gatehouse {

class InlineError;

//! One sentence and a reason that is needed: withdraw, block, roll back. Sends by itself, closes
//! when the portal took it, and stays open with the portal's words when it did not.
class ReasonDialog final : public Dialog
{
    Q_OBJECT

public:
    using Done = std::function<void(const std::optional<Error> &)>;
    using Send = std::function<void(const QString &reason, QObject *context, Done done)>;

    ReasonDialog(const QString &title, const QString &sentence, const QString &action, Send send, QWidget *parent = nullptr);

    //! Makes a Send of anything that gives a future of a Result for the reason.
    template <typename Ask>
    static Send sending(Ask ask)
    {
        return [ask = std::move(ask)](const QString &reason, QObject *context, Done done) {
            deliver(ask(reason), context, [done](const auto &answer) {
                done(answer ? std::optional<Error>() : std::optional<Error>(answer.error()));
            });
        };
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void submit();

    Send m_submit;
    QPlainTextEdit *m_text;
    InlineError *m_error;
    Button *m_button;
};

} // namespace gatehouse
