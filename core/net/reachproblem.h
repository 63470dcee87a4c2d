// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <optional>

namespace gatehouse {

struct Meta;

//! What stands between this computer and the portal, as far as the console can tell. Each has its own
//! words and its own next step.
enum class ReachProblem {
    None, //!< The portal itself answered, whatever it said.
    NoSuchName, //!< The name is not known: no network, no VPN, or a typing error.
    Refused, //!< The computer is there, the portal is not.
    TimedOut,
    CutOff, //!< The connection broke in the middle.
    NoConnection, //!< No nearer reason is known.
    CaptivePortal, //!< A network's own sign-in page answers.
    ProxySignIn, //!< A proxy wants to know who we are.
    ProxyFailed, //!< A proxy does not answer or refuses the way.
    NotTrusted, //!< The secure connection cannot be trusted.
    PortalDown, //!< Something in front of the portal says that it does not answer.
    SlowDown, //!< The portal asks for fewer requests.
    SignedOut,
    ConsoleTooOld, //!< The portal needs a newer console.
    PortalTooOld, //!< The portal speaks an older contract than this console.
    PortalTooNew //!< The portal speaks a newer contract than this console.
};

ReachProblem reachProblem(const Error &error);

//! True when it was not the portal that answered: what is kept is all there is for now.
bool isOutOfReach(ReachProblem problem);

//! Why console and portal cannot talk, from what the portal says about itself; nothing when they can.
//! \a console is this program's version.
std::optional<Error> versionProblem(const Meta &meta, const QString &console);

//! Beyond this difference of clocks a person is told.
inline constexpr qint64 tellClockSkewMs = 5 * 60 * 1000;

} // namespace gatehouse
