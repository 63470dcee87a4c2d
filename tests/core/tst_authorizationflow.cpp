// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/personabrowser.h"
#include "core/auth/signin.h"
#include "core/base/json.h"
#include "tests/testsupport/fakeclock.h"
#include "tests/testsupport/hostileissuer.h"
#include "tests/testsupport/serverprocess.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

using testsupport::HostileIssuer;

namespace {

using Parameters = QList<std::pair<QString, QString>>;

//! The sign-in of a test: a flow at a hostile issuer, with the browser in the test's hand.
struct Bench
{
    testsupport::FakeClock clock;
    AuthHttp http;
    HostileIssuer op;
    QNetworkAccessManager browser;
    QUrlQuery asked;
    std::unique_ptr<AuthorizationFlow> flow;
    std::optional<Result<SignedInPerson>> result;

    Bench() { http.setRetry({3, 5, 20}); }

    SignInTarget target() const { return {op.issuer(), u"console"_s, {u"openid"_s, u"gatehouse"_s}, u"urn:api"_s}; }

    void start(int deadlineMs = 60'000)
    {
        const auto metadata = OidcMetadata::fromJson(op.metadata, op.issuer());
        flow = std::make_unique<AuthorizationFlow>(http, clock, *metadata, target());
        const auto open = [this](const QUrl &url) {
            asked = QUrlQuery(url);
            return true;
        };
        deliver(flow->start(open, deadlineMs), &http,
            [this](const Result<SignedInPerson> &person) { result = person; });
    }

    QString parameter(const QString &name) const { return asked.queryItemValue(name, QUrl::FullyDecoded); }

    //! What the browser sends back; state and iss are right unless given.
    void comeBack(Parameters parameters)
    {
        const auto has = [&parameters](const QString &name) {
            return std::any_of(parameters.begin(), parameters.end(), [&](const auto &p) { return p.first == name; });
        };
        if (!has(u"state"_s))
            parameters.append({u"state"_s, parameter(u"state"_s)});
        if (!has(u"iss"_s))
            parameters.append({u"iss"_s, op.issuer()});
        QByteArray query;
        for (const auto &[name, value] : parameters)
            query += name.toUtf8() + '=' + QUrl::toPercentEncoding(value) + '&';
        const QByteArray url = parameter(u"redirect_uri"_s).toUtf8() + '?' + query;
        QNetworkReply *reply = browser.get(QNetworkRequest(QUrl::fromEncoded(url)));
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }

    QByteArray idToken(const JwsSigningKey &key) const
    {
        const qint64 now = clock.now().toSecsSinceEpoch();
        return key.sign({{u"iss"_s, op.issuer()}, {u"sub"_s, u"alice"_s}, {u"aud"_s, u"console"_s},
                            {u"iat"_s, now}, {u"exp"_s, now + 60}, {u"nonce"_s, parameter(u"nonce"_s)}},
            u"JWT"_s);
    }

    QJsonObject tokens(const QByteArray &id) const
    {
        return {{u"access_token"_s, u"at"_s}, {u"refresh_token"_s, u"rt"_s}, {u"token_type"_s, u"Bearer"_s},
            {u"expires_in"_s, 60}, {u"id_token"_s, QString::fromLatin1(id)}};
    }

    void answerTokens()
    {
        op.setHandler(u"/token"_s, [this](const auto &) { return HostileIssuer::json(tokens(idToken(op.key))); });
    }

    QString error() const { return result && !*result ? result->error().code : QString(); }
};

} // namespace

//! Sign-in in the browser, against honest and dishonest providers.
class TestAuthorizationFlow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksWithFreshSecretsAndPkce();
    void twoSignInsDoNotMix();
    void exchangesTheCodeWithItsVerifier();
    void oddCodesArriveAsTheyAre_data();
    void oddCodesArriveAsTheyAre();
    void wrongStateMakesNoTokenRequest();
    void wrongIssuerMakesNoTokenRequest_data();
    void wrongIssuerMakesNoTokenRequest();
    void deniedIsTold();
    void answerWithoutCodeIsRefused();
    void badTokenAnswersAreRefused_data();
    void badTokenAnswersAreRefused();
    void slowTokenAnswerIsGivenUp();
    void busyTokenEndpointIsAskedAgain();
    void rotatedKeyCostsOneReload();
    void keyUnknownForeverIsRefused();
    void withoutBrowserItFails();
    void deadlineAndCancelClosethePort();
    void realProviderSignsAPersonaIn();
    void wholeSignInAtTheSandbox();
    void addressesAreJudged_data();
    void addressesAreJudged();
    void otherServersAreNoPortal();
};

