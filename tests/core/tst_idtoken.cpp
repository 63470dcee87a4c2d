// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/auth/idtoken.h"

#include "core/auth/oidcmetadata.h"
#include "core/auth/tokenset.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 now = 1795430791; // 2026-11-23T10:46:31Z

QJsonObject goodClaims()
{
    return {{u"iss"_s, u"https://id.test"_s}, {u"sub"_s, u"alice"_s}, {u"aud"_s, u"console"_s},
        {u"iat"_s, now}, {u"exp"_s, now + 300}, {u"nonce"_s, u"n-1"_s}};
}

IdTokenExpectation expectation()
{
    IdTokenExpectation expected;
    expected.issuer = u"https://id.test"_s;
    expected.clientId = u"console"_s;
    expected.nonce = u"n-1"_s;
    expected.now = QDateTime::fromSecsSinceEpoch(now, Qt::UTC);
    return expected;
}

JwkSet keySet(const QList<QJsonObject> &keys)
{
    QJsonArray list;
    for (const QJsonObject &key : keys)
        list.append(key);
    return *JwkSet::fromJson({{u"keys"_s, list}});
}

} // namespace

//! Every reason to refuse an ID token, a token answer or an issuer's metadata.
class TestIdToken final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesClaims_data();
    void judgesClaims();
    void judgesSignatures_data();
    void judgesSignatures();
    void refreshKeepsThePerson();
    void judgesTokenAnswers_data();
    void judgesTokenAnswers();
    void missingLifetimeIsShort();
    void judgesMetadata_data();
    void judgesMetadata();
};

void TestIdToken::judgesClaims_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<bool>("good");
    const QJsonValue gone = QJsonValue::Null; // Null stands for "left out"
    const auto row = [](const char *name, const QJsonObject &change, bool good = false) {
        QTest::newRow(name) << change << good;
    };
    row("good", {}, true);
    row("several audiences with azp",
        {{u"aud"_s, QJsonArray {u"console"_s, u"other"_s}}, {u"azp"_s, u"console"_s}}, true);
    row("audience as a list of one", {{u"aud"_s, QJsonArray {u"console"_s}}}, true);
    row("a minute ahead", {{u"iat"_s, now + 60}}, true);
    row("just expired, within skew", {{u"exp"_s, now - 59}}, true);
    row("wrong iss", {{u"iss"_s, u"https://id.test/"_s}});
    row("missing iss", {{u"iss"_s, gone}});
    row("missing sub", {{u"sub"_s, gone}});
    row("empty sub", {{u"sub"_s, u""_s}});
    row("wrong aud", {{u"aud"_s, u"other"_s}});
    row("missing aud", {{u"aud"_s, gone}});
    row("additional aud without azp", {{u"aud"_s, QJsonArray {u"console"_s, u"other"_s}}});
    row("azp of another", {{u"azp"_s, u"other"_s}});
    row("missing iat", {{u"iat"_s, gone}});
    row("missing exp", {{u"exp"_s, gone}});
    row("exp as text", {{u"exp"_s, u"1795431091"_s}});
    row("expired", {{u"exp"_s, now - 60}});
    row("iat in the future", {{u"iat"_s, now + 61}});
    row("nonce missing", {{u"nonce"_s, gone}});
    row("nonce wrong", {{u"nonce"_s, u"n-2"_s}});
}

void TestIdToken::judgesClaims()
{
    QFETCH(QJsonObject, change);
    QFETCH(bool, good);
    QJsonObject claims = goodClaims();
    for (auto it = change.begin(); it != change.end(); ++it) {
        if (it.value().isNull())
            claims.remove(it.key());
        else
            claims.insert(it.key(), it.value());
    }
    const auto key = JwsSigningKey::generate();
    const auto result
        = validateIdToken(key.sign(claims, u"JWT"_s), keySet({key.publicJwk()}), expectation());
    QCOMPARE(result.has_value(), good);
    if (!good)
        QCOMPARE(result.error().code, u"id_token_refused"_s);
}

void TestIdToken::judgesSignatures_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QList<QJsonObject>>("keys");
    QTest::addColumn<QString>("error");
    const auto key = JwsSigningKey::generate();
    const auto other = JwsSigningKey::generate();
    const QByteArray good = key.sign(goodClaims(), u"JWT"_s);
    const QList<QJsonObject> keys {key.publicJwk()};

    QByteArray none = toBase64Url(R"({"alg":"none"})") + good.mid(good.indexOf('.'));
    none.truncate(none.lastIndexOf('.') + 1);
    QTest::newRow("alg none") << none << keys << u"algorithm_not_allowed"_s;

    QByteArray bent = good;
    bent[bent.size() - 10] = bent.at(bent.size() - 10) == 'x' ? 'y' : 'x';
    QTest::newRow("bad signature") << bent << keys << u"bad_signature"_s;

    QJsonObject sameId = other.publicJwk();
    sameId.insert(u"kid"_s, key.keyId());
    QTest::newRow("another key under the same kid") << good << QList<QJsonObject> {sameId} << u"bad_signature"_s;
    QTest::newRow("unknown kid") << good << QList<QJsonObject> {other.publicJwk()} << u"unknown_key"_s;
    QTest::newRow("empty key set") << good << QList<QJsonObject> {} << u"unknown_key"_s;

    const QByteArray hmacInput = toBase64Url(R"({"alg":"HS256"})") + '.' + good.split('.').at(1);
    const QByteArray secret = key.publicJwk().value("x"_L1).toString().toLatin1();
    QTest::newRow("HS256 keyed with the public key")
        << QByteArray(hmacInput + '.'
               + toBase64Url(QMessageAuthenticationCode::hash(hmacInput, secret, QCryptographicHash::Sha256)))
        << keys << u"algorithm_not_allowed"_s;
}

