// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jws.h"

#include "core/base/json.h"

#include <QFile>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

JwkSet keySet(const QList<QJsonObject> &keys)
{
    QJsonArray list;
    for (const QJsonObject &key : keys)
        list.append(key);
    return *JwkSet::fromJson({{u"keys"_s, list}});
}

QByteArray compact(const QJsonObject &header, const QJsonObject &claims, const QByteArray &signature)
{
    return toBase64Url(toJsonBytes(header)) + '.' + toBase64Url(toJsonBytes(claims)) + '.'
        + toBase64Url(signature);
}

QString refusalOf(const QByteArray &token, const JwkSet &keys)
{
    const auto result = verifyJws(token, keys);
    return result ? QString() : result.error().code;
}

} // namespace

//! Signatures of other implementations hold, and every way to fake one is refused.
class TestJws final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheKeyOfRfc8037();
    void verifiesOthers_data();
    void verifiesOthers();
    void signsWhatItVerifies();
    void keyIdIsTheThumbprint();
    void refusesMalformed_data();
    void refusesMalformed();
    void refusesNone();
    void refusesHmacWithThePublicKey();
    void refusesAlgorithmsOutsideTheAllowList();
    void refusesAnotherKeyUnderTheSameId();
    void refusesChangedClaims();
    void unknownKeyIdIsToldApart();
    void withoutKeyIdOnlyOneKeyMayFit();
    void ignoresKeysForOtherUses_data();
    void ignoresKeysForOtherUses();
    void emptyKeySetRefuses();
    void keySetNeedsKeys();
};

