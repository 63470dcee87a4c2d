// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/session.h"

#include "core/auth/filetokenstore.h"
#include "core/auth/personabrowser.h"
#include "core/auth/signin.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/hostileissuer.h"
#include "tests/testsupport/serverprocess.h"

#include <QDirIterator>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

using testsupport::HostileIssuer;

namespace {

//! A store whose writes end when the test says so, and with what it says.
class HeldStore final : public TokenStore
{
public:
    QFuture<Result<std::optional<QByteArray>>> read(const QString &key) override
    {
        return readyFuture(Result<std::optional<QByteArray>>(
            values.contains(key) ? std::optional(values.value(key)) : std::nullopt));
    }
    QFuture<Status> write(const QString &key, const QByteArray &secret) override
    {
        if (!hold) {
            if (writes)
                values.insert(key, secret);
            return readyFuture(writes ? Status() : Status(fail(storageError(u"disk full"_s))));
        }
        held = std::make_shared<QPromise<Status>>();
        held->start();
        return held->future();
    }
    QFuture<Status> remove(const QString &key) override
    {
        values.remove(key);
        return readyFuture(Status());
    }

    QHash<QString, QByteArray> values;
    bool hold = false;
    bool writes = true;
    std::shared_ptr<QPromise<Status>> held;
};

//! An issuer that rotates as it should, and a session at it.
struct Bench
{
    testsupport::FakeClock clock;
    AuthHttp http;
    HostileIssuer op;
    HeldStore store;
    QTemporaryDir locks;
    QByteArray current = "rt-0";
    int issued = 0;
    int lifetime = 900;
    std::unique_ptr<Session> session;

    Bench()
    {
        http.setRetry({1, 5, 20});
        op.setHandler(u"/token"_s, [this](const HostileIssuer::Seen &request) { return rotate(request); });
        op.setHandler(u"/revoke"_s, [](const auto &) { return HostileIssuer::json({}); });
        session = newSession();
    }

    std::unique_ptr<Session> newSession()
    {
        return std::make_unique<Session>(http, Session::Stores {store, store}, clock, locks.path());
    }

    HostileIssuer::Answer rotate(const HostileIssuer::Seen &request)
    {
        if (request.form.queryItemValue(u"refresh_token"_s).toLatin1() != current)
            return HostileIssuer::json({{u"error"_s, u"invalid_grant"_s}}, 400);
        current = "rt-" + QByteArray::number(++issued);
        return HostileIssuer::json({{u"access_token"_s, u"at-%1"_s.arg(issued)},
            {u"refresh_token"_s, QString::fromLatin1(current)}, {u"token_type"_s, u"Bearer"_s},
            {u"expires_in"_s, lifetime}});
    }

    Profile profile() const
    {
        Profile p;
        p.id = u"prf_1"_s;
        p.portalUrl = u"https://portal.test"_s;
        p.issuer = op.issuer();
        p.clientId = u"console"_s;
        p.scopes = {u"openid"_s, u"gatehouse"_s};
        p.subject = u"alice"_s;
        return p;
    }

    SignedInPerson person() const
    {
        SignedInPerson p;
        p.tokens.accessToken = "at-0";
        p.tokens.refreshToken = "rt-0";
        p.tokens.lifetimeSeconds = lifetime;
        p.tokens.scopes = {u"openid"_s, u"gatehouse"_s};
        return p;
    }

    void signIn()
    {
        const auto metadata = OidcMetadata::fromJson(op.metadata, op.issuer());
        const auto adopted = session->adopt(profile(), *metadata, person());
        QTRY_VERIFY(adopted.isFinished());
        QCOMPARE(session->state(), Session::State::SignedIn);
    }

    QByteArray kept() const { return store.values.value(u"refresh/prf_1"_s); }
    void goDown()
    {
        const auto silence = [](const auto &) {
            HostileIssuer::Answer answer;
            answer.hangUp = true;
            return answer;
        };
        for (const QString &path : {u"/token"_s, u"/revoke"_s, u"/.well-known/openid-configuration"_s})
            op.setHandler(path, silence);
    }
};

} // namespace

