// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/crypto/securebytes.h"

#include <array>
#include <initializer_list>

namespace gatehouse {

//! The \a number-th key of 32 bytes under \a master (32 bytes), for the use that \a purpose names
//! in eight characters. Knowing one tells nothing of the others.
[[nodiscard]] SecureBytes subkey(const SecureBytes &master, quint64 number, const char (&purpose)[9]);

using Digest = std::array<unsigned char, 32>;

//! Keyed BLAKE2b over \a parts. Each part counts with its length, so ("ab", "c") is not ("a", "bc").
[[nodiscard]] Digest keyedHash(std::span<const unsigned char> key, std::initializer_list<QByteArrayView> parts);

} // namespace gatehouse
