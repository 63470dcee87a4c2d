// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backend/providerfixture.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

using Parameters = ProviderFixture::Parameters;

class TestOidcProvider final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void discoveryOffersWhatTheConsoleNeeds();
    void keySetHoldsOnlyThePublicKey();
    void signInPageListsPersonasAndIsMarked();
    void pagesAreGuarded();
    void codeFlowGivesTokens();
    void stateAndIssuerComeBack();
    void refusesBeforeTheRedirect_data();
    void refusesBeforeTheRedirect();
    void refusesThroughTheRedirect_data();
    void refusesThroughTheRedirect();
    void redirectTakesAnyPort();
    void personMayDeny();
    void formNeedsItsOwnCookie();
    void formFromElsewhereIsRefused();
    void anotherHostIsRefused();
    void wrongVerifierIsRefusedAndEndsTheCode();
    void codeWorksOnceAndItsReplayEndsTheSignIn();
    void codeExpires();
    void codeIsBoundToItsRedirect();
    void tokenEndpointRefuses_data();
    void tokenEndpointRefuses();
    void refreshRotates();
    void refreshReplayEndsTheFamily();
    void refreshMayNarrowTheScope();
    void withoutOfflineAccessThereIsNoRefreshToken();
    void revokedRefreshTokenEndsTheSignIn();
    void revokedAccessTokenIsRefused();
    void unknownTokenCountsAsRevoked();
    void userInfoNeedsAToken();
    void endSessionEndsTheSignIn();
    void deviceFlowEndsInTokens();
    void deviceFlowCanBeDenied();
    void deviceFlowSlowsDown();
    void deviceCodeExpires();
    void deviceCodesCannotBeGuessed();
    void secretsAreStoredAsDigestsOnly();
    void revocationsSurviveARestart();

private:
    QString startDevice(ProviderFixture &fixture, QString *userCode) const;
    http::Response pollDevice(ProviderFixture &fixture, const QString &deviceCode) const;
    http::Response answerDevice(
        ProviderFixture &fixture, const QString &userCode, Parameters choice) const;
};

void TestOidcProvider::discoveryOffersWhatTheConsoleNeeds()
{
    ProviderFixture fixture;
    const QJsonObject document = jsonOf(fixture.get(u"/oidc/.well-known/openid-configuration"_s));
    QCOMPARE(document.value("issuer"_L1).toString(), u"http://127.0.0.1:8080/oidc"_s);
    QCOMPARE(document.value("code_challenge_methods_supported"_L1).toArray(), QJsonArray {u"S256"_s});
    QCOMPARE(document.value("response_types_supported"_L1).toArray(), QJsonArray {u"code"_s});
    QVERIFY(document.value("authorization_response_iss_parameter_supported"_L1).toBool());
    QVERIFY(!document.value("grant_types_supported"_L1).toArray().contains(u"password"_s));
}

void TestOidcProvider::keySetHoldsOnlyThePublicKey()
{
    ProviderFixture fixture;
    const QJsonArray keys = jsonOf(fixture.get(u"/oidc/jwks"_s)).value("keys"_L1).toArray();
    QCOMPARE(keys.size(), 1);
    QVERIFY(!keys.first().toObject().contains("d"_L1));
    QCOMPARE(keys.first().toObject().value("crv"_L1).toString(), u"Ed25519"_s);
}

void TestOidcProvider::signInPageListsPersonasAndIsMarked()
{
    ProviderFixture fixture;
    const auto page = fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest());
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.contains("Local sandbox"));
    for (const Persona &persona : sandboxPersonas())
        QVERIFY2(page.body.contains(QByteArray("value=\"" + persona.key.toUtf8() + "\"")), qPrintable(persona.key));
    QVERIFY(page.body.contains("reviewer:security"));
    QVERIFY(page.body.contains("s t&amp;te"));
    QVERIFY(!page.body.contains("<script"));
}

void TestOidcProvider::pagesAreGuarded()
{
    ProviderFixture fixture;
    const auto page = fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest());
    const QByteArray policy = headerOf(page, "Content-Security-Policy");
    QVERIFY(policy.contains("default-src 'none'"));
    QVERIFY(policy.contains("frame-ancestors 'none'"));
    QVERIFY(!policy.contains("unsafe-inline"));
    QCOMPARE(headerOf(page, "Cache-Control"), "no-store");
    QVERIFY(headerOf(page, "Set-Cookie").contains("HttpOnly; SameSite=Strict"));
}

