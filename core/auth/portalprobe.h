// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/authhttp.h"
#include "core/contract/common.h"

namespace gatehouse {

//! A portal that answered, and how.
struct PortalFound
{
    QUrl url;
    Meta meta;
    qint64 milliseconds = 0;
    QString tlsProtocol; //!< "TLS 1.3"; empty without TLS (this computer only).
    QString certificateIssuer; //!< Who vouches for the portal's certificate; empty without TLS.
};

//! What a person typed as an address: https is assumed, path and the rest are dropped. Refuses what
//! is no address and plain http to another computer.
[[nodiscard]] Result<QUrl> portalAddress(const QString &typed);

//! Asks the portal's `meta` once. Errors say in words what is wrong with the connection.
QFuture<Result<PortalFound>> probePortal(AuthHttp &http, const QUrl &portal);

} // namespace gatehouse