//! One refresh at a time, nothing used before it is kept, and the person is asked once.
class TestSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiftyRefusalsMakeOneRefresh();
    void refreshesBeforeTheEnd();
    void nothingIsUsedBeforeItIsKept();
    void lostWriteEndsInSignIn();
    void killedBetweenAnswerAndStoreEndsInSignIn();
    void killedAfterStoreGoesOn();
    void refusedRefreshAsksOnce();
    void answerWithoutRefreshTokenKeepsTheOld();
    void busyIssuerIsNotTheEnd();
    void offlineAtStartGoesOnLater();
    void anotherPersonIsRefused();
    void twoWindowsShareOneSignIn();
    void missingScopesAreKnown();
    void withoutKeyStoreTheWindowStillWorks();
    void signOutRevokesRefreshThenAccess();
    void signOutOfflineIsQueued();
    void signOutDuringRefreshWins();
    void nothingKeptMeansSignIn();
    void realProviderRefreshesAndSignsOut();
    void realProviderEndsAReplayedSignIn();
    void tokensRestInOnePlaceOnly();
};

void TestSession::fiftyRefusalsMakeOneRefresh()
{
    Bench bench;
    bench.signIn();
    QList<QFuture<Status>> waiters;
    for (int i = 0; i < 50; ++i)
        waiters.append(bench.session->refresh());
    QCOMPARE(bench.session->state(), Session::State::Refreshing);
    for (const QFuture<Status> &waiter : waiters) {
        QTRY_VERIFY(waiter.isFinished());
        QVERIFY(waiter.result().has_value());
    }
    QCOMPARE(bench.op.count(u"/token"_s), 1);
    QCOMPARE(bench.session->accessToken(), "at-1");
}

void TestSession::refreshesBeforeTheEnd()
{
    Bench bench;
    bench.lifetime = 1;
    bench.signIn();
    bench.lifetime = 900;
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->accessToken(), "at-1", 4000);
}

void TestSession::nothingIsUsedBeforeItIsKept()
{
    Bench bench;
    bench.signIn();
    bench.store.hold = true;
    const auto done = bench.session->refresh();
    QTRY_VERIFY(bench.store.held);
    QCOMPARE(bench.session->accessToken(), "at-0");
    QVERIFY(!done.isFinished());
    bench.store.held->addResult(Status());
    bench.store.held->finish();
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(bench.session->accessToken(), "at-1");
}

void TestSession::lostWriteEndsInSignIn()
{
    Bench bench;
    bench.signIn();
    bench.store.writes = false;
    QSignalSpy asked(bench.session.get(), &Session::signInNeeded);
    const auto done = bench.session->refresh();
    QTRY_VERIFY(done.isFinished());
    QCOMPARE(done.result().error().kind, ErrorKind::Blocked);
    QCOMPARE(bench.session->state(), Session::State::Expired);
    QCOMPARE(bench.session->accessToken(), QByteArray());
    QVERIFY(bench.kept().isEmpty());
    QCOMPARE(asked.size(), 1);
}

void TestSession::killedBetweenAnswerAndStoreEndsInSignIn()
{
    Bench bench;
    bench.signIn();
    bench.store.hold = true;
    bench.session->refresh();
    QTRY_VERIFY(bench.store.held);
    bench.session.reset(); // the issuer has rotated, the store still has the old one
    bench.store.hold = false;
    QCOMPARE(bench.kept(), "rt-0");

    const auto next = bench.newSession();
    QSignalSpy asked(next.get(), &Session::signInNeeded);
    const auto resumed = next->resume(bench.profile());
    QTRY_VERIFY(resumed.isFinished());
    QCOMPARE(resumed.result().error().kind, ErrorKind::Blocked);
    QCOMPARE(next->state(), Session::State::Expired);
    QTRY_COMPARE(asked.size(), 1);
    QVERIFY(bench.kept().isEmpty());
    const int requests = bench.op.count(u"/token"_s);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!next->refresh().result());
    QCOMPARE(bench.op.count(u"/token"_s), requests);
    QCOMPARE(asked.size(), 1);
}

