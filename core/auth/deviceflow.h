// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/authorizationflow.h"

namespace gatehouse {

//! What a person types on another device.
struct DeviceCode
{
    QString userCode;
    QUrl page;
    bool foreignPage = false; //!< The page is on another host than the issuer: warn.
    QDateTime expiresAt;
    int lifetimeSeconds = 0;
};

//! Sign-in without a browser on this computer (RFC 8628). Polls no faster than the issuer asks.
//! Start it once. GUI thread.
class DeviceFlow final : public QObject
{
    Q_OBJECT

public:
    DeviceFlow(AuthHttp &http, const Clock &clock, OidcMetadata metadata, SignInTarget target,
        QObject *parent = nullptr);
    ~DeviceFlow() override;

    //! The future has one result; a flow that is deleted ends as cancelled.
    QFuture<Result<SignedInPerson>> start();
    void cancel();
    //! For tests: how long a second of polling is.
    void setSecond(int milliseconds) { m_second = milliseconds; }
    int intervalSeconds() const { return m_interval; }

Q_SIGNALS:
    void codeReady(const DeviceCode &code);

private:
    void onAuthorized(const Result<AuthReply> &reply);
    void schedulePoll();
    void poll();
    void onPolled(const Result<AuthReply> &reply);
    void onTokens(const QJsonObject &answer);
    void finish(Result<SignedInPerson> result);

    AuthHttp &m_http;
    const Clock &m_clock;
    const OidcMetadata m_metadata;
    const SignInTarget m_target;
    IssuerKeys m_keys;
    QTimer m_timer;
    QByteArray m_deviceCode;
    QDateTime m_expiresAt;
    int m_interval = 5;
    int m_second = 1000;
    QPromise<Result<SignedInPerson>> m_promise;
    bool m_finished = true;
};

} // namespace gatehouse
