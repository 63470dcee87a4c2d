// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/oidcmetadata.h"
#include "core/base/clock.h"
#include "core/base/jws.h"

namespace gatehouse {

//! An issuer's keys on the console. Asked again for an unknown key at most once per interval. GUI
//! thread.
class IssuerKeys final : public QObject
{
    Q_OBJECT

public:
    static constexpr int reloadIntervalSeconds = 60;

    IssuerKeys(AuthHttp &http, QUrl jwksUri, const Clock &clock, QObject *parent = nullptr);

    //! As known; fetched when nothing is known yet.
    QFuture<Result<JwkSet>> keys();
    //! Fetched again if the interval allows, otherwise as known.
    QFuture<Result<JwkSet>> reloadedKeys();

private:
    QFuture<Result<JwkSet>> fetch();

    AuthHttp &m_http;
    const QUrl m_jwksUri;
    const Clock &m_clock;
    QDateTime m_lastFetch;
    std::optional<JwkSet> m_known;
};

} // namespace gatehouse
