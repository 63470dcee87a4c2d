// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/signin.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace gatehouse {

class Button;
class InlineError;
class TextLabel;

//! Where a sign-in stands, in four steps, with what the person can do meanwhile.
class SignInProgress final : public QWidget
{
    Q_OBJECT

public:
    SignInProgress(SignIn &signIn, const Clock &clock, QWidget *parent = nullptr);

    //! The person is known; the workspace is being read.
    void showLoadingWorkspace();

Q_SIGNALS:
    void cancelRequested();
    //! After a failure.
    void retryRequested();

private:
    class Step;

    void addSteps(QVBoxLayout *layout);
    void showBrowserStep();
    void onStage(SignIn::Stage stage);
    void showCurrent(int step);
    void tick();

    SignIn &m_signIn;
    const Clock &m_clock;
    TextLabel *m_title;
    TextLabel *m_elapsed;
    QList<Step *> m_steps;
    InlineError *m_error;
    Button *m_again;
    Button *m_copy;
    Button *m_cancel;
    QTimer m_second;
};

} // namespace gatehouse
