// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/passphrase.h"

#include <QtEndian>

#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr char magic[] = "GHK1"; // Argon2id 1.3, XChaCha20-Poly1305
constexpr qsizetype magicBytes = 4;
constexpr qsizetype headBytes = magicBytes + 8 + 8 + qsizetype(crypto_pwhash_SALTBYTES);
constexpr qsizetype wholeBytes = headBytes + qsizetype(aead::keyBytes) + aead::overhead;
// A file that asks for more was not written by us and would only stop the computer.
constexpr quint64 mostOperations = 64;
constexpr quint64 mostMemory = quint64(4) * 1024 * 1024 * 1024;

bool isReasonable(const PassphraseCost &cost)
{
    return cost.operations >= crypto_pwhash_OPSLIMIT_MIN && cost.operations <= mostOperations
        && cost.memoryBytes >= crypto_pwhash_MEMLIMIT_MIN && cost.memoryBytes <= mostMemory;
}

QByteArray head(const PassphraseCost &cost, const QByteArray &salt)
{
    QByteArray bytes(magic, magicBytes);
    bytes.resize(magicBytes + 16);
    qToLittleEndian(cost.operations, bytes.data() + magicBytes);
    qToLittleEndian(cost.memoryBytes, bytes.data() + magicBytes + 8);
    return bytes + salt;
}

Error coded(Error error, const QString &code)
{
    error.code = code;
    return error;
}

//! The key that \a passphrase gives. Empty when there is not enough memory for it.
SecureBytes stretched(const SecureBytes &passphrase, const QByteArray &salt, const PassphraseCost &cost)
{
    SecureBytes key(aead::keyBytes);
    // An empty one has no bytes to point at, and libsodium takes no null.
    const auto *words = passphrase.isEmpty() ? "" : reinterpret_cast<const char *>(passphrase.bytes().data());
    const int made = crypto_pwhash(key.bytes().data(), key.size(), words, passphrase.size(), asBytes(salt).data(),
        cost.operations, size_t(cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13);
    return made == 0 ? std::move(key) : SecureBytes();
}

Error noMemory(const PassphraseCost &cost)
{
    return coded(cryptoError(u"This computer has not the %1 MB of free memory that the passphrase needs. Close something and try again."_s
                     .arg(cost.memoryBytes / (1024 * 1024))),
        u"no_memory"_s);
}

} // namespace

Result<WrappedKey> parseWrappedKey(QByteArrayView bytes)
{
    const Error damaged = coded(cryptoError(u"The file that holds the key under your passphrase is damaged."_s), u"key_damaged"_s);
    if (bytes.size() != wholeBytes || !bytes.startsWith(QByteArrayView(magic, magicBytes)))
        return fail(damaged);
    WrappedKey wrapped;
    wrapped.cost.operations = qFromLittleEndian<quint64>(bytes.data() + magicBytes);
    wrapped.cost.memoryBytes = qFromLittleEndian<quint64>(bytes.data() + magicBytes + 8);
    if (!isReasonable(wrapped.cost))
        return fail(damaged);
    wrapped.salt = bytes.sliced(magicBytes + 16, crypto_pwhash_SALTBYTES).toByteArray();
    wrapped.sealed = bytes.sliced(headBytes).toByteArray();
    return wrapped;
}

Result<QByteArray> wrapKey(
    const SecureBytes &key, const SecureBytes &passphrase, QByteArrayView belongsTo, PassphraseCost cost)
{
    if (key.size() != aead::keyBytes || !isReasonable(cost))
        return fail(inputError(u"bad_key"_s, u"This key cannot be kept under a passphrase."_s));
    if (passphrase.isEmpty())
        return fail(inputError(u"no_passphrase"_s, u"Give a passphrase."_s));
    QByteArray salt(crypto_pwhash_SALTBYTES, Qt::Uninitialized);
    randombytes_buf(salt.data(), size_t(salt.size()));
    const SecureBytes over = stretched(passphrase, salt, cost);
    if (over.isEmpty())
        return fail(noMemory(cost));
    const QByteArray front = head(cost, salt);
    const QByteArrayView inner(reinterpret_cast<const char *>(key.bytes().data()), qsizetype(key.size()));
    return QByteArray(front + aead::seal(over.bytes().first<aead::keyBytes>(), inner, QByteArray(front + belongsTo.toByteArray())));
}

Result<SecureBytes> unwrapKey(QByteArrayView wrapped, const SecureBytes &passphrase, QByteArrayView belongsTo)
{
    const auto parts = parseWrappedKey(wrapped);
    if (!parts)
        return fail(parts.error());
    const SecureBytes over = stretched(passphrase, parts->salt, parts->cost);
    if (over.isEmpty())
        return fail(noMemory(parts->cost));
    auto inner = aead::open(over.bytes().first<aead::keyBytes>(), parts->sealed,
        QByteArray(head(parts->cost, parts->salt) + belongsTo.toByteArray()));
    if (!inner)
        return fail(coded(cryptoError(u"This passphrase does not open what is kept here."_s), u"wrong_passphrase"_s));
    return SecureBytes::take(*inner);
}

} // namespace gatehouse
