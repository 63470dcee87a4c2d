// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/signin.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse {

class Button;
class InlineError;
class Meter;
class MessageBar;
class TextLabel;

//! The code to type on another device, while it works (RFC 8628). The address is shown whole and
//! held against the issuer's; a page elsewhere is warned of.
class DeviceCodePanel final : public QWidget
{
    Q_OBJECT

public:
    DeviceCodePanel(SignIn &signIn, const Clock &clock, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    class CodeBox;

    void onCode(const DeviceCode &code);
    void onFailed(const Error &error);
    void onStage(SignIn::Stage stage);
    void writeSentences();
    void tick();

    SignIn &m_signIn;
    const Clock &m_clock;
    std::optional<DeviceCode> m_code;
    TextLabel *m_instruction;
    CodeBox *m_box;
    MessageBar *m_warning;
    TextLabel *m_validity;
    Button *m_renew;
    Meter *m_meter;
    TextLabel *m_check;
    InlineError *m_error;
    QTimer m_second;
};

} // namespace gatehouse
