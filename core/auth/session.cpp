// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/session.h"

#include "core/base/log.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int lockRetryMs = 25;
constexpr int lockPatienceSeconds = 20;
constexpr int staleLockMs = 60'000;
constexpr int firstRetrySeconds = 5;
constexpr int longestRetrySeconds = 300;
//! Without a good token nothing else works: somebody waits for it.
constexpr int longestWaitSeconds = 30;
constexpr int shortestLifeSeconds = 2;

Error signInAgain(const QString &why)
{
    return blockedError(u"sign_in_again"_s, why);
}

bool isFinalRefusal(const AuthReply &reply)
{
    return reply.status >= 400 && reply.status < 500 && reply.status != 408 && reply.status != 429;
}

} // namespace

Session::Session(
    AuthHttp &http, Stores stores, const Clock &clock, QString lockDirectory, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_stores(stores)
    , m_clock(clock)
    , m_lockDirectory(std::move(lockDirectory))
    , m_revocations(http, this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { refresh(); });
}

Session::~Session()
{
    ++m_generation;
    for (QPromise<Status> &waiter : m_waiters) {
        waiter.addResult(fail(cancelledError()));
        waiter.finish();
    }
}

TokenStore &Session::store() const
{
    return m_profile && m_profile->sandbox ? m_stores.sandbox : m_stores.portal;
}

QString Session::storeKey() const
{
    return u"refresh/"_s + m_profile->id;
}

QStringList Session::missingScopes() const
{
    QStringList missing = m_profile ? m_profile->scopes : QStringList();
    missing.removeIf([this](const QString &scope) { return m_scopes.contains(scope); });
    return missing;
}

void Session::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

template <typename T, typename Handler>
void Session::whenStillSame(const QFuture<T> &future, Handler handler)
{
    deliver(future, this, [this, generation = m_generation, handler](const T &value) {
        if (generation == m_generation)
            handler(value);
    });
}

void Session::beginSignIn()
{
    if (m_state == State::SignedOut || m_state == State::Expired)
        setState(State::SigningIn);
}

void Session::abandonSignIn()
{
    if (m_state == State::SigningIn)
        setState(m_profile ? State::Expired : State::SignedOut);
}

QFuture<Status> Session::adopt(
    const Profile &profile, const OidcMetadata &metadata, const SignedInPerson &person)
{
    forgetTokens();
    m_profile = profile;
    m_metadata = metadata;
    m_keys = std::make_unique<IssuerKeys>(m_http, metadata.jwksUri, m_clock);
    if (person.tokens.refreshToken.isEmpty()) {
        m_persistenceProblem = blockedError(u"no_refresh_token"_s,
            u"The portal's identity provider lets nobody stay signed in."_s);
        use(person.tokens);
        return readyFuture(Status());
    }
    auto promise = std::make_shared<QPromise<Status>>();
    promise->start();
    const auto written = store().write(storeKey(), person.tokens.refreshToken);
    deliver(written, this, [this, promise, tokens = person.tokens, generation = m_generation](const Status &kept) {
        if (generation == m_generation) {
            m_persistenceProblem = kept ? std::nullopt : std::optional(kept.error());
            use(tokens);
        }
        promise->addResult(Status());
        promise->finish();
    });
    return promise->future();
}

QFuture<Status> Session::resume(const Profile &profile)
{
    forgetTokens();
    m_profile = profile;
    m_metadata.reset();
    m_persistenceProblem.reset();
    return refresh();
}

void Session::suspend()
{
    forgetTokens();
    m_profile.reset();
    m_metadata.reset();
    m_keys.reset();
    setState(State::SignedOut);
}

void Session::use(const TokenSet &tokens)
{
    m_tokens = tokens;
    m_scopes = tokens.scopes;
    m_failures = 0;
    m_expiresAt = m_clock.now().addSecs(tokens.lifetimeSeconds);
    setState(State::SignedIn);
    if (!tokens.refreshToken.isEmpty())
        scheduleRefresh(std::max(shortestLifeSeconds, tokens.lifetimeSeconds * 3 / 4));
}

void Session::scheduleRefresh(int seconds)
{
    m_timer.start(std::chrono::seconds(seconds));
}

void Session::forgetTokens()
{
    ++m_generation;
    m_timer.stop();
    m_tokens = {};
    m_scopes.clear();
    m_expiresAt = {};
    m_failures = 0;
    endRefresh(fail(cancelledError()));
}