void TestOidcProvider::codeFlowGivesTokens()
{
    ProviderFixture fixture;
    const auto response = fixture.post(u"/oidc/token"_s, fixture.codeExchange(fixture.code()));
    QCOMPARE(response.status, 200);
    QCOMPARE(headerOf(response, "Cache-Control"), "no-store");
    const QJsonObject tokens = jsonOf(response);
    QCOMPARE(tokens.value("token_type"_L1).toString(), u"Bearer"_s);
    QCOMPARE(tokens.value("expires_in"_L1).toInt(), 15 * 60);
    const auto access = verifyJws(
        tokens.value("access_token"_L1).toString().toLatin1(), fixture.provider.keys());
    QVERIFY(access);
    QCOMPARE(access->header.value("typ"_L1).toString(), u"at+jwt"_s);
    QCOMPARE(access->claims.value("aud"_L1).toString(), u"urn:gatehouse:api"_s);
    QVERIFY(access->claims.value("roles"_L1).toArray().contains(u"reviewer:security"_s));
    const auto id
        = verifyJws(tokens.value("id_token"_L1).toString().toLatin1(), fixture.provider.keys());
    QVERIFY(id);
    QCOMPARE(id->claims.value("nonce"_L1).toString(), u"n-1"_s);
    QCOMPARE(id->claims.value("aud"_L1).toString(), u"gatehouse-console"_s);
}

void TestOidcProvider::stateAndIssuerComeBack()
{
    ProviderFixture fixture;
    const auto response = fixture.signIn(fixture.authorizationRequest(), u"security"_s);
    QCOMPARE(response.status, 303);
    const QUrlQuery back = redirectOf(response);
    QCOMPARE(back.queryItemValue(u"state"_s, QUrl::FullyDecoded), u"s t&te"_s);
    QCOMPARE(back.queryItemValue(u"iss"_s, QUrl::FullyDecoded), u"http://127.0.0.1:8080/oidc"_s);
}

void TestOidcProvider::refusesBeforeTheRedirect_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("unknown client") << u"client_id"_s << u"other"_s;
    QTest::newRow("no redirect") << u"redirect_uri"_s << QString();
    const std::pair<const char *, const char *> redirects[] = {
        {"look-alike host", "http://127.0.0.1.evil.test/callback"},
        {"other path", "http://127.0.0.1:5000/callback2"},
        {"path above", "http://127.0.0.1:5000/callback/../evil"},
        {"localhost", "http://localhost:5000/callback"},
        {"person in the address", "http://127.0.0.1:5000@evil.test/callback"},
        {"port of letters", "http://127.0.0.1:evil/callback"},
        {"port too high", "http://127.0.0.1:65536/callback"},
        {"https", "https://127.0.0.1:5000/callback"},
        {"query", "http://127.0.0.1:5000/callback?x=1"},
        {"fragment", "http://127.0.0.1:5000/callback#x"},
        {"line break", "http://127.0.0.1:5000/callback\n"},
        {"other loopback", "http://127.0.0.2:5000/callback"}};
    for (const auto &[title, uri] : redirects)
        QTest::newRow(title) << u"redirect_uri"_s << QString::fromLatin1(uri);
}

void TestOidcProvider::refusesBeforeTheRedirect()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    ProviderFixture fixture;
    Parameters request = fixture.authorizationRequest();
    request.insert(name, value);
    const auto page = fixture.get(u"/oidc/authorize"_s, request);
    QCOMPARE(page.status, 400);
    QVERIFY(headerOf(page, "Location").isEmpty());

    // The form judges again: skipping the page helps nobody.
    request.insert(u"form_token"_s,
        fixture.takeFormToken(fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest())));
    request.insert(u"persona"_s, u"security"_s);
    const auto posted = fixture.post(u"/oidc/authorize"_s, request);
    QCOMPARE(posted.status, 400);
    QVERIFY(headerOf(posted, "Location").isEmpty());
}