void TestJws::readsTheKeyOfRfc8037()
{
    // Appendix A.1 to A.3; the signed example has no JSON in it.
    const auto key = JwsSigningKey::fromSeed(
        *fromBase64Url("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
    QVERIFY(key);
    QCOMPARE(key->publicJwk().value("x"_L1).toString(),
        u"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"_s);
    QCOMPARE(key->keyId(), u"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"_s);
}

void TestJws::verifiesOthers_data()
{
    QTest::addColumn<QJsonObject>("row");
    QFile file(QFINDTESTDATA("data/jws.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray tokens = parseJsonObject(file.readAll())->value("tokens"_L1).toArray();
    for (const QJsonValue &token : tokens)
        QTest::newRow(qPrintable(token.toObject().value("name"_L1).toString())) << token.toObject();
}

void TestJws::verifiesOthers()
{
    QFETCH(QJsonObject, row);
    const QByteArray token = row.value("token"_L1).toString().toLatin1();
    const JwkSet keys = keySet({row.value("key"_L1).toObject()});
    const auto result = verifyJws(token, keys);
    QCOMPARE(result.has_value(), row.value("holds"_L1).toBool());
    if (!result)
        return;
    QCOMPARE(result->claims.value("sub"_L1).toString(), u"someone"_s);

    QByteArray broken = token;
    const qsizetype at = broken.lastIndexOf('.') + 5;
    broken[at] = broken.at(at) == 'A' ? 'B' : 'A';
    QCOMPARE(refusalOf(broken, keys), u"bad_signature"_s);
}

void TestJws::signsWhatItVerifies()
{
    const auto key = JwsSigningKey::generate();
    const QByteArray token = key.sign({{u"sub"_s, u"x"_s}}, u"at+jwt"_s);
    const auto result = verifyJws(token, keySet({key.publicJwk()}));
    QVERIFY(result);
    QCOMPARE(result->header.value("typ"_L1).toString(), u"at+jwt"_s);
    QCOMPARE(result->keyId(), key.keyId());
}

void TestJws::keyIdIsTheThumbprint()
{
    const auto key = JwsSigningKey::generate();
    QCOMPARE(JwsSigningKey::fromSeed(key.seed())->keyId(), key.keyId());
    QVERIFY(!JwsSigningKey::fromSeed("short"));
}

void TestJws::refusesMalformed_data()
{
    QTest::addColumn<QByteArray>("token");
    const QJsonObject header {{u"alg"_s, u"EdDSA"_s}};
    const QByteArray good = compact(header, {{u"sub"_s, u"x"_s}}, QByteArray(64, 'x'));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("two parts") << good.left(good.lastIndexOf('.'));
    QTest::newRow("four parts") << QByteArray(good + ".x");
    QTest::newRow("padding") << QByteArray(good + "=");
    QTest::newRow("standard alphabet") << QByteArray(good + "+/");
    QTest::newRow("white space") << QByteArray(good + "\n");
    QTest::newRow("header is a list")
        << QByteArray(toBase64Url("[]") + '.' + toBase64Url("{}") + ".eA");
    QTest::newRow("claims are text")
        << QByteArray(toBase64Url(toJsonBytes(header)) + '.' + toBase64Url("\"x\"") + ".eA");
    QTest::newRow("no alg") << compact({{u"typ"_s, u"JWT"_s}}, {}, "x");
    QTest::newRow("critical extension")
        << compact({{u"alg"_s, u"EdDSA"_s}, {u"crit"_s, QJsonArray {u"b64"_s}}}, {}, "x");
}

void TestJws::refusesMalformed()
{
    QFETCH(QByteArray, token);
    const auto key = JwsSigningKey::generate();
    QCOMPARE(refusalOf(token, keySet({key.publicJwk()})), u"malformed_token"_s);
}

void TestJws::refusesNone()
{
    const auto key = JwsSigningKey::generate();
    for (const QString &none : {u"none"_s, u"None"_s, u"NONE"_s, u""_s}) {
        const QByteArray token = compact({{u"alg"_s, none}}, {{u"sub"_s, u"x"_s}}, {});
        QCOMPARE(refusalOf(token, keySet({key.publicJwk()})), u"algorithm_not_allowed"_s);
        QVERIFY(!verifyJws(token, keySet({key.publicJwk()}), {none}));
    }
}

void TestJws::refusesHmacWithThePublicKey()
{
    const auto key = JwsSigningKey::generate();
    const QByteArray secret = *fromBase64Url(key.publicJwk().value("x"_L1).toString().toLatin1());
    const QByteArray input = toBase64Url(toJsonBytes({{u"alg"_s, u"HS256"_s}, {u"kid"_s, key.keyId()}}))
        + '.' + toBase64Url(toJsonBytes({{u"sub"_s, u"x"_s}}));
    const QByteArray token = input + '.'
        + toBase64Url(QMessageAuthenticationCode::hash(input, secret, QCryptographicHash::Sha256));
    QCOMPARE(refusalOf(token, keySet({key.publicJwk()})), u"algorithm_not_allowed"_s);
    QVERIFY(!verifyJws(token, keySet({key.publicJwk()}), {u"HS256"_s}));
}

void TestJws::refusesAlgorithmsOutsideTheAllowList()
{
    const auto key = JwsSigningKey::generate();
    const QByteArray token = key.sign({{u"sub"_s, u"x"_s}}, u"JWT"_s);
    const auto result = verifyJws(token, keySet({key.publicJwk()}), {u"RS256"_s});
    QVERIFY(!result);
    QCOMPARE(result.error().code, u"algorithm_not_allowed"_s);
}

void TestJws::refusesAnotherKeyUnderTheSameId()
{
    const auto key = JwsSigningKey::generate();
    QJsonObject other = JwsSigningKey::generate().publicJwk();
    other.insert(u"kid"_s, key.keyId());
    QCOMPARE(refusalOf(key.sign({{u"sub"_s, u"x"_s}}, u"JWT"_s), keySet({other})), u"bad_signature"_s);
}

void TestJws::refusesChangedClaims()
{
    const auto key = JwsSigningKey::generate();
    QList<QByteArray> parts = key.sign({{u"sub"_s, u"x"_s}}, u"JWT"_s).split('.');
    parts[1] = toBase64Url(R"({"sub":"y"})");
    QCOMPARE(refusalOf(parts.join('.'), keySet({key.publicJwk()})), u"bad_signature"_s);
}

void TestJws::unknownKeyIdIsToldApart()
{
    const QByteArray token = JwsSigningKey::generate().sign({{u"sub"_s, u"x"_s}}, u"JWT"_s);
    QCOMPARE(refusalOf(token, keySet({JwsSigningKey::generate().publicJwk()})), u"unknown_key"_s);
}

void TestJws::withoutKeyIdOnlyOneKeyMayFit()
{
    QFile file(QFINDTESTDATA("data/jws.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const JwsParts parts {{{u"alg"_s, u"EdDSA"_s}}, {}, {}, {}};
    const QJsonObject one = JwsSigningKey::generate().publicJwk();
    const QJsonObject two = JwsSigningKey::generate().publicJwk();
    const QJsonObject rsa = parseJsonObject(file.readAll())
                                ->value("tokens"_L1).toArray().first().toObject().value("key"_L1).toObject();
    QCOMPARE(keySet({one, rsa}).candidates(u"EdDSA"_s, {}).size(), 1);
    QCOMPARE(keySet({one, two}).candidates(u"EdDSA"_s, {}).size(), 2);
    const QByteArray token = compact({{u"alg"_s, u"EdDSA"_s}}, {{u"sub"_s, u"x"_s}}, QByteArray(64, 'x'));
    QCOMPARE(refusalOf(token, keySet({one, rsa})), u"bad_signature"_s);
    QCOMPARE(refusalOf(token, keySet({one, two})), u"unknown_key"_s);
}

void TestJws::ignoresKeysForOtherUses_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("encryption") << u"use"_s << QJsonValue(u"enc"_s);
    QTest::newRow("signing only") << u"key_ops"_s << QJsonValue(QJsonArray {u"sign"_s});
    QTest::newRow("another algorithm") << u"alg"_s << QJsonValue(u"ES256"_s);
    QTest::newRow("another curve") << u"crv"_s << QJsonValue(u"X25519"_s);
    QTest::newRow("symmetric") << u"kty"_s << QJsonValue(u"oct"_s);
}

void TestJws::ignoresKeysForOtherUses()
{
    QFETCH(QString, name);
    QFETCH(QJsonValue, value);
    const auto key = JwsSigningKey::generate();
    QJsonObject jwk = key.publicJwk();
    jwk.insert(name, value);
    QCOMPARE(refusalOf(key.sign({{u"sub"_s, u"x"_s}}, u"JWT"_s), keySet({jwk})), u"unknown_key"_s);
}

void TestJws::emptyKeySetRefuses()
{
    const QByteArray token = JwsSigningKey::generate().sign({{u"sub"_s, u"x"_s}}, u"JWT"_s);
    QCOMPARE(refusalOf(token, keySet({})), u"unknown_key"_s);
}

void TestJws::keySetNeedsKeys()
{
    QVERIFY(!JwkSet::fromJson({}));
    QVERIFY(!JwkSet::fromJson({{u"keys"_s, u"x"_s}}));
}

} // namespace gatehouse

QTEST_GUILESS_MAIN(gatehouse::TestJws)
#include "tst_jws.moc"