QFuture<Status> Session::refresh()
{
    if (!m_profile || m_state == State::Expired) {
        return readyFuture(Status(fail(signInAgain(u"Sign in to go on."_s))));
    }
    QPromise<Status> waiter;
    waiter.start();
    auto future = waiter.future();
    m_waiters.push_back(std::move(waiter));
    if (m_waiters.size() == 1) {
        setState(State::Refreshing);
        m_lockDeadline = m_clock.now().addSecs(lockPatienceSeconds);
        QDir().mkpath(m_lockDirectory);
        m_lock = std::make_unique<QLockFile>(m_lockDirectory + u'/' + m_profile->id + u".lock"_s);
        m_lock->setStaleLockTime(staleLockMs);
        takeLock();
    }
    return future;
}

void Session::takeLock()
{
    if (m_lock->tryLock(0))
        return readKeptToken();
    if (m_lock->error() != QLockFile::LockFailedError) {
        return postpone(storageError(
            u"The lock for the sign-in cannot be made."_s, m_lockDirectory));
    }
    if (m_clock.now() >= m_lockDeadline) {
        Error error = networkError(u"Another Gatehouse window is renewing this sign-in."_s);
        return postpone(error);
    }
    QTimer::singleShot(lockRetryMs, this, [this, generation = m_generation] {
        if (generation == m_generation)
            takeLock();
    });
}

void Session::readKeptToken()
{
    if (m_persistenceProblem)
        return findIssuer();
    using Kept = Result<std::optional<QByteArray>>;
    whenStillSame(store().read(storeKey()), [this](const Kept &kept) {
        if (!kept)
            return postpone(kept.error());
        if (!*kept)
            return expire(signInAgain(u"You are signed out on this computer. Sign in again."_s));
        // Another window may have renewed it meanwhile: only the kept one is good.
        m_tokens.refreshToken = **kept;
        findIssuer();
    });
}

void Session::findIssuer()
{
    if (m_metadata)
        return askForTokens();
    whenStillSame(discoverIssuer(m_http, m_profile->issuer), [this](const Result<OidcMetadata> &metadata) {
        if (!metadata)
            return postpone(metadata.error());
        m_metadata = *metadata;
        m_keys = std::make_unique<IssuerKeys>(m_http, metadata->jwksUri, m_clock);
        askForTokens();
    });
}

void Session::askForTokens()
{
    AuthHttp::Form form {{u"grant_type"_s, "refresh_token"},
        {u"refresh_token"_s, m_tokens.refreshToken}, {u"client_id"_s, m_profile->clientId.toUtf8()}};
    if (!m_profile->resource.isEmpty())
        form.append({u"resource"_s, m_profile->resource.toUtf8()});
    whenStillSame(m_http.postForm(m_metadata->tokenEndpoint, form),
        [this](const Result<AuthReply> &reply) { onTokens(reply); });
}

void Session::onTokens(const Result<AuthReply> &reply)
{
    if (!reply)
        return postpone(reply.error());
    if (!reply->isOk()) {
        const Error refusal = oauthErrorFrom(*reply);
        if (!isFinalRefusal(*reply))
            return postpone(refusal);
        log::to(log::Auth)->warn("refresh refused: {}", describe(refusal));
        return expire(signInAgain(u"Your sign-in has ended. Please sign in again."_s));
    }
    auto tokens = TokenSet::fromJson(reply->json, m_profile->scopes);
    if (!tokens)
        return postpone(tokens.error());
    // RFC 6749 6: without a new one the old one stays good.
    if (tokens->refreshToken.isEmpty())
        tokens->refreshToken = m_tokens.refreshToken;
    keep(*tokens);
}

void Session::keep(const TokenSet &tokens)
{
    if (m_persistenceProblem || tokens.refreshToken == m_tokens.refreshToken)
        return checkPerson(tokens);
    whenStillSame(store().write(storeKey(), tokens.refreshToken), [this, tokens](const Status &kept) {
        // What is still kept was replaced at the issuer and is worth nothing.
        if (!kept)
            return expire(signInAgain(kept.error().message));
        checkPerson(tokens);
    });
}

void Session::checkPerson(const TokenSet &tokens)
{
    if (tokens.idToken.isEmpty()) {
        TokenSet complete = tokens;
        complete.idToken = m_tokens.idToken;
        use(complete);
        return endRefresh({});
    }
    IdTokenExpectation expected;
    expected.issuer = m_metadata->issuer;
    expected.clientId = m_profile->clientId;
    expected.subject = m_profile->subject;
    expected.now = m_clock.now();
    whenStillSame(identify(tokens, *m_keys, expected, this), [this, tokens](const Result<SignedInPerson> &person) {
        if (!person && !person.error().retryable)
            return expire(signInAgain(person.error().message));
        // When only the keys could not be read: the token endpoint itself vouches for the answer.
        use(tokens);
        endRefresh({});
    });
}

