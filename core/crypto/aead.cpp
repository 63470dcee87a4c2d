// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/aead.h"

#include <sodium.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::aead {

static_assert(keyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(nonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(tagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

QByteArray seal(Key key, QByteArrayView plain, QByteArrayView associated)
{
    QByteArray sealed(plain.size() + overhead, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(sealed.data());
    randombytes_buf(nonce, nonceBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonceBytes, nullptr, asBytes(plain).data(),
        size_t(plain.size()), asBytes(associated).data(), size_t(associated.size()), nullptr, nonce, key.data());
    return sealed;
}

Result<QByteArray> open(Key key, QByteArrayView sealed, QByteArrayView associated)
{
    const auto broken = [] { return fail(cryptoError(u"What was kept here does not hold: it was changed or damaged."_s)); };
    if (sealed.size() < overhead)
        return broken();
    QByteArray plain(sealed.size() - overhead, Qt::Uninitialized);
    const unsigned char *nonce = asBytes(sealed).data();
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(plain.data()), nullptr, nullptr,
            nonce + nonceBytes, size_t(sealed.size()) - nonceBytes, asBytes(associated).data(),
            size_t(associated.size()), nonce, key.data())
        != 0) {
        return broken();
    }
    return plain;
}

} // namespace gatehouse::aead