void TestSession::killedAfterStoreGoesOn()
{
    Bench bench;
    bench.signIn();
    const auto refreshed = bench.session->refresh();
    QTRY_VERIFY(refreshed.isFinished());
    bench.session.reset();
    const auto next = bench.newSession();
    const auto resumed = next->resume(bench.profile());
    QTRY_VERIFY(resumed.isFinished());
    QVERIFY(resumed.result().has_value());
    QCOMPARE(next->accessToken(), "at-2");
}

void TestSession::refusedRefreshAsksOnce()
{
    Bench bench;
    bench.signIn();
    bench.current = "another";
    QSignalSpy asked(bench.session.get(), &Session::signInNeeded);
    QList<QFuture<Status>> waiters;
    for (int i = 0; i < 5; ++i)
        waiters.append(bench.session->refresh());
    for (const QFuture<Status> &waiter : waiters) {
        QTRY_VERIFY(waiter.isFinished());
        QCOMPARE(waiter.result().error().kind, ErrorKind::Blocked);
    }
    QTRY_COMPARE(asked.size(), 1);
    QVERIFY(bench.kept().isEmpty());
    QCOMPARE(bench.op.count(u"/token"_s), 1);
}

void TestSession::answerWithoutRefreshTokenKeepsTheOld()
{
    Bench bench;
    bench.signIn();
    bench.op.setHandler(u"/token"_s, [](const auto &) {
        return HostileIssuer::json(
            {{u"access_token"_s, u"at-x"_s}, {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, 60}});
    });
    const auto done = bench.session->refresh();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result().has_value());
    QCOMPARE(bench.session->accessToken(), "at-x");
    QCOMPARE(bench.kept(), "rt-0");
}

void TestSession::busyIssuerIsNotTheEnd()
{
    Bench bench;
    bench.signIn();
    bench.op.setHandler(u"/token"_s, [](const auto &) { return HostileIssuer::json({}, 503); });
    const auto done = bench.session->refresh();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result().error().kind != ErrorKind::Blocked);
    QCOMPARE(bench.session->state(), Session::State::SignedIn);
    QCOMPARE(bench.kept(), "rt-0");
    bench.clock.advance(901);
    const auto late = bench.session->refresh();
    QTRY_VERIFY(late.isFinished());
    QCOMPARE(bench.session->state(), Session::State::Waiting);
}

void TestSession::offlineAtStartGoesOnLater()
{
    Bench bench;
    bench.store.values.insert(u"refresh/prf_1"_s, "rt-0");
    bench.goDown();
    const auto resumed = bench.session->resume(bench.profile());
    QTRY_VERIFY(resumed.isFinished());
    QCOMPARE(resumed.result().error().kind, ErrorKind::Network);
    QCOMPARE(bench.session->state(), Session::State::Waiting);
    QCOMPARE(bench.kept(), "rt-0");

    bench.op.setHandler(u"/.well-known/openid-configuration"_s,
        [&bench](const auto &) { return HostileIssuer::json(bench.op.metadata); });
    bench.op.setHandler(u"/token"_s, [&bench](const auto &request) { return bench.rotate(request); });
    const auto later = bench.session->refresh();
    QTRY_VERIFY(later.isFinished());
    QVERIFY(later.result().has_value());
    QCOMPARE(bench.session->state(), Session::State::SignedIn);
}

void TestSession::anotherPersonIsRefused()
{
    Bench bench;
    bench.signIn();
    bench.op.setHandler(u"/token"_s, [&bench](const auto &) {
        const qint64 now = bench.clock.now().toSecsSinceEpoch();
        const QByteArray id = bench.op.key.sign({{u"iss"_s, bench.op.issuer()}, {u"sub"_s, u"mallory"_s},
                                                    {u"aud"_s, u"console"_s}, {u"iat"_s, now}, {u"exp"_s, now + 60}},
            u"JWT"_s);
        return HostileIssuer::json({{u"access_token"_s, u"at-x"_s}, {u"token_type"_s, u"Bearer"_s},
            {u"id_token"_s, QString::fromLatin1(id)}});
    });
    const auto done = bench.session->refresh();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(!done.result());
    QCOMPARE(bench.session->accessToken(), QByteArray());
    QCOMPARE(bench.session->state(), Session::State::Expired);
}

