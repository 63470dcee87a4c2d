// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jws.h"

#include "core/base/json.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <cjose/cjose.h>
#include <sodium.h>

#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr int minimumRsaBytes = 2048 / 8;

Error tokenError(const QString &code, const QString &message)
{
    Error error = cryptoError(message);
    error.code = code;
    return error;
}

std::optional<QJsonObject> decodeObject(const QByteArray &part)
{
    const auto bytes = fromBase64Url(part);
    if (!bytes)
        return std::nullopt;
    auto object = parseJsonObject(*bytes);
    if (!object)
        return std::nullopt;
    return *object;
}

//! kty and crv that an algorithm needs; an empty kty for algorithms that are refused.
std::pair<QString, QString> keyTypeFor(const QString &algorithm)
{
    if (algorithm == u"EdDSA"_s)
        return {u"OKP"_s, u"Ed25519"_s};
    if (algorithm == u"ES256"_s)
        return {u"EC"_s, u"P-256"_s};
    if (algorithm == u"ES384"_s)
        return {u"EC"_s, u"P-384"_s};
    if (algorithm == u"RS256"_s || algorithm == u"PS256"_s)
        return {u"RSA"_s, QString()};
    return {};
}

bool isUsable(const QJsonObject &key)
{
    const QString use = key.value("use"_L1).toString(u"sig"_s);
    if (use != u"sig"_s)
        return false;
    if (key.contains("key_ops"_L1) && !key.value("key_ops"_L1).toArray().contains(u"verify"_s))
        return false;
    const QString type = key.value("kty"_L1).toString();
    if (type == u"RSA"_s) {
        const auto modulus = fromBase64Url(key.value("n"_L1).toString().toLatin1());
        return modulus && modulus->size() >= minimumRsaBytes;
    }
    return type == u"EC"_s || type == u"OKP"_s;
}

bool verifyEdDsa(const JwsParts &parts, const QJsonObject &key)
{
    const auto publicKey = fromBase64Url(key.value("x"_L1).toString().toLatin1());
    if (!publicKey || publicKey->size() != crypto_sign_PUBLICKEYBYTES
        || parts.signature.size() != crypto_sign_BYTES) {
        return false;
    }
    const auto bytes = [](const QByteArray &b) {
        return reinterpret_cast<const unsigned char *>(b.constData());
    };
    return crypto_sign_verify_detached(bytes(parts.signature), bytes(parts.signingInput),
               size_t(parts.signingInput.size()), bytes(*publicKey))
        == 0;
}

bool verifyWithCjose(const QByteArray &compact, const QJsonObject &key)
{
    // Only the members that make the key: cjose refuses some it does not know.
    QJsonObject bare;
    for (const auto name : {"kty"_L1, "crv"_L1, "x"_L1, "y"_L1, "n"_L1, "e"_L1}) {
        if (key.contains(name))
            bare.insert(name, key.value(name));
    }
    const QByteArray json = toJsonBytes(bare);
    const std::unique_ptr<cjose_jwk_t, void (*)(cjose_jwk_t *)> jwk(
        cjose_jwk_import(json.constData(), size_t(json.size()), nullptr),
        [](cjose_jwk_t *k) { cjose_jwk_release(k); });
    const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t *)> jws(
        cjose_jws_import(compact.constData(), size_t(compact.size()), nullptr),
        [](cjose_jws_t *j) { cjose_jws_release(j); });
    return jwk && jws && cjose_jws_verify(jws.get(), jwk.get(), nullptr);
}

} // namespace

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(const QByteArray &text)
{
    if (text.contains('='))
        return std::nullopt;
    auto result = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        return std::nullopt;
    return std::move(result.decoded);
}

Result<JwsParts> parseJws(const QByteArray &compact)
{
    const QList<QByteArray> pieces = compact.split('.');
    const Error malformed
        = tokenError(u"malformed_token"_s, u"This is not a signed JSON Web Token"_s);
    if (pieces.size() != 3)
        return fail(malformed);
    const auto header = decodeObject(pieces.at(0));
    const auto claims = decodeObject(pieces.at(1));
    const auto signature = fromBase64Url(pieces.at(2));
    // `crit` names extensions that must be understood (RFC 7515 4.1.11); none are.
    if (!header || !claims || !signature || header->contains("crit"_L1)
        || !header->value("alg"_L1).isString()) {
        return fail(malformed);
    }
    return JwsParts {*header, *claims, pieces.at(0) + '.' + pieces.at(1), *signature};
}