void Session::endRefresh(const Status &status)
{
    m_lock.reset();
    // A waiter may ask for another refresh at once.
    std::vector<QPromise<Status>> waiters = std::exchange(m_waiters, {});
    for (QPromise<Status> &waiter : waiters) {
        waiter.addResult(status);
        waiter.finish();
    }
}

void Session::postpone(const Error &error)
{
    const bool stillGood = !m_tokens.accessToken.isEmpty() && m_clock.now() < m_expiresAt;
    setState(stillGood ? State::SignedIn : State::Waiting);
    const int wait = std::min(firstRetrySeconds << std::min(m_failures, 8), stillGood ? longestRetrySeconds : longestWaitSeconds);
    ++m_failures;
    scheduleRefresh(wait);
    endRefresh(fail(error));
}

void Session::expire(const Error &reason)
{
    TokenStore &kept = store();
    const QString key = storeKey();
    const quint64 before = m_generation;
    m_timer.stop();
    m_tokens = {};
    setState(State::Expired);
    deliver(kept.remove(key), this, [this, before, reason](const Status &removed) {
        if (!removed)
            log::to(log::Auth)->warn("an ended sign-in: {}", describe(removed.error()));
        if (before != m_generation)
            return;
        endRefresh(fail(reason));
        Q_EMIT signInNeeded(reason);
    });
}

QFuture<Session::SignOutReport> Session::signOut(const Profile &profile)
{
    if (!m_profile)
        m_profile = profile;
    return signOut();
}

QFuture<Session::SignOutReport> Session::signOut()
{
    auto promise = std::make_shared<QPromise<SignOutReport>>();
    promise->start();
    if (!m_profile) {
        promise->addResult(SignOutReport {});
        promise->finish();
        return promise->future();
    }
    const TokenSet tokens = m_tokens;
    const Profile profile = *m_profile;
    TokenStore &kept = store();
    auto report = std::make_shared<SignOutReport>();
    if (m_metadata && !m_metadata->endSessionEndpoint.isEmpty()) {
        report->endSession = m_metadata->endSessionEndpoint;
        QUrlQuery query {{u"client_id"_s, profile.clientId}};
        if (!tokens.idToken.isEmpty())
            query.addQueryItem(u"id_token_hint"_s, QString::fromLatin1(tokens.idToken));
        report->endSession.setQuery(query);
    }
    const QString key = storeKey();
    forgetTokens();
    m_profile.reset();
    m_metadata.reset();
    setState(State::SignedOut);
    const auto endWith = [=, this, &kept](const QByteArray &refreshToken) {
        QList<Revocations::Token> ended;
        if (!refreshToken.isEmpty())
            ended.append({profile.issuer, profile.clientId, refreshToken, true});
        if (!tokens.accessToken.isEmpty())
            ended.append({profile.issuer, profile.clientId, tokens.accessToken, false});
        deliver(kept.remove(key), this, [=, this, &kept](const Status &removed) {
            if (!removed && removed.error().code != keystore::unavailable)
                report->problem = removed.error();
            deliver(m_revocations.send(ended, kept), this, [promise, report](Revocations::Outcome outcome) {
                report->revocation = outcome;
                promise->addResult(*report);
                promise->finish();
            });
        });
    };
    if (!tokens.refreshToken.isEmpty()) {
        endWith(tokens.refreshToken);
    } else {
        // Nobody was resumed yet: what rests in the store is still a sign-in.
        deliver(kept.read(key), this, [endWith](const Result<std::optional<QByteArray>> &resting) {
            endWith(resting && *resting ? **resting : QByteArray());
        });
    }
    return promise->future();
}

QFuture<int> Session::sendQueuedRevocations()
{
    auto promise = std::make_shared<QPromise<int>>();
    promise->start();
    deliver(m_revocations.sendQueued(m_stores.portal), this, [this, promise](int portal) {
        deliver(m_revocations.sendQueued(m_stores.sandbox), this, [promise, portal](int sandbox) {
            promise->addResult(portal + sandbox);
            promise->finish();
        });
    });
    return promise->future();
}

} // namespace gatehouse