void TestOidcProvider::refusesThroughTheRedirect_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::newRow("no PKCE") << u"code_challenge"_s << QString() << u"invalid_request"_s;
    QTest::newRow("plain") << u"code_challenge_method"_s << u"plain"_s << u"invalid_request"_s;
    QTest::newRow("no method means plain")
        << u"code_challenge_method"_s << QString() << u"invalid_request"_s;
    QTest::newRow("short challenge") << u"code_challenge"_s << u"abc"_s << u"invalid_request"_s;
    QTest::newRow("implicit") << u"response_type"_s << u"token"_s << u"unsupported_response_type"_s;
    QTest::newRow("hybrid") << u"response_type"_s << u"code id_token"_s
                            << u"unsupported_response_type"_s;
    QTest::newRow("unknown scope") << u"scope"_s << u"openid admin"_s << u"invalid_scope"_s;
    QTest::newRow("no openid") << u"scope"_s << u"profile"_s << u"invalid_scope"_s;
    QTest::newRow("silent") << u"prompt"_s << u"none"_s << u"login_required"_s;
    QTest::newRow("other resource") << u"resource"_s << u"urn:other"_s << u"invalid_target"_s;
    QTest::newRow("request object") << u"request"_s << u"x.y.z"_s << u"request_not_supported"_s;
}

void TestOidcProvider::refusesThroughTheRedirect()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, error);
    ProviderFixture fixture;
    Parameters request = fixture.authorizationRequest();
    request.insert(name, value);
    const auto response = fixture.get(u"/oidc/authorize"_s, request);
    QCOMPARE(response.status, 303);
    const QUrlQuery back = redirectOf(response);
    QCOMPARE(back.queryItemValue(u"error"_s), error);
    QCOMPARE(back.queryItemValue(u"state"_s, QUrl::FullyDecoded), u"s t&te"_s);
    QVERIFY(back.hasQueryItem(u"iss"_s));
    QVERIFY(!back.hasQueryItem(u"code"_s));
}

void TestOidcProvider::redirectTakesAnyPort()
{
    ProviderFixture fixture;
    for (const QString &uri : {u"http://127.0.0.1:1/callback"_s, u"http://127.0.0.1:65535/callback"_s,
             u"http://127.0.0.1/callback"_s}) {
        Parameters request = fixture.authorizationRequest();
        request.insert(u"redirect_uri"_s, uri);
        QVERIFY(headerOf(fixture.signIn(request, u"viewer"_s), "Location")
                    .startsWith(QByteArray(uri.toLatin1() + "?code=")));
    }
}

void TestOidcProvider::personMayDeny()
{
    ProviderFixture fixture;
    Parameters form = fixture.authorizationRequest();
    form.insert(u"form_token"_s,
        fixture.takeFormToken(fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest())));
    form.insert(u"deny"_s, u"1"_s);
    const QUrlQuery back = redirectOf(fixture.post(u"/oidc/authorize"_s, form));
    QCOMPARE(back.queryItemValue(u"error"_s), u"access_denied"_s);
    QVERIFY(back.hasQueryItem(u"iss"_s));
}

void TestOidcProvider::formNeedsItsOwnCookie()
{
    ProviderFixture fixture;
    Parameters form = fixture.authorizationRequest();
    form.insert(u"form_token"_s,
        fixture.takeFormToken(fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest())));
    form.insert(u"persona"_s, u"security"_s);
    fixture.cookie.clear();
    QCOMPARE(fixture.post(u"/oidc/authorize"_s, form).status, 403);
}

void TestOidcProvider::formFromElsewhereIsRefused()
{
    ProviderFixture fixture;
    fixture.origin = "https://evil.test";
    QCOMPARE(fixture.signIn(fixture.authorizationRequest(), u"security"_s).status, 403);
}

void TestOidcProvider::anotherHostIsRefused()
{
    ProviderFixture fixture;
    fixture.host = "evil.test:8080";
    QCOMPARE(fixture.get(u"/oidc/authorize"_s, fixture.authorizationRequest()).status, 421);
}

void TestOidcProvider::wrongVerifierIsRefusedAndEndsTheCode()
{
    ProviderFixture fixture;
    Parameters exchange = fixture.codeExchange(fixture.code());
    const QString right = exchange.value(u"code_verifier"_s);
    exchange.insert(u"code_verifier"_s, QString(43, u'x'));
    const auto refused = fixture.post(u"/oidc/token"_s, exchange);
    QCOMPARE(refused.status, 400);
    QCOMPARE(jsonOf(refused).value("error"_L1).toString(), u"invalid_grant"_s);
    exchange.insert(u"code_verifier"_s, right);
    QCOMPARE(fixture.post(u"/oidc/token"_s, exchange).status, 400);
}