Result<JwkSet> JwkSet::fromJson(const QJsonObject &document)
{
    if (!document.value("keys"_L1).isArray())
        return fail(protocolError(u"The issuer's key set has no list of keys"_s));
    JwkSet set;
    const QJsonArray keys = document.value("keys"_L1).toArray();
    for (const QJsonValue &key : keys) {
        if (const QJsonObject object = key.toObject(); isUsable(object))
            set.m_keys.append(object);
    }
    return set;
}

QList<QJsonObject> JwkSet::candidates(const QString &algorithm, const QString &keyId) const
{
    const auto [type, curve] = keyTypeFor(algorithm);
    QList<QJsonObject> found;
    for (const QJsonObject &key : m_keys) {
        const bool fits = !type.isEmpty() && key.value("kty"_L1).toString() == type
            && (curve.isEmpty() || key.value("crv"_L1).toString() == curve)
            && key.value("alg"_L1).toString(algorithm) == algorithm
            && (keyId.isEmpty() || key.value("kid"_L1).toString() == keyId);
        if (fits)
            found.append(key);
    }
    return found;
}

QStringList supportedJwsAlgorithms()
{
    return {u"EdDSA"_s, u"ES256"_s, u"ES384"_s, u"PS256"_s, u"RS256"_s};
}

Result<JwsParts> verifyJws(
    const QByteArray &compact, const JwkSet &keys, const QStringList &allowedAlgorithms)
{
    auto parts = parseJws(compact);
    if (!parts)
        return parts;
    const QString algorithm = parts->algorithm();
    if (!allowedAlgorithms.contains(algorithm) || keyTypeFor(algorithm).first.isEmpty()) {
        return fail(tokenError(u"algorithm_not_allowed"_s,
            u"The token is signed with an algorithm that is not allowed"_s));
    }
    const QList<QJsonObject> candidates = keys.candidates(algorithm, parts->keyId());
    if (candidates.size() != 1) {
        return fail(tokenError(u"unknown_key"_s,
            u"The token is signed with a key that its issuer does not list"_s));
    }
    const bool holds = algorithm == u"EdDSA"_s ? verifyEdDsa(*parts, candidates.first())
                                               : verifyWithCjose(compact, candidates.first());
    if (!holds)
        return fail(tokenError(u"bad_signature"_s, u"The token's signature does not hold"_s));
    return parts;
}

JwsSigningKey::JwsSigningKey(QByteArray seed, QByteArray publicKey, QByteArray secretKey)
    : m_seed(std::move(seed))
    , m_publicKey(std::move(publicKey))
    , m_secretKey(std::move(secretKey))
{
    const QByteArray canonical
        = R"({"crv":"Ed25519","kty":"OKP","x":")" + toBase64Url(m_publicKey) + R"("})";
    m_keyId = QString::fromLatin1(
        toBase64Url(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256)));
}

JwsSigningKey JwsSigningKey::generate()
{
    return *fromSeed(randomBytes(crypto_sign_SEEDBYTES));
}

Result<JwsSigningKey> JwsSigningKey::fromSeed(const QByteArray &seed)
{
    if (seed.size() != crypto_sign_SEEDBYTES)
        return fail(cryptoError(u"The signing key has the wrong length"_s));
    QByteArray publicKey(crypto_sign_PUBLICKEYBYTES, Qt::Uninitialized);
    QByteArray secretKey(crypto_sign_SECRETKEYBYTES, Qt::Uninitialized);
    crypto_sign_seed_keypair(reinterpret_cast<unsigned char *>(publicKey.data()),
        reinterpret_cast<unsigned char *>(secretKey.data()),
        reinterpret_cast<const unsigned char *>(seed.constData()));
    return JwsSigningKey(seed, publicKey, secretKey);
}

QJsonObject JwsSigningKey::publicJwk() const
{
    return {{u"kty"_s, u"OKP"_s}, {u"crv"_s, u"Ed25519"_s}, {u"use"_s, u"sig"_s},
        {u"alg"_s, u"EdDSA"_s}, {u"kid"_s, m_keyId},
        {u"x"_s, QString::fromLatin1(toBase64Url(m_publicKey))}};
}

QByteArray JwsSigningKey::sign(const QJsonObject &claims, const QString &type) const
{
    const QJsonObject header {{u"alg"_s, u"EdDSA"_s}, {u"kid"_s, m_keyId}, {u"typ"_s, type}};
    const QByteArray input
        = toBase64Url(toJsonBytes(header)) + '.' + toBase64Url(toJsonBytes(claims));
    QByteArray signature(crypto_sign_BYTES, Qt::Uninitialized);
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr,
        reinterpret_cast<const unsigned char *>(input.constData()), size_t(input.size()),
        reinterpret_cast<const unsigned char *>(m_secretKey.constData()));
    return input + '.' + toBase64Url(signature);
}

} // namespace gatehouse