void TestAuthorizationFlow::asksWithFreshSecretsAndPkce()
{
    Bench bench;
    bench.start();
    QCOMPARE(bench.parameter(u"response_type"_s), u"code"_s);
    QCOMPARE(bench.parameter(u"code_challenge_method"_s), u"S256"_s);
    QCOMPARE(bench.parameter(u"code_challenge"_s).size(), 43);
    QCOMPARE(bench.parameter(u"state"_s).size(), 43);
    QCOMPARE(bench.parameter(u"nonce"_s).size(), 43);
    QCOMPARE(bench.parameter(u"scope"_s), u"openid gatehouse"_s);
    QCOMPARE(bench.parameter(u"resource"_s), u"urn:api"_s);
    QVERIFY(bench.parameter(u"redirect_uri"_s).startsWith(u"http://127.0.0.1:"_s));
    QVERIFY(!bench.asked.hasQueryItem(u"code_verifier"_s));
    QVERIFY(!bench.asked.hasQueryItem(u"client_secret"_s));
}

void TestAuthorizationFlow::twoSignInsDoNotMix()
{
    Bench one;
    Bench two;
    one.start();
    two.start();
    for (const QString &name : {u"state"_s, u"nonce"_s, u"code_challenge"_s, u"redirect_uri"_s})
        QVERIFY2(one.parameter(name) != two.parameter(name), qPrintable(name));
    one.comeBack({{u"code"_s, u"c"_s}, {u"state"_s, two.parameter(u"state"_s)}});
    QSignalSpy stray(one.flow.get(), &AuthorizationFlow::strayAnswerIgnored);
    QTRY_COMPARE(stray.size(), 1);
    QCOMPARE(one.op.count(u"/token"_s), 0);
}

void TestAuthorizationFlow::exchangesTheCodeWithItsVerifier()
{
    Bench bench;
    bench.answerTokens();
    bench.start();
    bench.comeBack({{u"code"_s, u"the-code"_s}});
    QTRY_VERIFY(bench.result);
    QVERIFY2(*bench.result, qPrintable(bench.error()));
    QCOMPARE((*bench.result)->tokens.accessToken, "at");
    QCOMPARE((*bench.result)->idClaims.value("sub"_L1).toString(), u"alice"_s);
    const auto request = std::find_if(bench.op.seen().begin(), bench.op.seen().end(),
        [](const HostileIssuer::Seen &seen) { return seen.path == u"/token"_s; });
    const QString verifier = request->form.queryItemValue(u"code_verifier"_s);
    QVERIFY(verifier.size() >= 43);
    QCOMPARE(QString::fromLatin1(toBase64Url(
                 QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256))),
        bench.parameter(u"code_challenge"_s));
    QCOMPARE(request->form.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded),
        bench.parameter(u"redirect_uri"_s));
    QVERIFY(!request->form.hasQueryItem(u"client_secret"_s));
    QVERIFY(!request->headers.contains("authorization"));
}

void TestAuthorizationFlow::oddCodesArriveAsTheyAre_data()
{
    QTest::addColumn<QString>("code");
    for (const QString &code : {u"a+b/c=="_s, u"a%2Bb"_s, u"a&b=c#d"_s, u"ä ö"_s, u"4/0AX4XfWh_-~."_s})
        QTest::newRow(qPrintable(code)) << code;
}

