// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/packedrows.h"

#include <algorithm>

namespace gatehouse {

namespace {

constexpr int recordBits = 8;
static_assert(1 << recordBits == PackedParts::blockSize);

IdTable::Place placeOf(quint32 number, int record)
{
    return number << recordBits | quint32(record);
}

} // namespace

PackedParts::Spot PackedParts::spotOf(int row) const
{
    const auto next = std::upper_bound(m_firsts.begin(), m_firsts.end(), row);
    const auto part = size_t(next - m_firsts.begin()) - 1;
    return {part, row - m_firsts[part]};
}

size_t PackedParts::partNumbered(quint32 number) const
{
    return size_t(std::lower_bound(m_numbers.begin(), m_numbers.end(), number) - m_numbers.begin());
}

QString PackedParts::idAt(int row) const
{
    const Spot spot = spotOf(row);
    return m_blocks[spot.part]->id(spot.record);
}

int PackedParts::indexOf(const QString &id) const
{
    int row = -1;
    m_ids.find(pack::Block::hashOf(id), [&](IdTable::Place place) {
        const size_t part = partNumbered(place >> recordBits);
        const int record = int(place & (blockSize - 1));
        if (m_blocks[part]->id(record) != id)
            return false;
        row = m_firsts[part] + record;
        return true;
    });
    return row;
}

int PackedParts::room() const
{
    return m_blocks.empty() ? 0 : blockSize - m_blocks.back()->count();
}

void PackedParts::append(RecordBlock block)
{
    Q_ASSERT(block->count() <= blockSize);
    m_blocks.push_back(std::move(block));
    m_numbers.push_back(++m_lastNumber);
    m_firsts.push_back(m_count);
    enter(m_blocks.size() - 1);
    countFrom(m_blocks.size() - 1);
}

void PackedParts::replace(size_t part, RecordBlock block)
{
    leave(part);
    m_blocks[part] = std::move(block);
    enter(part);
    countFrom(part);
}

void PackedParts::erase(int first, int last)
{
    const size_t from = spotOf(first).part;
    for (size_t part = spotOf(last).part + 1; part-- > from;) {
        const int begin = std::max(0, first - m_firsts[part]);
        const int end = std::min(m_blocks[part]->count(), last + 1 - m_firsts[part]);
        leave(part);
        if (end - begin < m_blocks[part]->count()) {
            m_blocks[part] = m_blocks[part]->replaced(begin, end - begin, {});
            enter(part);
            continue;
        }
        m_blocks.erase(m_blocks.begin() + qsizetype(part));
        m_numbers.erase(m_numbers.begin() + qsizetype(part));
        m_firsts.erase(m_firsts.begin() + qsizetype(part));
    }
    countFrom(from);
}

void PackedParts::clear()
{
    m_blocks.clear();
    m_firsts.clear();
    m_numbers.clear();
    m_ids.clear();
    m_pool = {};
    m_count = 0;
}

void PackedParts::enter(size_t part)
{
    for (int i = 0; i < m_blocks[part]->count(); ++i)
        m_ids.insert(m_blocks[part]->hash(i), placeOf(m_numbers[part], i));
}

void PackedParts::leave(size_t part)
{
    for (int i = 0; i < m_blocks[part]->count(); ++i)
        m_ids.remove(m_blocks[part]->hash(i), placeOf(m_numbers[part], i));
}

void PackedParts::countFrom(size_t part)
{
    m_count = part == 0 ? 0 : m_firsts[part - 1] + m_blocks[part - 1]->count();
    for (; part < m_blocks.size(); ++part) {
        m_firsts[part] = m_count;
        m_count += m_blocks[part]->count();
    }
}

} // namespace gatehouse
