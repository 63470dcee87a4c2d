// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/securebytes.h"

//! XChaCha20-Poly1305 of libsodium with a random nonce for each sealing: 192 bits are enough to never
//! meet one twice.
namespace gatehouse::aead {

inline constexpr size_t keyBytes = 32;
inline constexpr size_t nonceBytes = 24;
inline constexpr size_t tagBytes = 16;
//! What sealing adds: the nonce in front and the tag behind.
inline constexpr qsizetype overhead = qsizetype(nonceBytes + tagBytes);

using Key = std::span<const unsigned char, keyBytes>;

//! \a associated is not stored: opening needs the same bytes again.
[[nodiscard]] QByteArray seal(Key key, QByteArrayView plain, QByteArrayView associated);
//! Fails with kind Crypto when one bit of the sealed bytes, the key or \a associated is another.
[[nodiscard]] Result<QByteArray> open(Key key, QByteArrayView sealed, QByteArrayView associated);

} // namespace gatehouse::aead
