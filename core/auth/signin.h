// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/deviceflow.h"
#include "core/auth/portalprobe.h"
#include "core/auth/profiles.h"

namespace gatehouse {

//! A finished sign-in, ready for Session::adopt().
struct SignInResult
{
    PortalFound portal;
    OidcMetadata metadata;
    SignedInPerson person;
    Profile profile; //!< With an id of its own; the caller replaces it by a known profile's.
};

//! One way from an address to a signed-in person: the portal's meta, its issuer's metadata, the
//! browser, and beside it a code for another device. Whichever ends first wins. GUI thread.
class SignIn final : public QObject
{
    Q_OBJECT

public:
    enum class Stage { Idle, ReachingPortal, OpeningBrowser, WaitingForPerson, ReadingAnswer, Done, Failed };
    Q_ENUM(Stage)

    static constexpr int deadlineMs = 5 * 60 * 1000;

    SignIn(AuthHttp &http, const Clock &clock, OpenBrowser open, QObject *parent = nullptr);

    Stage stage() const { return m_stage; }
    bool isUnderWay() const;
    //! Known from OpeningBrowser on.
    const std::optional<PortalFound> &portal() const { return m_portal; }
    bool offersDeviceCode() const;
    //! When waiting for the person began; invalid before.
    QDateTime waitingSince() const { return m_waitingSince; }
    QUrl link() const;
    //! False where no browser could be opened: link() and the code are what is left.
    bool isBrowserOpen() const { return m_browserOpen; }

    //! Ends what is under way and begins again.
    void start(const QUrl &portal);
    //! Shows link() in the browser, once more. Only while waiting for the person.
    void openBrowser();
    //! A fresh code; an older one is given up.
    void requestDeviceCode();
    void cancel();

Q_SIGNALS:
    void stageChanged(gatehouse::SignIn::Stage stage);
    void deviceCodeReady(const gatehouse::DeviceCode &code);
    //! The code cannot be used any more; the browser still can.
    void deviceCodeFailed(const gatehouse::Error &error);
    void browserOpened();
    //! The browser did not open; link() and the code are still there.
    void browserFailed(const gatehouse::Error &error);
    //! An answer in the browser that belongs to no sign-in of this window was ignored.
    void strayAnswerIgnored();
    void finished(const gatehouse::SignInResult &result);
    void failed(const gatehouse::Error &error);

private:
    void setStage(Stage stage);
    void onPortal(const Result<PortalFound> &portal);
    void onMetadata(const Result<OidcMetadata> &metadata);
    void startBrowserFlow();
    void onPerson(const Result<SignedInPerson> &person);
    void fail(const Error &error);
    void dropFlows();
    SignInTarget target() const;

    AuthHttp &m_http;
    const Clock &m_clock;
    const OpenBrowser m_open;
    Stage m_stage = Stage::Idle;
    quint64 m_attempt = 0;
    std::optional<PortalFound> m_portal;
    std::optional<OidcMetadata> m_metadata;
    std::unique_ptr<AuthorizationFlow> m_browserFlow;
    std::unique_ptr<DeviceFlow> m_deviceFlow;
    QDateTime m_waitingSince;
    bool m_browserOpen = false;
};

} // namespace gatehouse