void TestAuthorizationFlow::oddCodesArriveAsTheyAre()
{
    QFETCH(QString, code);
    Bench bench;
    QByteArray seen;
    bench.op.setHandler(u"/token"_s, [&](const HostileIssuer::Seen &request) {
        seen = QByteArray::fromPercentEncoding(
            request.form.queryItemValue(u"code"_s, QUrl::FullyEncoded).toLatin1().replace('+', ' '));
        return HostileIssuer::json(bench.tokens(bench.idToken(bench.op.key)));
    });
    bench.start();
    bench.comeBack({{u"code"_s, code}});
    QTRY_VERIFY(bench.result);
    QCOMPARE(QString::fromUtf8(seen), code);
}

void TestAuthorizationFlow::wrongStateMakesNoTokenRequest()
{
    Bench bench;
    bench.answerTokens();
    bench.start(300);
    QSignalSpy stray(bench.flow.get(), &AuthorizationFlow::strayAnswerIgnored);
    bench.comeBack({{u"code"_s, u"c"_s}, {u"state"_s, u"wrong"_s}});
    bench.comeBack({{u"code"_s, u"c"_s}, {u"state"_s, u""_s}});
    QTRY_COMPARE(stray.size(), 2);
    QTRY_VERIFY(bench.result);
    QVERIFY(!*bench.result);
    QCOMPARE(bench.op.count(u"/token"_s), 0);
}

void TestAuthorizationFlow::wrongIssuerMakesNoTokenRequest_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::newRow("different") << u"https://evil.test"_s;
    QTest::newRow("missing") << u""_s;
}

void TestAuthorizationFlow::wrongIssuerMakesNoTokenRequest()
{
    QFETCH(QString, issuer);
    Bench bench;
    bench.answerTokens();
    bench.start();
    bench.comeBack({{u"code"_s, u"c"_s}, {u"iss"_s, issuer}});
    QTRY_COMPARE(bench.error(), u"issuer_mismatch"_s);
    QCOMPARE(bench.op.count(u"/token"_s), 0);
}

void TestAuthorizationFlow::deniedIsTold()
{
    Bench bench;
    bench.start();
    bench.comeBack({{u"error"_s, u"access_denied"_s}});
    QTRY_COMPARE(bench.error(), u"access_denied"_s);
    QCOMPARE(bench.op.count(u"/token"_s), 0);
}

void TestAuthorizationFlow::answerWithoutCodeIsRefused()
{
    Bench bench;
    bench.start();
    bench.comeBack({});
    QTRY_COMPARE(bench.error(), u"no_code"_s);
}

void TestAuthorizationFlow::badTokenAnswersAreRefused_data()
{
    QTest::addColumn<HostileIssuer::Answer>("answer");
    QTest::addColumn<QString>("error");
    HostileIssuer::Answer html;
    html.contentType = "text/html";
    html.body = "<html>proxy</html>";
    QTest::newRow("HTML") << html << u"protocol"_s;
    HostileIssuer::Answer cut;
    cut.body = "{\"access_token\":\"a";
    QTest::newRow("truncated") << cut << u"protocol"_s;
    HostileIssuer::Answer large;
    large.body = "{\"x\":\"" + QByteArray(600 * 1024, 'x') + "\"}";
    QTest::newRow("oversized") << large << u"protocol"_s;
    HostileIssuer::Answer redirect;
    redirect.status = 307;
    redirect.headers = {"Location: https://evil.test/token"};
    QTest::newRow("redirect to another host") << redirect << u"captive_portal"_s;
    redirect.headers = {"Location: /elsewhere"};
    QTest::newRow("redirect on its own host") << redirect << u"redirect"_s;
    QTest::newRow("refusal") << HostileIssuer::json({{u"error"_s, u"invalid_grant"_s}}, 400) << u"invalid_grant"_s;
    QTest::newRow("mac token") << HostileIssuer::json({{u"access_token"_s, u"a"_s}, {u"token_type"_s, u"mac"_s}})
                               << u"token_answer_refused"_s;
    QTest::newRow("no ID token") << HostileIssuer::json({{u"access_token"_s, u"a"_s}, {u"token_type"_s, u"Bearer"_s}})
                                 << u"id_token_refused"_s;
}

void TestAuthorizationFlow::badTokenAnswersAreRefused()
{
    QFETCH(HostileIssuer::Answer, answer);
    QFETCH(QString, error);
    Bench bench;
    bench.op.setHandler(u"/token"_s, [answer](const auto &) { return answer; });
    bench.start();
    bench.comeBack({{u"code"_s, u"c"_s}});
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.error(), error);
    QCOMPARE(bench.op.count(u"/token"_s), 1);
}

