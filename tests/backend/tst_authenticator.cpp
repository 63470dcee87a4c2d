// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/jwtauthenticator.h"
#include "backend/auth/signingkeyfile.h"
#include "tests/backend/providerfixture.h"
#include "tests/testsupport/hostileissuer.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

using testsupport::HostileIssuer;

//! The API takes exactly the access tokens that RFC 9068 and the configuration allow.
class TestAuthenticator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sandboxTokenNamesThePersona();
    void seedingTokenWorks();
    void refusesOtherRequests_data();
    void refusesOtherRequests();
    void refusesTheIdToken();
    void refusesExpired();
    void refusesAfterRevocation();
    void peopleAreWrittenDownOnce();
    void tenantMustBeInTheToken();
    void oversizedTokenIsNamedAsSuch();
    void refusesClaims_data();
    void refusesClaims();
    void externalRolesAreMapped();
    void groupsAreWhatAWorkflowCanName();
    void externalPeopleDifferBySubjectAndIssuer();
    void configurationIsChecked_data();
    void configurationIsChecked();
    void rotatedKeyIsFoundByOneReload();
    void unknownKeyReloadsOncePerInterval();
    void metadataOfAnotherIssuerIsRefused();
    void unreachableIssuerIsNoAnswerAboutThePerson();
    void signingKeyFileIsPrivateAndKept();

private:
    static http::Request withToken(const QByteArray &token, const QByteArray &tenant = {});
    static auth::TrustedIssuer trusted(const HostileIssuer &op);
    static QJsonObject claims(const HostileIssuer &op, const testsupport::FakeClock &clock);
    static QString code(const Result<auth::Caller> &result);
};

http::Request TestAuthenticator::withToken(const QByteArray &token, const QByteArray &tenant)
{
    http::Request request;
    request.headers.insert("authorization", "Bearer " + token);
    if (!tenant.isEmpty())
        request.headers.insert("portal-tenant", tenant);
    return request;
}

QString TestAuthenticator::code(const Result<auth::Caller> &result)
{
    return result ? QString() : result.error().code;
}

auth::TrustedIssuer TestAuthenticator::trusted(const HostileIssuer &op)
{
    return *auth::TrustedIssuer::fromJson({{u"issuer"_s, op.issuer()}, {u"clientId"_s, u"console"_s},
        {u"audience"_s, u"urn:api"_s}, {u"roleClaim"_s, u"groups"_s},
        {u"roles"_s, QJsonObject {{u"sec-team"_s, u"reviewer:security"_s}, {u"sre"_s, u"ops"_s}}},
        {u"tenants"_s, QJsonArray {u"acme"_s}}});
}

QJsonObject TestAuthenticator::claims(const HostileIssuer &op, const testsupport::FakeClock &clock)
{
    const qint64 now = clock.now().toSecsSinceEpoch();
    return {{u"iss"_s, op.issuer()}, {u"aud"_s, QJsonArray {u"urn:api"_s, u"urn:other"_s}},
        {u"sub"_s, u"alice"_s}, {u"iat"_s, now}, {u"exp"_s, now + 300},
        {u"scope"_s, u"openid gatehouse"_s},
        {u"groups"_s, QJsonArray {u"sec-team"_s, u"everyone"_s}}};
}

void TestAuthenticator::sandboxTokenNamesThePersona()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, &fixture.provider.revoked(), fixture.clock);
    const QByteArray token
        = fixture.tokens(u"security"_s).value("access_token"_L1).toString().toLatin1();
    const auto caller = authenticator.verify(withToken(token));
    QVERIFY(caller);
    QCOMPARE(caller->actor.person, (PersonRef {PersonId(u"per_security"_s), u"Security reviewer"_s}));
    QCOMPARE(caller->actor.roles, (QList {Role::Viewer, Role::ReviewerSecurity}));
    QCOMPARE(caller->actor.groups, QStringList {u"platform-security"_s});
    QCOMPARE(caller->actor.tenant, u"sandbox"_s);
    QVERIFY(caller->scopes.contains(u"gatehouse"_s));
}

