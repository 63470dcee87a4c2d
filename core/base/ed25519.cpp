// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ed25519.h"

#include "core/base/jws.h"

#include <QCryptographicHash>

#include <sodium.h>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::ed25519 {

static_assert(seedBytes == crypto_sign_SEEDBYTES);
static_assert(publicKeyBytes == crypto_sign_PUBLICKEYBYTES);
static_assert(signatureBytes == crypto_sign_BYTES);

namespace {

constexpr char16_t idPrefix[] = u"key_";

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

unsigned char *bytesOf(QByteArray &bytes)
{
    return reinterpret_cast<unsigned char *>(bytes.data());
}

//! Both halves of a pair; the secret one is locked in memory and zeroed with it.
class Pair final
{
public:
    explicit Pair(Seed seed)
        : publicKey(publicKeyBytes, Qt::Uninitialized)
    {
        if (sodium_init() < 0)
            qFatal("libsodium could not be initialised");
        sodium_mlock(secret.data(), secret.size());
        crypto_sign_seed_keypair(bytesOf(publicKey), secret.data(), seed.data());
    }
    // Zeroes first.
    ~Pair() { sodium_munlock(secret.data(), secret.size()); }
    Q_DISABLE_COPY_MOVE(Pair)

    QByteArray publicKey;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
};

} // namespace

QByteArray publicKeyOf(Seed seed)
{
    return Pair(seed).publicKey;
}

QByteArray sign(Seed seed, QByteArrayView message)
{
    const Pair pair(seed);
    QByteArray signature(signatureBytes, Qt::Uninitialized);
    crypto_sign_detached(bytesOf(signature), nullptr, bytesOf(message), size_t(message.size()), pair.secret.data());
    return signature;
}

bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != publicKeyBytes || signature.size() != signatureBytes || sodium_init() < 0)
        return false;
    return crypto_sign_verify_detached(bytesOf(signature), bytesOf(message), size_t(message.size()), bytesOf(publicKey)) == 0;
}

QString keyIdOf(QByteArrayView publicKey)
{
    const QByteArray hash = QCryptographicHash::hash(publicKey, QCryptographicHash::Sha256);
    return QStringView(idPrefix) + QString::fromLatin1(toBase64Url(hash));
}

QString fingerprintOf(const QString &keyId)
{
    return keyId.startsWith(QStringView(idPrefix)) ? QString(u"SHA256:"_s + keyId.mid(4)) : QString();
}

} // namespace gatehouse::ed25519