void TestSession::twoWindowsShareOneSignIn()
{
    Bench bench;
    bench.signIn();
    const auto other = bench.newSession();
    const auto resumed = other->resume(bench.profile());
    const auto refreshed = bench.session->refresh();
    QTRY_VERIFY(resumed.isFinished());
    QTRY_VERIFY(refreshed.isFinished());
    // Each takes the token that the other left: no replay, both go on.
    QVERIFY(resumed.result().has_value());
    QVERIFY(refreshed.result().has_value());
    QCOMPARE(bench.op.count(u"/token"_s), 2);
    QCOMPARE(bench.kept(), bench.current);
}

void TestSession::missingScopesAreKnown()
{
    Bench bench;
    SignedInPerson person = bench.person();
    person.tokens.scopes = {u"openid"_s};
    const auto metadata = OidcMetadata::fromJson(bench.op.metadata, bench.op.issuer());
    const auto adopted = bench.session->adopt(bench.profile(), *metadata, person);
    QTRY_VERIFY(adopted.isFinished());
    QCOMPARE(bench.session->missingScopes(), QStringList {u"gatehouse"_s});
}

void TestSession::withoutKeyStoreTheWindowStillWorks()
{
    Bench bench;
    bench.store.writes = false;
    bench.signIn();
    QVERIFY(bench.session->persistenceProblem());
    const auto done = bench.session->refresh();
    QTRY_VERIFY(done.isFinished());
    QVERIFY(done.result().has_value());
    QCOMPARE(bench.session->accessToken(), "at-1");
}

void TestSession::signOutRevokesRefreshThenAccess()
{
    Bench bench;
    bench.signIn();
    const auto out = bench.session->signOut();
    QCOMPARE(bench.session->accessToken(), QByteArray());
    QCOMPARE(bench.session->state(), Session::State::SignedOut);
    QTRY_VERIFY(out.isFinished());
    QCOMPARE(out.result().revocation, Revocations::Outcome::Done);
    QVERIFY(bench.store.values.isEmpty());
    QStringList revoked;
    for (const HostileIssuer::Seen &request : bench.op.seen()) {
        if (request.path == u"/revoke"_s)
            revoked.append(request.form.queryItemValue(u"token"_s));
    }
    QCOMPARE(revoked, (QStringList {u"rt-0"_s, u"at-0"_s}));
}

void TestSession::signOutOfflineIsQueued()
{
    Bench bench;
    bench.signIn();
    bench.goDown();
    const auto out = bench.session->signOut();
    QTRY_VERIFY(out.isFinished());
    QCOMPARE(out.result().revocation, Revocations::Outcome::Queued);
    QVERIFY(bench.kept().isEmpty());

    const auto next = bench.newSession();
    auto sent = next->sendQueuedRevocations();
    QTRY_VERIFY(sent.isFinished());
    QVERIFY(sent.result() > 0);
    QStringList revoked;
    bench.op.setHandler(u"/.well-known/openid-configuration"_s,
        [&bench](const auto &) { return HostileIssuer::json(bench.op.metadata); });
    bench.op.setHandler(u"/revoke"_s, [&revoked](const HostileIssuer::Seen &request) {
        revoked.append(request.form.queryItemValue(u"token"_s));
        return HostileIssuer::json({});
    });
    sent = next->sendQueuedRevocations();
    QTRY_VERIFY(sent.isFinished());
    QCOMPARE(sent.result(), 0);
    QCOMPARE(revoked, (QStringList {u"rt-0"_s, u"at-0"_s}));
    QVERIFY(bench.store.values.isEmpty());
}

void TestSession::signOutDuringRefreshWins()
{
    Bench bench;
    bench.signIn();
    bench.store.hold = true;
    const auto refreshing = bench.session->refresh();
    QTRY_VERIFY(bench.store.held);
    const auto out = bench.session->signOut();
    QVERIFY(refreshing.isFinished());
    QCOMPARE(refreshing.result().error().kind, ErrorKind::Cancelled);
    bench.store.held->addResult(Status());
    bench.store.held->finish();
    QTRY_VERIFY(out.isFinished());
    QCOMPARE(bench.session->state(), Session::State::SignedOut);
    QCOMPARE(bench.session->accessToken(), QByteArray());
}

