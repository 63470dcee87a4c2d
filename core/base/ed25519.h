// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <span>

//! Ed25519 (RFC 8032) by libsodium, over plain bytes. Any thread.
namespace gatehouse::ed25519 {

inline constexpr size_t seedBytes = 32;
inline constexpr qsizetype publicKeyBytes = 32;
inline constexpr qsizetype signatureBytes = 64;

//! The secret half. Whoever holds it keeps it in memory that is wiped.
using Seed = std::span<const unsigned char, seedBytes>;

QByteArray publicKeyOf(Seed seed);
//! What the seed expands to is zeroed before this returns.
QByteArray sign(Seed seed, QByteArrayView message);
//! False for keys and signatures of another length, too.
bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

//! Names a public key: "key_" and base64url of its SHA-256. The same for everybody.
QString keyIdOf(QByteArrayView publicKey);
//! The same for people, much as ssh writes it: "SHA256:3fK…". Empty for what is no key id.
QString fingerprintOf(const QString &keyId);

} // namespace gatehouse::ed25519
