// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstddef>
#include <memory>
#include <span>

namespace gatehouse {

//! A secret in locked memory of libsodium: not swapped, not dumped, guarded on both sides, zeroed when
//! it goes. Moves, never copies. Any thread, one at a time.
class SecureBytes final
{
public:
    SecureBytes() = default;
    //! Zeros.
    explicit SecureBytes(size_t size);

    static SecureBytes random(size_t size);
    static SecureBytes copyOf(std::span<const unsigned char> bytes);
    //! Takes what \a source holds and wipes it there; see wipe() for what that reaches.
    static SecureBytes take(QByteArray &source);

    size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }
    std::span<unsigned char> bytes() { return {m_bytes.get(), m_size}; }
    std::span<const unsigned char> bytes() const { return {m_bytes.get(), m_size}; }

    SecureBytes(SecureBytes &&other) noexcept;
    SecureBytes &operator=(SecureBytes &&other) noexcept;
    ~SecureBytes() = default;
    SecureBytes(const SecureBytes &) = delete;
    SecureBytes &operator=(const SecureBytes &) = delete;

private:
    struct Free
    {
        void operator()(unsigned char *bytes) const;
    };
    std::unique_ptr<unsigned char[], Free> m_bytes;
    size_t m_size = 0;
};

//! Zeroes what \a bytes holds, spare capacity too, and empties it. Reaches no other QByteArray: the
//! caller must be the only owner.
void wipe(QByteArray &bytes);

inline std::span<const unsigned char> asBytes(QByteArrayView bytes)
{
    return {reinterpret_cast<const unsigned char *>(bytes.data()), size_t(bytes.size())};
}

} // namespace gatehouse
