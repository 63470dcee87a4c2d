// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/keyedhash.h"

#include <QtEndian>

#include <sodium.h>

namespace gatehouse {

static_assert(crypto_kdf_KEYBYTES == 32 && crypto_kdf_CONTEXTBYTES == 8);

SecureBytes subkey(const SecureBytes &master, quint64 number, const char (&purpose)[9])
{
    Q_ASSERT(master.size() == crypto_kdf_KEYBYTES);
    SecureBytes key(32);
    crypto_kdf_derive_from_key(key.bytes().data(), key.size(), number, purpose, master.bytes().data());
    return key;
}

Digest keyedHash(std::span<const unsigned char> key, std::initializer_list<QByteArrayView> parts)
{
    Digest digest;
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.data(), key.size(), digest.size());
    for (const QByteArrayView part : parts) {
        const quint64 length = qToLittleEndian(quint64(part.size()));
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(&length), sizeof length);
        crypto_generichash_update(&state, asBytes(part).data(), size_t(part.size()));
    }
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

} // namespace gatehouse