void TestOidcProvider::codeWorksOnceAndItsReplayEndsTheSignIn()
{
    ProviderFixture fixture;
    const Parameters exchange = fixture.codeExchange(fixture.code());
    const QJsonObject tokens = jsonOf(fixture.post(u"/oidc/token"_s, exchange));
    QVERIFY(tokens.contains("refresh_token"_L1));
    const auto replay = fixture.post(u"/oidc/token"_s, exchange);
    QCOMPARE(jsonOf(replay).value("error"_L1).toString(), u"invalid_grant"_s);
    QCOMPARE(fixture.refresh(tokens.value("refresh_token"_L1).toString()).status, 400);
    QVERIFY(fixture.provider.revoked().covers(claimsOf(tokens, "access_token")));
}

void TestOidcProvider::codeExpires()
{
    ProviderFixture fixture;
    const QString code = fixture.code();
    fixture.clock.advance(60);
    QCOMPARE(fixture.post(u"/oidc/token"_s, fixture.codeExchange(code)).status, 400);
}

void TestOidcProvider::codeIsBoundToItsRedirect()
{
    ProviderFixture fixture;
    Parameters exchange = fixture.codeExchange(fixture.code());
    exchange.insert(u"redirect_uri"_s, u"http://127.0.0.1:49153/callback"_s);
    QCOMPARE(fixture.post(u"/oidc/token"_s, exchange).status, 400);
}

void TestOidcProvider::tokenEndpointRefuses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("error");
    QTest::addColumn<int>("status");
    QTest::newRow("password grant")
        << u"grant_type"_s << u"password"_s << u"unsupported_grant_type"_s << 400;
    QTest::newRow("unknown client") << u"client_id"_s << u"x"_s << u"invalid_client"_s << 401;
    QTest::newRow("client secret") << u"client_secret"_s << u"x"_s << u"invalid_client"_s << 401;
    QTest::newRow("other resource") << u"resource"_s << u"urn:other"_s << u"invalid_target"_s << 400;
    QTest::newRow("unknown code") << u"code"_s << u"x"_s << u"invalid_grant"_s << 400;
}

void TestOidcProvider::tokenEndpointRefuses()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, error);
    QFETCH(int, status);
    ProviderFixture fixture;
    Parameters exchange = fixture.codeExchange(fixture.code());
    exchange.insert(name, value);
    const auto response = fixture.post(u"/oidc/token"_s, exchange);
    QCOMPARE(response.status, status);
    QCOMPARE(jsonOf(response).value("error"_L1).toString(), error);
}

void TestOidcProvider::refreshRotates()
{
    ProviderFixture fixture;
    const QString first = fixture.tokens().value("refresh_token"_L1).toString();
    const QJsonObject second = jsonOf(fixture.refresh(first));
    QVERIFY(second.contains("access_token"_L1));
    QVERIFY(second.value("refresh_token"_L1).toString() != first);
    QCOMPARE(fixture.refresh(second.value("refresh_token"_L1).toString()).status, 200);
}

void TestOidcProvider::refreshReplayEndsTheFamily()
{
    ProviderFixture fixture;
    const QString first = fixture.tokens().value("refresh_token"_L1).toString();
    const QJsonObject second = jsonOf(fixture.refresh(first));
    const auto replay = fixture.refresh(first);
    QCOMPARE(replay.status, 400);
    QCOMPARE(jsonOf(replay).value("error"_L1).toString(), u"invalid_grant"_s);
    QCOMPARE(fixture.refresh(second.value("refresh_token"_L1).toString()).status, 400);
    QVERIFY(fixture.provider.revoked().covers(claimsOf(second, "access_token")));
}

void TestOidcProvider::refreshMayNarrowTheScope()
{
    ProviderFixture fixture;
    const QString token = fixture.tokens().value("refresh_token"_L1).toString();
    Parameters form {{u"grant_type"_s, u"refresh_token"_s}, {u"refresh_token"_s, token},
        {u"client_id"_s, u"gatehouse-console"_s}, {u"scope"_s, u"openid admin"_s}};
    QCOMPARE(jsonOf(fixture.post(u"/oidc/token"_s, form)).value("error"_L1).toString(),
        u"invalid_scope"_s);
    form.insert(u"scope"_s, u"openid gatehouse"_s);
    QCOMPARE(jsonOf(fixture.post(u"/oidc/token"_s, form)).value("scope"_L1).toString(),
        u"openid gatehouse"_s);
}