void TestAuthenticator::seedingTokenWorks()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, &fixture.provider.revoked(), fixture.clock);
    QVERIFY(authenticator.verify(withToken(*fixture.provider.issueFor(u"requester"_s))));
    QVERIFY(!fixture.provider.issueFor(u"nobody"_s));
}

void TestAuthenticator::refusesOtherRequests_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("basic") << QByteArray("Basic YTpi");
    QTest::newRow("empty token") << QByteArray("Bearer ");
    QTest::newRow("opaque token") << QByteArray("Bearer abcdef");
}

void TestAuthenticator::refusesOtherRequests()
{
    QFETCH(QByteArray, header);
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, nullptr, fixture.clock);
    http::Request request;
    if (!header.isEmpty())
        request.headers.insert("authorization", header);
    QCOMPARE(code(authenticator.verify(request)), u"unauthenticated"_s);
}

void TestAuthenticator::refusesTheIdToken()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, nullptr, fixture.clock);
    const QByteArray token = fixture.tokens().value("id_token"_L1).toString().toLatin1();
    QCOMPARE(code(authenticator.verify(withToken(token))), u"unauthenticated"_s);
}

void TestAuthenticator::refusesExpired()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, nullptr, fixture.clock);
    const QByteArray token = fixture.tokens().value("access_token"_L1).toString().toLatin1();
    QVERIFY(authenticator.verify(withToken(token)));
    fixture.clock.advance(15 * 60 + 10);
    QCOMPARE(code(authenticator.verify(withToken(token))), u"unauthenticated"_s);
}

void TestAuthenticator::refusesAfterRevocation()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, &fixture.provider.revoked(), fixture.clock);
    const QJsonObject tokens = fixture.tokens();
    const QByteArray token = tokens.value("access_token"_L1).toString().toLatin1();
    QVERIFY(authenticator.verify(withToken(token)));
    fixture.post(u"/oidc/revoke"_s,
        {{u"token"_s, tokens.value("refresh_token"_L1).toString()},
            {u"client_id"_s, u"gatehouse-console"_s}});
    QCOMPARE(code(authenticator.verify(withToken(token))), u"unauthenticated"_s);
}

void TestAuthenticator::peopleAreWrittenDownOnce()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, nullptr, fixture.clock);
    const QByteArray token
        = fixture.tokens(u"security"_s).value("access_token"_L1).toString().toLatin1();
    for (int i = 0; i < 3; ++i)
        QVERIFY(authenticator.authenticate(withToken(token), *fixture.database));
    auto rows = fixture.database->query(u"SELECT id, tenant, subject, name, roles FROM persons"_s);
    QVERIFY(rows);
    QVERIFY(rows->next());
    QCOMPARE(rows->text(0), u"per_security"_s);
    QCOMPARE(rows->text(1), u"sandbox"_s);
    QCOMPARE(rows->text(2), u"security"_s);
    QCOMPARE(rows->text(3), u"Security reviewer"_s);
    QCOMPARE(rows->text(4), u"viewer reviewer:security"_s);
    QVERIFY(!rows->next());
}

void TestAuthenticator::tenantMustBeInTheToken()
{
    ProviderFixture fixture;
    auth::FixedKeys keys(fixture.provider.keys());
    auth::JwtAuthenticator authenticator(auth::TrustedIssuer::sandbox(fixture.provider.options().meta()),
        keys, nullptr, fixture.clock);
    const QByteArray token = fixture.tokens().value("access_token"_L1).toString().toLatin1();
    QVERIFY(authenticator.verify(withToken(token, "sandbox")));
    QCOMPARE(code(authenticator.verify(withToken(token, "acme"))), u"tenant_forbidden"_s);
}

