// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openprofile.h"
#include "app/sandboxprocess.h"

namespace gatehouse {

class StartScreens;

//! Takes a profile to its portal: by the session that rests here, by signing in, and through the sandbox
//! where that is the portal. Drops what is under way when the work closes. Lives as long as the window.
//! GUI thread.
class PortalReach final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        PersonSession &person;
        OpenProfile &work;
        StartScreens &screens;
        QString sandboxDirectory;
        QString packageList; //!< Of the sandbox; empty for its own.
    };
    explicit PortalReach(Parts parts, QObject *parent = nullptr);
    ~PortalReach() override;

    void reach(const Profile &profile);
    //! Starts it when it does not run, and signs in to it when it is ready.
    void startSandbox();
    bool isSandboxRunning() const { return m_sandbox && m_sandbox->isRunning(); }
    //! Empty until it is ready.
    QUrl sandboxUrl() const { return m_sandbox ? m_sandbox->url() : QUrl(); }
    //! Signs in to \a portal, whoever was there before.
    void signIn(const QUrl &portal);
    //! Ends the session of who is there and signs in to the sandbox as \a key.
    void becomePersona(const QString &key);

Q_SIGNALS:
    //! The session is good for \a profile, which holds what its portal says of itself now.
    void reached(const gatehouse::Profile &profile);
    void failed(const gatehouse::Error &error);
    //! It will not be the first one at the next start.
    void notRemembered(const gatehouse::Error &error);
    //! While the work is shown; that stays.
    void sandboxEnded(const gatehouse::Error &error);

private:
    void resume(const Profile &profile);
    void onSandboxReady(const QUrl &url);
    void onSandboxFailed(const Error &error);

    const Parts m_parts;
    std::unique_ptr<SandboxProcess> m_sandbox;
    Latest m_reaching;
};

} // namespace gatehouse
