// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/filetokenstore.h"
#include "core/auth/keychaintokenstore.h"
#include "core/auth/personabrowser.h"
#include "core/auth/session.h"
#include "core/auth/signin.h"

namespace gatehouse {

//! Who works here: the profiles that this computer remembers, the session of the one who is signed in,
//! the way to sign in, and where each one's secrets rest. Lives as long as the console. GUI thread.
class PersonSession final : public QObject
{
    Q_OBJECT
public:
    enum class Browser { Desktop, Nobody }; //!< Nobody sits at a browser while the tour runs.

    PersonSession(const QString &dataDirectory, Browser browser, QObject *parent = nullptr);

    const Clock &clock() const { return m_clock; }
    AuthHttp &http() { return m_http; }
    Profiles &profiles() { return m_profiles; }
    const Profiles &profiles() const { return m_profiles; }
    Session &session() { return m_session; }
    SignIn &signIn() { return m_signIn; }
    //! Signs in as a person of the sandbox where one is set, instead of the browser.
    PersonaBrowser &personas() { return m_personas; }

    //! Where the key of what is kept about this person rests.
    TokenStore &keyPlace(const Profile &profile);
    //! Ends the session of \a profile; of whoever is signed in when nobody's workspace is open.
    QFuture<Session::SignOutReport> end(const Profile &profile);

Q_SIGNALS:
    //! A sign-in ended well, and the session goes on with it.
    void signedIn(const gatehouse::Profile &profile);
    void failed(const gatehouse::Error &error);

private:
    bool openBrowser(const QUrl &url);
    void onStage(SignIn::Stage stage);
    void onSignedIn(const SignInResult &result);

    const Browser m_browser;
    SystemClock m_clock;
    AuthHttp m_http;
    KeychainTokenStore m_keychain;
    FileTokenStore m_sandboxTokens;
    FileTokenStore m_sandboxKeys; //!< Of what is kept here about people of the sandbox.
    Profiles m_profiles;
    Session m_session;
    PersonaBrowser m_personas;
    SignIn m_signIn;
};

} // namespace gatehouse
