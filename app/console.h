// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/consoledoor.h"
#include "app/options.h"
#include "app/pages.h"
#include "app/profiledata.h"
#include "app/sandboxprocess.h"
#include "app/shellbinding.h"
#include "app/workspace.h"
#include "core/auth/filetokenstore.h"
#include "core/auth/keychaintokenstore.h"
#include "core/auth/personabrowser.h"
#include "core/auth/session.h"
#include "core/auth/signin.h"
#include "core/base/latest.h"
#include "core/settings/settingsfile.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/environmentscope.h"
#include "widgets/common/overlay/overlayhost.h"
#include "widgets/common/themecontroller.h"
#include "widgets/common/uistate.h"
#include "widgets/session/autolock.h"
#include "widgets/session/passphrasedialog.h"
#include "widgets/shell/mainwindow.h"

#include <QApplication>
#include <QPointer>

namespace gatehouse {

class FirstRunPage;
class LockPage;
class PaletteBinding;
class StartPage;
struct SignOutRemains;

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
    Workspace *workspace() { return m_workspace.get(); }

Q_SIGNALS:
    //! A workspace is open and its first lists are here.
    void ready();
    void failed(const gatehouse::Error &error);
    //! Another console has this open; it came forward.
    void handedOver();

private:
    void begin();
    void addActions();
    void showStart(const QString &sentence);
    void showFirstRun();
    void leaveStartPages();
    void showError(const Error &error);
    QString sandboxDirectory() const;
    void startSandbox();
    void onSandboxReady(const QUrl &url);
    //! Shows at once what is kept of the person's work, and goes to the portal beside it.
    void openProfile(const Profile &profile);
    void reachPortal(const Profile &profile);
    void resume(const Profile &profile);
    void signIn(const QUrl &portal);
    void onSignInStage(SignIn::Stage stage);
    void onSignedIn(const SignInResult &result);
    void openWorkspace(const Profile &profile);
    //! Opens what is kept and builds the workspace on it, not yet shown. \a then is told whether there
    //! is enough to work with.
    //! \a unsent is what waits here, when that is known.
    void makeWorkspace(const Profile &profile, std::function<void(const Result<bool> &kept)> then, const std::optional<UnsentWork> &unsent = {});
    void fillWorkspace(const std::function<void(const Result<bool> &kept)> &then);
    void onOpened(const Profile &profile, const Result<bool> &kept);
    void showWorkspace(const Profile &profile);
    //! Nothing of the work is on screen or in memory until it is unlocked.
    void lock();
    //! Puts beside the key how new the store is, then goes on: at once where a key store does not answer.
    void noteKept(std::function<void(const Status &)> then);
    //! What was done and typed last is on the disk and noted. For the end; blocks for a moment at most.
    void settle();
    void lockNow(const Profile &profile, const UnsentWork &unsent);
    void showLocked(const Profile &profile, const std::optional<UnsentWork> &unsent, const std::function<void()> &then);
    void askForPassphrase(PassphraseDialog::Task task);
    void wipeKept();
    //! Where the key of what is kept about this person rests.
    TokenStore &keyPlace(const Profile &profile);
    QString storeOf(const Profile &profile) const;
    //! The one that start() opens; nothing when that is not known before.
    std::optional<Profile> firstProfile() const;
    void openDoor(const Profile &profile);
    void comeForward(const QString &page);
    void callTheOther();
    void tellAboutData(const Error &what);
    bool isWorking() const { return m_workspace && m_working; }
    void goOnline(const Profile &profile);
    void closeWorkspace();
    //! Beside the work, which stays as it was.
    void signInAgain();
    void onSandboxFailed(const Error &error);
    void tellSignedOut(const Error &reason);
    void tellFailed(const Error &error);
    //! The session has a token again after it had to wait.
    void onSessionState(Session::State state);
    void tellClockSkew(qint64 milliseconds);
    void tellLogBroken();
    //! Asks first when something would be lost.
    void signOut();
    void askToSignOut();
    void signOutNow();
    QFuture<Session::SignOutReport> endSessionOf(const Profile &profile);
    void onSignedOut(const Session::SignOutReport &report, const SignOutRemains &remains, bool sandbox);
    void becomePersona(const QString &key);
    void showPersonMenu();
    bool openBrowser(const QUrl &url);

    const Options m_options;
    const QString m_dataDirectory;
    SystemClock m_clock;
    ThemeController m_themes;
    SettingsFile m_settings;
    UiState m_state;
    ActionRegistry m_actions;
    EnvironmentScope m_scope;
    AuthHttp m_authHttp;
    KeychainTokenStore m_keychain;
    FileTokenStore m_sandboxTokens;
    FileTokenStore m_sandboxKeys; //!< Of what is kept here about people of the sandbox.
    Profiles m_profiles;
    Session m_session;
    PersonaBrowser m_personaBrowser;
    SignIn m_signIn;
    MainWindow m_window;
    OverlayHost m_overlays;
    AutoLock m_autoLock;
    std::unique_ptr<Pages> m_pages;
    std::unique_ptr<SandboxProcess> m_sandbox;
    std::unique_ptr<ProfileData> m_data; //!< Of the person whose workspace is open.
    std::unique_ptr<Workspace> m_workspace;
    std::optional<Profile> m_openProfile; //!< Whose workspace is open.
    ConsoleDoor m_door;
    QString m_page; //!< To be shown first.
    Latest m_opening;
    Latest m_reaching; //!< The portal, for the profile that is open.
    bool m_working = false; //!< The workspace is shown.
    std::optional<Error> m_untold; //!< About what is kept here, found before there was a window to say it in.
    std::function<void()> m_noticeAction;
    std::unique_ptr<ShellBinding> m_binding;
    std::unique_ptr<PaletteBinding> m_palette;
    QPointer<StartPage> m_start; //!< Either this one
    QPointer<FirstRunPage> m_firstRun; //!< or this one
    QPointer<LockPage> m_lockPage; //!< or this one stands in the window; none with a workspace.
};

} // namespace gatehouse
