// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstring>
#include <vector>

namespace gatehouse {

//! Numbers that never change, each in as many bytes as the largest of them needs. Most columns of a
//! plugin are among a few dozen values: one byte a row instead of four.
class NarrowNumbers final
{
public:
    NarrowNumbers() = default;
    explicit NarrowNumbers(const std::vector<quint32> &numbers)
        : m_width(widthOf(numbers.empty() ? 0 : *std::ranges::max_element(numbers)))
    {
        m_bytes.reserve(qsizetype(numbers.size()) * m_width);
        for (const quint32 number : numbers) {
            const auto byte = quint8(number);
            const auto two = quint16(number);
            m_bytes.append(m_width == 1 ? reinterpret_cast<const char *>(&byte)
                    : m_width == 2     ? reinterpret_cast<const char *>(&two)
                                       : reinterpret_cast<const char *>(&number),
                m_width);
        }
    }

    quint32 at(size_t place) const
    {
        if (m_width == 1)
            return quint8(m_bytes[qsizetype(place)]);
        return m_width == 2 ? read<quint16>(place) : read<quint32>(place);
    }

private:
    static int widthOf(quint32 largest) { return largest <= 0xff ? 1 : largest <= 0xffff ? 2 : 4; }
    template <typename Number>
    quint32 read(size_t place) const
    {
        Number number;
        std::memcpy(&number, m_bytes.constData() + place * sizeof number, sizeof number);
        return number;
    }

    QByteArray m_bytes;
    int m_width = 1;
};

} // namespace gatehouse