void TestAuthenticator::oversizedTokenIsNamedAsSuch()
{
    HostileIssuer op;
    testsupport::FakeClock clock;
    auth::FixedKeys keys(*JwkSet::fromJson({{u"keys"_s, QJsonArray {op.key.publicJwk()}}}));
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    QJsonObject huge = claims(op, clock);
    QJsonArray groups;
    for (int i = 0; i < 500; ++i)
        groups.append(u"group-number-%1-of-the-company"_s.arg(i));
    huge.insert(u"groups"_s, groups);
    const auto result = authenticator.verify(withToken(op.key.sign(huge, u"at+jwt"_s)));
    QCOMPARE(code(result), u"token_too_large"_s);
    QVERIFY2(result.error().message.contains(u"groups"_s), qPrintable(result.error().message));
}

void TestAuthenticator::refusesClaims_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("error");
    const QString no = u"unauthenticated"_s;
    const QJsonValue gone(QJsonValue::Undefined);
    QTest::newRow("good") << u"x"_s << QJsonValue(1) << u"at+jwt"_s << QString();
    QTest::newRow("media type form") << u"x"_s << QJsonValue(1) << u"application/at+jwt"_s << QString();
    QTest::newRow("other issuer") << u"iss"_s << QJsonValue(u"https://x.test"_s) << u"at+jwt"_s << no;
    QTest::newRow("other audience") << u"aud"_s << QJsonValue(u"urn:other"_s) << u"at+jwt"_s << no;
    QTest::newRow("no audience") << u"aud"_s << gone << u"at+jwt"_s << no;
    QTest::newRow("no expiry") << u"exp"_s << gone << u"at+jwt"_s << no;
    QTest::newRow("no subject") << u"sub"_s << gone << u"at+jwt"_s << no;
    QTest::newRow("issued later") << u"iat"_s << QJsonValue(4102444800.0) << u"at+jwt"_s << no;
    QTest::newRow("plain JWT") << u"x"_s << QJsonValue(1) << u"JWT"_s << no;
    QTest::newRow("other scope") << u"scope"_s << QJsonValue(u"openid"_s) << u"at+jwt"_s << u"forbidden"_s;
}

void TestAuthenticator::refusesClaims()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QFETCH(QString, type);
    QFETCH(QString, error);
    HostileIssuer op;
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    QJsonObject changed = claims(op, clock);
    changed.insert(name, value);
    QCOMPARE(code(authenticator.verify(withToken(op.key.sign(changed, type)))), error);
}

void TestAuthenticator::externalRolesAreMapped()
{
    HostileIssuer op;
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    const auto caller
        = authenticator.verify(withToken(op.key.sign(claims(op, clock), u"at+jwt"_s)));
    QVERIFY(caller);
    QCOMPARE(caller->actor.roles, (QList {Role::Viewer, Role::ReviewerSecurity}));
    QCOMPARE(caller->actor.tenant, u"acme"_s);
    QCOMPARE(caller->actor.groups, (QStringList {u"sec-team"_s, u"everyone"_s}));
}

void TestAuthenticator::groupsAreWhatAWorkflowCanName()
{
    const auth::TrustedIssuer plain;
    QCOMPARE(plain.groups({}), QStringList());
    QCOMPARE(plain.groups({{u"groups"_s, u"platform"_s}}), QStringList {u"platform"_s});
    QCOMPARE(plain.groups({{u"groups"_s, QJsonArray {u"a"_s, 7, u""_s, u"a"_s, u"b|c"_s, QString(81, u'x'), u"b"_s}}}),
        (QStringList {u"a"_s, u"b"_s}));
    const auto renamed = auth::TrustedIssuer::fromJson({{u"issuer"_s, u"https://id.test"_s}, {u"clientId"_s, u"c"_s},
        {u"audience"_s, u"a"_s}, {u"groupClaim"_s, u"teams"_s}});
    QVERIFY(renamed);
    QCOMPARE(renamed->groups({{u"groups"_s, u"x"_s}, {u"teams"_s, QJsonArray {u"platform"_s}}}), QStringList {u"platform"_s});
}

void TestAuthenticator::externalPeopleDifferBySubjectAndIssuer()
{
    auth::TrustedIssuer one;
    one.identity = u"https://one.test"_s;
    auth::TrustedIssuer two;
    two.identity = u"https://two.test"_s;
    QCOMPARE(one.personId(u"alice"_s), one.personId(u"alice"_s));
    QVERIFY(one.personId(u"alice"_s) != one.personId(u"bob"_s));
    QVERIFY(one.personId(u"alice"_s) != two.personId(u"alice"_s));
}