void TestAuthorizationFlow::slowTokenAnswerIsGivenUp()
{
    Bench bench;
    bench.http.network().setLimits({1024, 50, 100});
    bench.op.setHandler(u"/token"_s, [](const auto &) {
        HostileIssuer::Answer answer;
        answer.silent = true;
        return answer;
    });
    bench.start();
    bench.comeBack({{u"code"_s, u"c"_s}});
    QTRY_VERIFY(bench.result);
    QCOMPARE(bench.result->error().kind, ErrorKind::Network);
}

void TestAuthorizationFlow::busyTokenEndpointIsAskedAgain()
{
    AuthHttp http;
    http.setRetry({3, 5, 20});
    HostileIssuer op;
    op.setHandler(u"/token"_s, [&op](const auto &) {
        return HostileIssuer::json({}, op.count(u"/token"_s) < 3 ? 503 : 400);
    });
    std::optional<Result<AuthReply>> result;
    deliver(http.postForm(QUrl(QString(op.issuer() + u"/token"_s)), {}), &http,
        [&result](const Result<AuthReply> &reply) { result = reply; });
    QTRY_VERIFY(result);
    QCOMPARE((*result)->status, 400);
    QCOMPARE(op.count(u"/token"_s), 3);
}

void TestAuthorizationFlow::rotatedKeyCostsOneReload()
{
    Bench bench;
    const auto next = JwsSigningKey::generate();
    AuthHttp http;
    IssuerKeys keys(http, QUrl(QString(bench.op.issuer() + u"/jwks"_s)), bench.clock);
    const auto first = keys.keys();
    QTRY_VERIFY(first.isFinished());
    bench.op.keys = {next.publicJwk()};
    bench.clock.advance(IssuerKeys::reloadIntervalSeconds);
    TokenSet tokens;
    tokens.idToken = bench.idToken(next);
    IdTokenExpectation expected;
    expected.issuer = bench.op.issuer();
    expected.clientId = u"console"_s;
    expected.now = bench.clock.now();
    const auto person = identify(tokens, keys, expected, &http);
    QTRY_VERIFY(person.isFinished());
    QVERIFY(person.result().has_value());
    QCOMPARE(bench.op.count(u"/jwks"_s), 2);
}

void TestAuthorizationFlow::keyUnknownForeverIsRefused()
{
    Bench bench;
    AuthHttp http;
    IssuerKeys keys(http, QUrl(QString(bench.op.issuer() + u"/jwks"_s)), bench.clock);
    TokenSet tokens;
    tokens.idToken = bench.idToken(JwsSigningKey::generate());
    IdTokenExpectation expected;
    expected.issuer = bench.op.issuer();
    expected.clientId = u"console"_s;
    expected.now = bench.clock.now();
    for (int i = 0; i < 5; ++i) {
        const auto person = identify(tokens, keys, expected, &http);
        QTRY_VERIFY(person.isFinished());
        QCOMPARE(person.result().error().code, u"unknown_key"_s);
    }
    QCOMPARE(bench.op.count(u"/jwks"_s), 1);
}

void TestAuthorizationFlow::withoutBrowserItFails()
{
    Bench bench;
    const auto metadata = OidcMetadata::fromJson(bench.op.metadata, bench.op.issuer());
    AuthorizationFlow flow(bench.http, bench.clock, *metadata, bench.target());
    const auto result = flow.start([](const QUrl &) { return false; });
    QVERIFY(result.isFinished());
    QCOMPARE(result.result().error().code, u"no_browser"_s);
    QVERIFY(!flow.authorizationUrl().isEmpty());
}

void TestAuthorizationFlow::deadlineAndCancelClosethePort()
{
    Bench late;
    late.start(30);
    QTRY_VERIFY(late.result);
    QCOMPARE(late.result->error().kind, ErrorKind::Network);

    Bench stopped;
    stopped.start();
    stopped.flow->cancel();
    QTRY_VERIFY(stopped.result);
    QCOMPARE(stopped.result->error().kind, ErrorKind::Cancelled);
    QNetworkReply *reply = stopped.browser.get(QNetworkRequest(QUrl(stopped.parameter(u"redirect_uri"_s))));
    QTRY_COMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
}

