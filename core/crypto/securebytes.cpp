// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/securebytes.h"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <utility>

namespace gatehouse {

void SecureBytes::Free::operator()(unsigned char *bytes) const
{
    sodium_free(bytes);
}

SecureBytes::SecureBytes(size_t size)
    : m_size(size)
{
    if (size == 0)
        return;
    if (sodium_init() < 0)
        qFatal("libsodium could not be initialised");
    m_bytes.reset(static_cast<unsigned char *>(sodium_malloc(size)));
    if (!m_bytes)
        throw std::bad_alloc();
    sodium_memzero(m_bytes.get(), size);
}

SecureBytes::SecureBytes(SecureBytes &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecureBytes &SecureBytes::operator=(SecureBytes &&other) noexcept
{
    m_bytes = std::move(other.m_bytes);
    m_size = std::exchange(other.m_size, 0);
    return *this;
}

SecureBytes SecureBytes::random(size_t size)
{
    SecureBytes made(size);
    randombytes_buf(made.m_bytes.get(), size);
    return made;
}

SecureBytes SecureBytes::copyOf(std::span<const unsigned char> bytes)
{
    SecureBytes made(bytes.size());
    std::copy(bytes.begin(), bytes.end(), made.m_bytes.get());
    return made;
}

SecureBytes SecureBytes::take(QByteArray &source)
{
    SecureBytes taken = copyOf(asBytes(source));
    wipe(source);
    return taken;
}

void wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        sodium_memzero(bytes.data(), size_t(std::max(bytes.size(), bytes.capacity())));
    bytes = {};
}

} // namespace gatehouse
