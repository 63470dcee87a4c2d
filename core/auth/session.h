// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/auth/authorizationflow.h"
#include "core/auth/profiles.h"
#include "core/auth/revocations.h"
#include "core/net/tokensource.h"

#include <QLockFile>

#include <vector>

namespace gatehouse {

//! Who is signed in, and the tokens that prove it. The access token lives in memory only; the
//! refresh token rests in a TokenStore and is replaced there, durably, before what came with it is
//! used. At most one refresh is in flight in this process and, by a lock file, for this person on
//! this computer.
//!
//!     SignedOut ─► SigningIn ─► SignedIn ◄─► Refreshing ─► Waiting (nobody answers; tried again)
//!         ▲                        │             │
//!         └────── sign out ────────┴──────────── └─► Expired (sign in again; asked once)
//!
//! GUI thread.
class Session final : public QObject, public TokenSource
{
    Q_OBJECT

public:
    enum class State { SignedOut, SigningIn, SignedIn, Refreshing, Waiting, Expired };
    Q_ENUM(State)

    struct Stores
    {
        TokenStore &portal; //!< The desktop's key store.
        TokenStore &sandbox; //!< A private file.
    };
    struct SignOutReport
    {
        Revocations::Outcome revocation = Revocations::Outcome::Done;
        QUrl endSession; //!< Open in the browser to end its session too; may be empty.
        std::optional<Error> problem; //!< The local token could not be removed.
    };

    Session(AuthHttp &http, Stores stores, const Clock &clock, QString lockDirectory,
        QObject *parent = nullptr);
    ~Session() override;

    State state() const { return m_state; }
    const std::optional<Profile> &profile() const { return m_profile; }
    //! As granted. What a missing scope allows is unavailable, not broken.
    const QStringList &scopes() const { return m_scopes; }
    QStringList missingScopes() const;
    //! Why the sign-in will not outlast this window; empty when it will.
    const std::optional<Error> &persistenceProblem() const { return m_persistenceProblem; }

    //! Marks that the person is in the browser; ends with adopt() or abandonSignIn().
    void beginSignIn();
    void abandonSignIn();
    //! Takes over a finished sign-in. Succeeds also when the token cannot be kept: see
    //! persistenceProblem().
    QFuture<Status> adopt(const Profile &profile, const OidcMetadata &metadata, const SignedInPerson &person);
    //! Goes on where an earlier run ended. Fails with kind Blocked when nothing is kept.
    QFuture<Status> resume(const Profile &profile);
    //! Forgets the tokens in memory; resume() goes on with what rests in the key store. For the lock.
    void suspend();
    //! Local tokens are gone at once; the issuer is told now or later.
    QFuture<SignOutReport> signOut();
    //! The same for \a profile when nobody was resumed yet: what rests in the store is ended, too.
    QFuture<SignOutReport> signOut(const Profile &profile);
    //! Revocations that an earlier sign-out could not send; the number still left.
    QFuture<int> sendQueuedRevocations();

    QByteArray accessToken() const override { return m_tokens.accessToken; }
    QFuture<Status> refresh() override;

Q_SIGNALS:
    void stateChanged(gatehouse::Session::State state);
    //! Once for each sign-in that ended by itself.
    void signInNeeded(const gatehouse::Error &reason);

private:
    TokenStore &store() const;
    QString storeKey() const;
    void setState(State state);
    void use(const TokenSet &tokens);
    void scheduleRefresh(int seconds);
    void forgetTokens();

    void takeLock();
    void readKeptToken();
    void findIssuer();
    void askForTokens();
    void onTokens(const Result<AuthReply> &reply);
    void keep(const TokenSet &tokens);
    void checkPerson(const TokenSet &tokens);
    void endRefresh(const Status &status);
    void postpone(const Error &error);
    void expire(const Error &reason);
    //! Runs \a handler with the future's value unless the sign-in changed meanwhile.
    template <typename T, typename Handler>
    void whenStillSame(const QFuture<T> &future, Handler handler);

    AuthHttp &m_http;
    const Stores m_stores;
    const Clock &m_clock;
    const QString m_lockDirectory;
    Revocations m_revocations;
    State m_state = State::SignedOut;
    std::optional<Profile> m_profile;
    std::optional<OidcMetadata> m_metadata;
    std::unique_ptr<IssuerKeys> m_keys;
    TokenSet m_tokens;
    QStringList m_scopes;
    QDateTime m_expiresAt;
    std::optional<Error> m_persistenceProblem;
    std::vector<QPromise<Status>> m_waiters;
    std::unique_ptr<QLockFile> m_lock;
    QDateTime m_lockDeadline;
    QTimer m_timer;
    int m_failures = 0;
    quint64 m_generation = 0; //!< Rises whenever another sign-in begins or this one ends.
};

} // namespace gatehouse