void TestOidcProvider::withoutOfflineAccessThereIsNoRefreshToken()
{
    ProviderFixture fixture;
    Parameters request = fixture.authorizationRequest();
    request.insert(u"scope"_s, u"openid gatehouse"_s);
    const QString code
        = redirectOf(fixture.signIn(request, u"viewer"_s)).queryItemValue(u"code"_s);
    const QJsonObject tokens = jsonOf(fixture.post(u"/oidc/token"_s, fixture.codeExchange(code)));
    QVERIFY(tokens.contains("access_token"_L1));
    QVERIFY(!tokens.contains("refresh_token"_L1));
}

void TestOidcProvider::revokedRefreshTokenEndsTheSignIn()
{
    ProviderFixture fixture;
    const QJsonObject tokens = fixture.tokens();
    const QString refresh = tokens.value("refresh_token"_L1).toString();
    QCOMPARE(fixture.post(u"/oidc/revoke"_s,
                 {{u"token"_s, refresh}, {u"client_id"_s, u"gatehouse-console"_s}}).status, 200);
    QCOMPARE(fixture.refresh(refresh).status, 400);
    QVERIFY(fixture.provider.revoked().covers(claimsOf(tokens, "access_token")));
}

void TestOidcProvider::revokedAccessTokenIsRefused()
{
    ProviderFixture fixture;
    const QJsonObject tokens = fixture.tokens();
    const QString access = tokens.value("access_token"_L1).toString();
    QCOMPARE(fixture.get(u"/oidc/userinfo"_s, {}, access.toLatin1()).status, 200);
    QCOMPARE(fixture.post(u"/oidc/revoke"_s,
                 {{u"token"_s, access}, {u"client_id"_s, u"gatehouse-console"_s}}).status, 200);
    QCOMPARE(fixture.get(u"/oidc/userinfo"_s, {}, access.toLatin1()).status, 401);
}

void TestOidcProvider::unknownTokenCountsAsRevoked()
{
    ProviderFixture fixture;
    QCOMPARE(fixture.post(u"/oidc/revoke"_s,
                 {{u"token"_s, u"nobody's"_s}, {u"client_id"_s, u"gatehouse-console"_s}}).status, 200);
}

void TestOidcProvider::userInfoNeedsAToken()
{
    ProviderFixture fixture;
    const QJsonObject tokens = fixture.tokens(u"ops"_s);
    const QByteArray access = tokens.value("access_token"_L1).toString().toLatin1();
    QCOMPARE(jsonOf(fixture.get(u"/oidc/userinfo"_s, {}, access)).value("sub"_L1).toString(), u"ops"_s);
    QCOMPARE(fixture.get(u"/oidc/userinfo"_s).status, 401);
    const QByteArray id = tokens.value("id_token"_L1).toString().toLatin1();
    QCOMPARE(fixture.get(u"/oidc/userinfo"_s, {}, id).status, 401);
    fixture.clock.advance(15 * 60);
    QCOMPARE(fixture.get(u"/oidc/userinfo"_s, {}, access).status, 401);
}

void TestOidcProvider::endSessionEndsTheSignIn()
{
    ProviderFixture fixture;
    const QJsonObject tokens = fixture.tokens();
    QCOMPARE(fixture.get(u"/oidc/logout"_s,
                 {{u"id_token_hint"_s, tokens.value("id_token"_L1).toString()}}).status, 200);
    QCOMPARE(fixture.refresh(tokens.value("refresh_token"_L1).toString()).status, 400);
}

QString TestOidcProvider::startDevice(ProviderFixture &fixture, QString *userCode) const
{
    const QJsonObject answer = jsonOf(fixture.post(u"/oidc/device_authorization"_s,
        {{u"client_id"_s, u"gatehouse-console"_s}, {u"scope"_s, u"openid offline_access gatehouse"_s}}));
    *userCode = answer.value("user_code"_L1).toString();
    return answer.value("device_code"_L1).toString();
}

