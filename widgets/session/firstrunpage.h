// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/signin.h"

#include <QWidget>

namespace gatehouse {

class Button;
class ChoiceCard;
class DeviceCodePanel;
class InlineError;
class MessageBar;
class PortalAddressField;
class SignInProgress;
class TextLabel;
class ThemeController;

//! Where should Gatehouse connect? The local sandbox or a portal, and signing in at either. Esc
//! cancels a sign-in. Everything it needs is handed in; it starts sign-ins itself and leaves the
//! sandbox's process and what comes after a sign-in to its owner.
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    struct Parts
    {
        AuthHttp &http;
        SignIn &signIn;
        const Clock &clock;
        ThemeController &themes;
    };

    //! \a sandboxDirectory is where the sandbox keeps its data, to be shown.
    FirstRunPage(const Parts &parts, const QString &sandboxDirectory, QWidget *parent = nullptr);

    //! Fills in an address, for a portal that is remembered but has to be signed in to again.
    void setPortal(const QString &address);
    //! A band above the choices: what became of the sign-in before.
    void showNotice(const QString &lead, const QString &rest);
    //! For someone who only looks for another portal: a way back to \a place.
    void offerReturn(const QString &place);
    //! The sandbox's process is being started.
    void showSandboxStarting();
    void showSandboxFailed(const Error &error);
    //! The sign-in is done and the workspace is being read.
    void showLoadingWorkspace();
    //! Everything it asked for is shown; the tour waits for it.
    bool isSettled() const;

Q_SIGNALS:
    void sandboxRequested();
    void returnRequested();

private:
    QWidget *content();
    QWidget *heading();
    void fillSandboxCard();
    void fillPortalCard();
    QWidget *progress();
    void onStage(SignIn::Stage stage);
    void updateButtons();
    void signInToPortal();

    Parts m_parts;
    ChoiceCard *m_sandbox;
    ChoiceCard *m_portal;
    Button *m_return;
    Button *m_startSandbox;
    Button *m_connect;
    MessageBar *m_notice;
    InlineError *m_sandboxError;
    PortalAddressField *m_address;
    SignInProgress *m_progress = nullptr;
    DeviceCodePanel *m_code = nullptr;
    QWidget *m_progressFrame = nullptr;
    const QString m_sandboxDirectory;
    bool m_sandboxStarting = false;
};

} // namespace gatehouse
