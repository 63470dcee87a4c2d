// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/profiles.h"
#include "core/auth/session.h"

#include <QObject>

namespace gatehouse {

class OpenProfile;
class OverlayHost;
class PersonSession;
class StartScreens;
struct SignOutRemains;

//! Signs the person out: asks first when something would be lost, wipes what is kept of them here, ends
//! their session, and says what became of it. Lives as long as the window. GUI thread.
class SigningOut final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        PersonSession &person;
        OpenProfile &work;
        StartScreens &screens;
        OverlayHost &overlays;
    };
    explicit SigningOut(Parts parts, QObject *parent = nullptr);

public Q_SLOTS:
    //! Asks first when something would be lost.
    void start();
    //! They were asked already.
    void signOutNow();

private:
    void ask();
    void endSession(const Profile &profile, const SignOutRemains &remains);
    void onEnded(const Session::SignOutReport &report, const SignOutRemains &remains, bool sandbox);

    const Parts m_parts;
};

} // namespace gatehouse