http::Response TestOidcProvider::pollDevice(ProviderFixture &fixture, const QString &deviceCode) const
{
    return fixture.post(u"/oidc/token"_s,
        {{u"grant_type"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
            {u"device_code"_s, deviceCode}, {u"client_id"_s, u"gatehouse-console"_s}});
}

http::Response TestOidcProvider::answerDevice(
    ProviderFixture &fixture, const QString &userCode, Parameters choice) const
{
    choice.insert(u"form_token"_s, fixture.takeFormToken(fixture.get(u"/oidc/device"_s)));
    choice.insert(u"user_code"_s, userCode);
    return fixture.post(u"/oidc/device"_s, choice);
}

void TestOidcProvider::deviceFlowEndsInTokens()
{
    ProviderFixture fixture;
    QString userCode;
    const QString deviceCode = startDevice(fixture, &userCode);
    QVERIFY(QRegularExpression(u"^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$"_s)
                .match(userCode)
                .hasMatch());
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(),
        u"authorization_pending"_s);

    const auto confirm = answerDevice(fixture, QString(userCode).remove(u'-').toLower(), {});
    QVERIFY(confirm.body.contains(userCode.toLatin1()));
    QCOMPARE(answerDevice(fixture, userCode, {{u"persona"_s, u"ops"_s}}).status, 200);

    fixture.clock.advance(5);
    const QJsonObject tokens = jsonOf(pollDevice(fixture, deviceCode));
    QCOMPARE(claimsOf(tokens, "access_token").value("sub"_L1).toString(), u"ops"_s);
    QVERIFY(tokens.contains("refresh_token"_L1));
    fixture.clock.advance(5);
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(), u"invalid_grant"_s);
}

void TestOidcProvider::deviceFlowCanBeDenied()
{
    ProviderFixture fixture;
    QString userCode;
    const QString deviceCode = startDevice(fixture, &userCode);
    answerDevice(fixture, userCode, {{u"deny"_s, u"1"_s}});
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(), u"access_denied"_s);
}

void TestOidcProvider::deviceFlowSlowsDown()
{
    ProviderFixture fixture;
    QString userCode;
    const QString deviceCode = startDevice(fixture, &userCode);
    pollDevice(fixture, deviceCode);
    fixture.clock.advance(4);
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(), u"slow_down"_s);
    fixture.clock.advance(9); // five seconds more from now on
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(), u"slow_down"_s);
    fixture.clock.advance(15);
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(),
        u"authorization_pending"_s);
}

void TestOidcProvider::deviceCodeExpires()
{
    ProviderFixture fixture;
    QString userCode;
    const QString deviceCode = startDevice(fixture, &userCode);
    fixture.clock.advance(10 * 60);
    QCOMPARE(jsonOf(pollDevice(fixture, deviceCode)).value("error"_L1).toString(), u"expired_token"_s);
}

void TestOidcProvider::deviceCodesCannotBeGuessed()
{
    ProviderFixture fixture;
    QString userCode;
    startDevice(fixture, &userCode);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(fixture.get(u"/oidc/device"_s, {{u"user_code"_s, u"BBBB-BBBB"_s}}).status, 400);
    QCOMPARE(fixture.get(u"/oidc/device"_s, {{u"user_code"_s, userCode}}).status, 429);
    fixture.clock.advance(10 * 60 - 1);
    QCOMPARE(fixture.get(u"/oidc/device"_s, {{u"user_code"_s, userCode}}).status, 429);
    fixture.clock.advance(1);
    startDevice(fixture, &userCode);
    QCOMPARE(fixture.get(u"/oidc/device"_s, {{u"user_code"_s, userCode}}).status, 200);
}

void TestOidcProvider::secretsAreStoredAsDigestsOnly()
{
    ProviderFixture fixture;
    const QString code = fixture.code();
    const QJsonObject tokens = jsonOf(fixture.post(u"/oidc/token"_s, fixture.codeExchange(code)));
    const QString refresh = tokens.value("refresh_token"_L1).toString();
    fixture.database.reset();
    const QStringList files = QDir(fixture.directory.path()).entryList(QDir::Files);
    for (const QString &name : files) {
        QFile file(fixture.directory.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(code.toLatin1()), qPrintable(name));
        QVERIFY2(!bytes.contains(refresh.toLatin1()), qPrintable(name));
    }
}

void TestOidcProvider::revocationsSurviveARestart()
{
    ProviderFixture fixture;
    const QJsonObject tokens = fixture.tokens();
    fixture.post(u"/oidc/revoke"_s,
        {{u"token"_s, tokens.value("refresh_token"_L1).toString()},
            {u"client_id"_s, u"gatehouse-console"_s}});
    auth::OidcProvider restarted(fixture.provider.options(), JwsSigningKey::generate(), fixture.clock);
    QVERIFY(restarted.start(*fixture.database));
    QVERIFY(restarted.revoked().covers(claimsOf(tokens, "access_token")));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestOidcProvider)
#include "tst_oidcprovider.moc"
