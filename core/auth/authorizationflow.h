// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/idtoken.h"
#include "core/auth/issuerkeys.h"
#include "core/auth/loopbacklistener.h"
#include "core/auth/tokenset.h"

#include <memory>

class QOAuth2AuthorizationCodeFlow;

namespace gatehouse {

//! Opens an address in the person's browser; false when there is none.
using OpenBrowser = std::function<bool(const QUrl &)>;

//! Tokens and who they are for.
struct SignedInPerson
{
    TokenSet tokens;
    QJsonObject idClaims;
};

//! Checks the ID token of \a tokens with the issuer's \a keys; one reload of them for an unknown key.
QFuture<Result<SignedInPerson>> identify(
    TokenSet tokens, IssuerKeys &keys, const IdTokenExpectation &expected, QObject *context);

//! One sign-in in the system browser: authorization code with PKCE S256 and a loopback redirect.
//!
//!     start ─► browser ─► LoopbackListener ─► state? iss? error? ─► code + verifier ─► tokens ─► ID token
//!
//! QtNetworkAuth drives it; state, verifier and nonce are fresh from libsodium for each object.
//! Start it once. GUI thread.
class AuthorizationFlow final : public QObject
{
    Q_OBJECT

public:
    AuthorizationFlow(AuthHttp &http, const Clock &clock, OidcMetadata metadata, SignInTarget target,
        QObject *parent = nullptr);
    ~AuthorizationFlow() override;

    //! Opens the browser. The future has one result; a flow that is deleted ends as cancelled.
    QFuture<Result<SignedInPerson>> start(const OpenBrowser &open, int deadlineMs = 5 * 60 * 1000);
    void cancel();
    //! What the browser shows; for "Open browser again" and "Copy link". Holds no secret.
    QUrl authorizationUrl() const { return m_authorizationUrl; }

Q_SIGNALS:
    //! The browser's answer is here and is being exchanged.
    void answerReceived();
    //! An answer that belongs to no sign-in of this window was ignored.
    void strayAnswerIgnored();

private:
    class ReplyHandler;

    void configure();
    //! What we add to, or put in place of, QtNetworkAuth's own parameters; empty: taken away.
    using Parameters = QList<std::pair<QString, QString>>;
    Parameters authorizationParameters() const;
    Parameters exchangeParameters() const;
    void onAnswer(const QUrlQuery &parameters);
    void onTokens(const Result<AuthReply> &reply);
    void finish(Result<SignedInPerson> result);

    AuthHttp &m_http;
    const Clock &m_clock;
    const OidcMetadata m_metadata;
    const SignInTarget m_target;
    const QString m_state;
    const QString m_verifier;
    const QString m_nonce;
    LoopbackListener m_listener;
    IssuerKeys m_keys;
    std::unique_ptr<QOAuth2AuthorizationCodeFlow> m_flow;
    ReplyHandler *m_handler = nullptr; //!< The flow's.
    QUrl m_authorizationUrl;
    QByteArray m_code;
    QPromise<Result<SignedInPerson>> m_promise;
    bool m_finished = true;
};

} // namespace gatehouse