void TestSession::nothingKeptMeansSignIn()
{
    Bench bench;
    const auto resumed = bench.session->resume(bench.profile());
    QTRY_VERIFY(resumed.isFinished());
    QCOMPARE(resumed.result().error().kind, ErrorKind::Blocked);
    QCOMPARE(bench.op.count(u"/token"_s), 0);
}

namespace {

//! A persona signed in at a real server.
struct RealBench
{
    testsupport::ServerProcess server;
    SystemClock clock;
    AuthHttp http;
    QTemporaryDir home;
    FileTokenStore store {home.filePath(u"secrets"_s)};
    PersonaBrowser browser {u"ops"_s};
    SignIn signIn {http, clock, [this](const QUrl &url) { return browser.open(url); }};
    std::optional<SignInResult> person;
    Session session {http, {store, store}, clock, home.path()};

    void start()
    {
        QVERIFY2(server.start(), server.log().constData());
        QObject::connect(&signIn, &SignIn::finished, &http, [this](const SignInResult &result) { person = result; });
        signIn.start(server.url());
        QTRY_VERIFY(person);
        const auto adopted = session.adopt(person->profile, person->metadata, person->person);
        QTRY_VERIFY(adopted.isFinished());
    }
};

} // namespace

void TestSession::realProviderRefreshesAndSignsOut()
{
    RealBench bench;
    bench.start();
    const QByteArray first = bench.session.accessToken();
    const auto refreshed = bench.session.refresh();
    QTRY_VERIFY(refreshed.isFinished());
    QVERIFY(refreshed.result().has_value());
    QVERIFY(bench.session.accessToken() != first);

    const QByteArray last = bench.session.accessToken();
    const auto out = bench.session.signOut();
    QTRY_VERIFY(out.isFinished());
    QCOMPARE(out.result().revocation, Revocations::Outcome::Done);
    QVERIFY(out.result().endSession.isValid());
    QNetworkAccessManager network;
    QNetworkRequest request(bench.server.url().resolved(QUrl(u"/api/v1/me"_s)));
    request.setRawHeader("Authorization", "Bearer " + last);
    QNetworkReply *reply = network.get(request);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 401);
}

void TestSession::realProviderEndsAReplayedSignIn()
{
    RealBench bench;
    bench.start();
    const QByteArray kept = bench.person->person.tokens.refreshToken;
    const AuthHttp::Form form {{u"grant_type"_s, "refresh_token"}, {u"refresh_token"_s, kept},
        {u"client_id"_s, bench.person->profile.clientId.toUtf8()}};
    // Someone used the token, or our own answer was lost on the way.
    const auto lost = bench.http.postForm(bench.person->metadata.tokenEndpoint, form);
    QTRY_VERIFY(lost.isFinished());
    QSignalSpy asked(&bench.session, &Session::signInNeeded);
    const auto refreshed = bench.session.refresh();
    QTRY_VERIFY(refreshed.isFinished());
    QCOMPARE(refreshed.result().error().kind, ErrorKind::Blocked);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(bench.session.state(), Session::State::Expired);
}

void TestSession::tokensRestInOnePlaceOnly()
{
    RealBench bench;
    bench.start();
    Profiles profiles(bench.home.filePath(u"profiles.json"_s));
    QVERIFY(profiles.remember(bench.person->profile));
    const auto refreshed = bench.session.refresh();
    QTRY_VERIFY(refreshed.isFinished());
    const QByteArray kept
        = bench.store.read(QString(u"refresh/"_s + bench.person->profile.id)).result()->value_or(QByteArray());
    QVERIFY(!kept.isEmpty());
    int holders = 0;
    for (const QString &root : {bench.home.path(), bench.server.dataDirectory()}) {
        QDirIterator files(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            holders += bytes.contains(kept) ? 1 : 0;
            QVERIFY2(!bytes.contains(bench.session.accessToken()), qPrintable(file.fileName()));
            QVERIFY2(!bytes.contains(bench.person->person.tokens.refreshToken), qPrintable(file.fileName()));
        }
    }
    QCOMPARE(holders, 1);
    QVERIFY(!bench.server.log().contains(kept));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestSession)
#include "tst_session.moc"