void TestIdToken::judgesSignatures()
{
    QFETCH(QByteArray, token);
    QFETCH(QList<QJsonObject>, keys);
    QFETCH(QString, error);
    const auto result = validateIdToken(token, keySet(keys), expectation());
    QVERIFY(!result);
    QCOMPARE(result.error().code, error);
}

void TestIdToken::refreshKeepsThePerson()
{
    const auto key = JwsSigningKey::generate();
    QJsonObject claims = goodClaims();
    claims.remove(u"nonce"_s);
    IdTokenExpectation expected = expectation();
    expected.nonce.reset();
    expected.subject = u"alice"_s;
    const QByteArray token = key.sign(claims, u"JWT"_s);
    QVERIFY(validateIdToken(token, keySet({key.publicJwk()}), expected));
    expected.subject = u"bob"_s;
    QVERIFY(!validateIdToken(token, keySet({key.publicJwk()}), expected));
}

void TestIdToken::judgesTokenAnswers_data()
{
    QTest::addColumn<QJsonObject>("answer");
    QTest::addColumn<bool>("good");
    const QJsonObject good {{u"access_token"_s, u"a"_s}, {u"token_type"_s, u"Bearer"_s}, {u"expires_in"_s, 60}};
    const auto with = [good](const QString &name, const QJsonValue &value) {
        QJsonObject changed = good;
        changed.insert(name, value);
        return changed;
    };
    QTest::newRow("good") << good << true;
    QTest::newRow("small letters") << with(u"token_type"_s, u"bearer"_s) << true;
    QTest::newRow("mac") << with(u"token_type"_s, u"mac"_s) << false;
    QTest::newRow("no type") << with(u"token_type"_s, QJsonValue::Undefined) << false;
    QTest::newRow("no token") << with(u"access_token"_s, QJsonValue::Undefined) << false;
    QTest::newRow("negative lifetime") << with(u"expires_in"_s, -1) << false;
    QTest::newRow("no lifetime at all") << with(u"expires_in"_s, 0) << false;
    QTest::newRow("lifetime as text") << with(u"expires_in"_s, u"60"_s) << false;
}

void TestIdToken::judgesTokenAnswers()
{
    QFETCH(QJsonObject, answer);
    QFETCH(bool, good);
    QCOMPARE(TokenSet::fromJson(answer, {}).has_value(), good);
}

void TestIdToken::missingLifetimeIsShort()
{
    const auto set = TokenSet::fromJson({{u"access_token"_s, u"a"_s}, {u"token_type"_s, u"Bearer"_s}}, {u"x"_s});
    QVERIFY(set);
    QVERIFY(set->lifetimeSeconds > 0 && set->lifetimeSeconds <= 300);
    QCOMPARE(set->scopes, QStringList {u"x"_s});
}

void TestIdToken::judgesMetadata_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("good");
    const QJsonValue gone(QJsonValue::Undefined);
    QTest::newRow("good") << u"x"_s << QJsonValue(1) << true;
    QTest::newRow("another issuer") << u"issuer"_s << QJsonValue(u"https://id.test/x"_s) << false;
    QTest::newRow("issuer with a slash") << u"issuer"_s << QJsonValue(u"https://id.test/"_s) << false;
    QTest::newRow("no issuer") << u"issuer"_s << gone << false;
    QTest::newRow("no PKCE") << u"code_challenge_methods_supported"_s << gone << false;
    QTest::newRow("plain only") << u"code_challenge_methods_supported"_s << QJsonValue(QJsonArray {u"plain"_s}) << false;
    QTest::newRow("token endpoint over http") << u"token_endpoint"_s << QJsonValue(u"http://id.test/t"_s) << false;
    QTest::newRow("no token endpoint") << u"token_endpoint"_s << gone << false;
    QTest::newRow("revocation over http") << u"revocation_endpoint"_s << QJsonValue(u"http://id.test/r"_s) << false;
    QTest::newRow("no revocation") << u"revocation_endpoint"_s << gone << true;
    QTest::newRow("a file as sign-in page") << u"authorization_endpoint"_s << QJsonValue(u"file:///etc/passwd"_s) << false;
    QTest::newRow("on this computer") << u"token_endpoint"_s << QJsonValue(u"http://127.0.0.1:1/t"_s) << true;
}

void TestIdToken::judgesMetadata()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    QFETCH(bool, good);
    QJsonObject document {{u"issuer"_s, u"https://id.test"_s},
        {u"authorization_endpoint"_s, u"https://id.test/a"_s}, {u"token_endpoint"_s, u"https://id.test/t"_s},
        {u"jwks_uri"_s, u"https://id.test/k"_s}, {u"revocation_endpoint"_s, u"https://id.test/r"_s},
        {u"code_challenge_methods_supported"_s, QJsonArray {u"S256"_s}}};
    if (value.isUndefined())
        document.remove(name);
    else
        document.insert(name, value);
    QCOMPARE(OidcMetadata::fromJson(document, u"https://id.test"_s).has_value(), good);
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestIdToken)
#include "tst_idtoken.moc"
