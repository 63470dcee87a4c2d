// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QFuture>

namespace gatehouse {

//! Where the network layer gets its access token. The session implements it. GUI thread only.
class TokenSource
{
public:
    virtual ~TokenSource() = default;
    //! The token to send now; empty when nobody is signed in. Never stored by the caller.
    virtual QByteArray accessToken() const = 0;
    //! Gets a new token. At most one refresh runs at a time: callers that come meanwhile share it.
    //! Fails with kind Blocked when the person has to sign in again, Network when it may work later.
    virtual QFuture<Status> refresh() = 0;
};

} // namespace gatehouse