void TestAuthorizationFlow::realProviderSignsAPersonaIn()
{
    testsupport::ServerProcess server;
    QVERIFY2(server.start(), server.log().constData());
    SystemClock clock;
    AuthHttp http;
    const auto portal = probePortal(http, server.url());
    QTRY_VERIFY(portal.isFinished());
    QVERIFY(portal.result());
    const Meta::Oidc oidc = portal.result()->meta.oidc;
    const auto metadata = discoverIssuer(http, oidc.issuer);
    QTRY_VERIFY(metadata.isFinished());
    QVERIFY(metadata.result());

    PersonaBrowser browser(u"technical"_s);
    AuthorizationFlow flow(http, clock, *metadata.result(), {oidc.issuer, oidc.clientId, oidc.scopes, oidc.resource});
    const auto person = flow.start([&browser](const QUrl &url) { return browser.open(url); });
    QTRY_VERIFY(person.isFinished());
    QVERIFY2(person.result(), qPrintable(person.result() ? QString() : person.result().error().message));
    QCOMPARE(person.result()->idClaims.value("name"_L1).toString(), u"Technical reviewer"_s);
    QVERIFY(!person.result()->tokens.refreshToken.isEmpty());
}

void TestAuthorizationFlow::wholeSignInAtTheSandbox()
{
    testsupport::ServerProcess server;
    QVERIFY2(server.start(), server.log().constData());
    SystemClock clock;
    AuthHttp http;
    PersonaBrowser browser(u"admin"_s);
    SignIn signIn(http, clock, [&browser](const QUrl &url) { return browser.open(url); });
    std::optional<SignInResult> result;
    connect(&signIn, &SignIn::finished, this, [&result](const SignInResult &done) { result = done; });
    QSignalSpy stages(&signIn, &SignIn::stageChanged);
    signIn.start(server.url());
    QTRY_VERIFY(result);
    QCOMPARE(result->profile.personName, u"Platform admin"_s);
    QCOMPARE(result->profile.sandbox, true);
    QCOMPARE(QUrl(result->profile.portalUrl), server.url());
    QCOMPARE(signIn.stage(), SignIn::Stage::Done);
    QCOMPARE(stages.size(), 5);
}

void TestAuthorizationFlow::addressesAreJudged_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::newRow("bare name") << u" portal.acme.example "_s << u"https://portal.acme.example"_s;
    QTest::newRow("with a path") << u"https://portal.acme.example/home?x#y"_s << u"https://portal.acme.example"_s;
    QTest::newRow("port") << u"portal.acme.example:8443"_s << u"https://portal.acme.example:8443"_s;
    QTest::newRow("this computer") << u"http://127.0.0.1:8080"_s << u"http://127.0.0.1:8080"_s;
    QTest::newRow("http elsewhere") << u"http://portal.acme.example"_s << QString();
    QTest::newRow("look-alike loopback") << u"http://127.0.0.1.evil.test"_s << QString();
    QTest::newRow("name and password") << u"https://a:b@portal.acme.example"_s << QString();
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("file") << u"file:///etc/passwd"_s << QString();
}

void TestAuthorizationFlow::addressesAreJudged()
{
    QFETCH(QString, typed);
    QFETCH(QString, url);
    const auto result = portalAddress(typed);
    QCOMPARE(result ? result->toString() : QString(), url);
}

void TestAuthorizationFlow::otherServersAreNoPortal()
{
    HostileIssuer op;
    AuthHttp http;
    const auto portal = probePortal(http, QUrl(op.issuer()));
    QTRY_VERIFY(portal.isFinished());
    QCOMPARE(portal.result().error().code, u"no_portal"_s);
}

} // namespace gatehouse

Q_DECLARE_METATYPE(gatehouse::testsupport::HostileIssuer::Answer)

QTEST_GUILESS_MAIN(gatehouse::TestAuthorizationFlow)
#include "tst_authorizationflow.moc"
