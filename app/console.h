// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/consolelock.h"
#include "app/consolenotices.h"
#include "app/doorkeeper.h"
#include "app/openprofile.h"
#include "app/options.h"
#include "app/pages.h"
#include "app/personmenu.h"
#include "app/personsession.h"
#include "app/portalreach.h"
#include "app/shellbinding.h"
#include "app/shellcommands.h"
#include "app/signingout.h"
#include "app/startscreens.h"
#include "core/settings/settingsfile.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/shell/mainwindow.h"

#include <QApplication>

namespace gatehouse {

class PaletteBinding;

//! The composition root of the console: creates everything, hands it down, and moves between the
//! first-run page, the sandbox, sign-in and the workspace. GUI thread.
class Console final : public QObject
{
    Q_OBJECT
public:
    //! \a clocks say when nobody is there any more.
    Console(QApplication &application, Options options, AutoLock::Clocks clocks = AutoLock::systemClocks());
    ~Console() override;

    void start();
    MainWindow &window() { return m_window; }
    ThemeController &themes() { return m_themes; }
    OverlayHost &overlays() { return m_overlays; }
    ActionRegistry &actions() { return m_actions; }
    EnvironmentScope &scope() { return m_scope; }
    //! Shows the first-run page with a sign-in that waits for its person, the workspace kept behind
    //! it; hideConnecting() brings it back. For the tour.
    void showConnecting();
    void hideConnecting();
    bool isConnectingShown() const;
    //! Null while nobody is signed in.
    Workspace *workspace() { return m_work.workspace(); }

Q_SIGNALS:
    //! A workspace is open and its first lists are here.
    void ready();
    void failed(const gatehouse::Error &error);
    //! Another console has this open; it came forward.
    void handedOver();

private:
    void connectParts();
    void begin();
    //! The one that start() opens; nothing when that is not known before.
    std::optional<Profile> firstProfile() const;
    //! Shows at once what is kept of the person's work, and goes to the portal beside it.
    void openProfile(const Profile &profile);
    void onOpened(const Profile &profile, const Result<bool> &kept);
    void openReached(const Profile &profile);
    void showWorkspace(const Profile &profile);
    void goOnline(const Profile &profile);
    void onClosing();
    //! To look for another portal, with a way back.
    void addPortal();
    void wipeKept();
    void showError(const Error &error);
    void tellFailed(const Error &error);
    void tellAboutData(const Error &what);
    void tellSignedOut(const Error &reason);
    //! The session has a token again after it had to wait.
    void onSessionState(Session::State state);

    const Options m_options;
    const QString m_dataDirectory;
    ThemeController m_themes;
    SettingsFile m_settings;
    UiState m_state;
    ActionRegistry m_actions;
    EnvironmentScope m_scope;
    PersonSession m_person;
    MainWindow m_window;
    OverlayHost m_overlays;
    OpenProfile m_work;
    StartScreens m_screens;
    ConsoleNotices m_notices;
    ConsoleLock m_lock;
    PortalReach m_reach;
    SigningOut m_signingOut;
    DoorKeeper m_doors;
    PersonMenu m_personMenu;
    std::unique_ptr<ShellCommands> m_commands;
    std::unique_ptr<PaletteBinding> m_palette;
    std::unique_ptr<Pages> m_pages;
    std::unique_ptr<ShellBinding> m_binding;
    QString m_page; //!< To be shown first.
    std::optional<Error> m_untold; //!< About what is kept here, found before there was a window to say it in.
};

} // namespace gatehouse