void TestAuthenticator::configurationIsChecked_data()
{
    QTest::addColumn<QJsonObject>("object");
    const QJsonObject good {{u"issuer"_s, u"https://id.test"_s}, {u"clientId"_s, u"c"_s},
        {u"audience"_s, u"a"_s}};
    for (const QString &name : good.keys()) {
        QJsonObject without = good;
        without.remove(name);
        QTest::newRow(qPrintable(QString(u"without "_s + name))) << without;
    }
    QJsonObject badRole = good;
    badRole.insert(u"roles"_s, QJsonObject {{u"group"_s, u"emperor"_s}});
    QTest::newRow("unknown role") << badRole;
}

void TestAuthenticator::configurationIsChecked()
{
    QFETCH(QJsonObject, object);
    QVERIFY(!auth::TrustedIssuer::fromJson(object));
}

void TestAuthenticator::rotatedKeyIsFoundByOneReload()
{
    HostileIssuer op;
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    QVERIFY(authenticator.verify(withToken(op.key.sign(claims(op, clock), u"at+jwt"_s))));
    const auto next = JwsSigningKey::generate();
    op.keys.append(next.publicJwk());
    clock.advance(auth::DiscoveredKeys::reloadIntervalSeconds);
    QVERIFY(authenticator.verify(withToken(next.sign(claims(op, clock), u"at+jwt"_s))));
    QCOMPARE(op.count(u"/jwks"_s), 2);
}

void TestAuthenticator::unknownKeyReloadsOncePerInterval()
{
    HostileIssuer op;
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    clock.advance(auth::DiscoveredKeys::reloadIntervalSeconds);
    for (int i = 0; i < 20; ++i) {
        const QByteArray forged
            = JwsSigningKey::generate().sign(claims(op, clock), u"at+jwt"_s);
        QCOMPARE(code(authenticator.verify(withToken(forged))), u"unauthenticated"_s);
    }
    QCOMPARE(op.count(u"/jwks"_s), 1);
    clock.advance(auth::DiscoveredKeys::reloadIntervalSeconds);
    for (int i = 0; i < 20; ++i)
        authenticator.verify(withToken(JwsSigningKey::generate().sign(claims(op, clock), u"at+jwt"_s))).has_value();
    QCOMPARE(op.count(u"/jwks"_s), 2);
}

void TestAuthenticator::metadataOfAnotherIssuerIsRefused()
{
    HostileIssuer op;
    op.metadata.insert(u"issuer"_s, QString(op.issuer() + u'/'));
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    QVERIFY(!keys.keys());
    QCOMPARE(op.count(u"/jwks"_s), 0);
}

void TestAuthenticator::unreachableIssuerIsNoAnswerAboutThePerson()
{
    HostileIssuer op;
    op.setHandler(u"/jwks"_s, [](const auto &) {
        HostileIssuer::Answer answer;
        answer.hangUp = true;
        return answer;
    });
    testsupport::FakeClock clock;
    auth::DiscoveredKeys keys(op.issuer(), clock);
    auth::JwtAuthenticator authenticator(trusted(op), keys, nullptr, clock);
    const auto result
        = authenticator.verify(withToken(op.key.sign(claims(op, clock), u"at+jwt"_s)));
    QCOMPARE(code(result), u"identity_unavailable"_s);
    QVERIFY(result.error().retryable);
}

void TestAuthenticator::signingKeyFileIsPrivateAndKept()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(u"key"_s);
    const auto created = auth::signingKeyFile(path);
    QVERIFY(created);
    QCOMPARE(QFile::permissions(path)
            & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
        QFile::Permissions());
    QCOMPARE(auth::signingKeyFile(path)->keyId(), created->keyId());
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
    QVERIFY(!auth::signingKeyFile(path));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestAuthenticator)
#include "tst_authenticator.moc"
