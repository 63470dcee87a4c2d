// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>

namespace gatehouse {

//! True for https, and for http to this computer: the only addresses that sign-in talks to.
bool isProtectedUrl(const QUrl &url);

//! A network whose every answer is bounded in size and time, that follows no redirect and talks to
//! no unprotected address. QtNetworkAuth is given this one.
class BoundedNetwork final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    struct Limits
    {
        qint64 bytes = 256 * 1024;
        int idleMs = 10'000;
        int totalMs = 20'000;
    };

    explicit BoundedNetwork(QObject *parent = nullptr);
    void setLimits(const Limits &limits) { m_limits = limits; }

protected:
    QNetworkReply *createRequest(
        Operation operation, const QNetworkRequest &request, QIODevice *data) override;

private:
    Limits m_limits;
};

//! A JSON answer with any status from 200 to 499.
struct AuthReply
{
    int status = 0;
    QJsonObject json;
    bool isOk() const { return status >= 200 && status < 300; }
};

//! Judges a finished reply of a BoundedNetwork: transport, redirect, size, media type, JSON.
[[nodiscard]] Result<AuthReply> readAuthReply(QNetworkReply &reply);
//! The refusal in an answer that is not ok: kind Problem, code as RFC 6749 names it.
Error oauthErrorFrom(const AuthReply &reply);

//! Fetches and posts the documents of sign-in. 429, 5xx and lost connections are tried again with
//! growing waits (Retry-After is obeyed), other refusals are not. GUI thread.
class AuthHttp final : public QObject
{
    Q_OBJECT

public:
    using Form = QList<std::pair<QString, QByteArray>>;

    struct Retry
    {
        int attempts = 3;
        int firstWaitMs = 500;
        int longestWaitMs = 15'000;
    };

    explicit AuthHttp(QObject *parent = nullptr);
    void setRetry(const Retry &retry) { m_retry = retry; }
    BoundedNetwork &network() { return m_network; }

    QFuture<Result<AuthReply>> get(const QUrl &url);
    //! A lost connection is not tried again: the issuer may have acted on it already.
    QFuture<Result<AuthReply>> postForm(const QUrl &url, const Form &form);

private:
    BoundedNetwork m_network;
    Retry m_retry;
};

//! application/x-www-form-urlencoded, every reserved character escaped.
QByteArray encodeForm(const AuthHttp::Form &form);

} // namespace gatehouse
