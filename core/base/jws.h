// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

//! JSON Web Signatures (RFC 7515, 8037) as far as sign-in needs them. EdDSA is libsodium's, RSA and
//! ECDSA are libcjose's; the code here only parses, selects keys and refuses.
namespace gatehouse {

//! A compact token taken apart, nothing proven yet.
struct JwsParts
{
    QJsonObject header;
    QJsonObject claims;
    QByteArray signingInput;
    QByteArray signature;

    QString algorithm() const { return header.value(QLatin1String("alg")).toString(); }
    QString keyId() const { return header.value(QLatin1String("kid")).toString(); }
};

//! Strict: three base64url parts without padding, both JSON parts objects, no `crit`.
[[nodiscard]] Result<JwsParts> parseJws(const QByteArray &compact);

//! The public keys of an issuer (RFC 7517). Symmetric keys, keys for encryption and keys of
//! unknown types are dropped while reading.
class JwkSet final
{
public:
    [[nodiscard]] static Result<JwkSet> fromJson(const QJsonObject &document);

    bool isEmpty() const { return m_keys.isEmpty(); }
    //! Keys that can verify \a algorithm and, when \a keyId is not empty, carry that id.
    QList<QJsonObject> candidates(const QString &algorithm, const QString &keyId) const;

private:
    QList<QJsonObject> m_keys;
};

//! Algorithms that are accepted at all: EdDSA, ES256, ES384, PS256, RS256.
QStringList supportedJwsAlgorithms();

//! The claims of \a compact once its signature holds under exactly one key of \a keys. Errors have
//! the codes malformed_token, algorithm_not_allowed, unknown_key (a reload of the keys may help) and
//! bad_signature. A token without kid passes only when exactly one key fits its algorithm.
[[nodiscard]] Result<JwsParts> verifyJws(const QByteArray &compact, const JwkSet &keys,
    const QStringList &allowedAlgorithms = supportedJwsAlgorithms());

//! An Ed25519 key pair that signs tokens.
class JwsSigningKey final
{
public:
    static JwsSigningKey generate();
    //! \a seed is 32 bytes.
    [[nodiscard]] static Result<JwsSigningKey> fromSeed(const QByteArray &seed);

    const QByteArray &seed() const { return m_seed; }
    //! RFC 7638 thumbprint.
    const QString &keyId() const { return m_keyId; }
    //! With kid, use and alg, as it belongs in a key set.
    QJsonObject publicJwk() const;
    //! A compact token with alg EdDSA and this key's id; \a type goes to `typ`.
    QByteArray sign(const QJsonObject &claims, const QString &type) const;

private:
    JwsSigningKey(QByteArray seed, QByteArray publicKey, QByteArray secretKey);

    QByteArray m_seed;
    QByteArray m_publicKey;
    QByteArray m_secretKey;
    QString m_keyId;
};

//! Base64url without padding.
QByteArray toBase64Url(const QByteArray &bytes);
//! Empty optional on padding, white space or any character outside the alphabet.
std::optional<QByteArray> fromBase64Url(const QByteArray &text);

} // namespace gatehouse
