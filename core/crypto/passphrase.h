// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/aead.h"

namespace gatehouse {

//! What Argon2id is made to cost. Kept with each wrapped key, so it can rise later.
struct PassphraseCost
{
    quint64 operations = 3;
    quint64 memoryBytes = 256 * 1024 * 1024;

    //! The default: libsodium's "moderate", about 0.7 s on a desktop of 2022.
    static PassphraseCost moderate() { return {}; }
    //! The least that libsodium takes. For tests only.
    static PassphraseCost least() { return {1, 8192}; }
    bool operator==(const PassphraseCost &) const = default;
};

//! The parts of a wrapped key as they lie in its bytes.
struct WrappedKey
{
    PassphraseCost cost;
    QByteArray salt;
    QByteArray sealed;
};

//! Takes exactly what wrapKey() gives: any other length, version or unreasonable cost is refused
//! before it costs anything.
[[nodiscard]] Result<WrappedKey> parseWrappedKey(QByteArrayView bytes);

//! Seals \a key (32 bytes) under \a passphrase (UTF-8). \a belongsTo names whose key it is and
//! must be given again. Takes as long as \a cost says: never on the GUI thread.
[[nodiscard]] Result<QByteArray> wrapKey(const SecureBytes &key, const SecureBytes &passphrase,
    QByteArrayView belongsTo, PassphraseCost cost = PassphraseCost::moderate());
//! Fails with code wrong_passphrase, or key_damaged when \a wrapped is no wrapped key.
[[nodiscard]] Result<SecureBytes> unwrapKey(
    QByteArrayView wrapped, const SecureBytes &passphrase, QByteArrayView belongsTo);

} // namespace gatehouse
