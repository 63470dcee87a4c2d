// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/idtable.h"

#include <utility>

namespace gatehouse {

namespace {
constexpr size_t firstSize = 16;
}

void IdTable::insert(Hash hash, Place place)
{
    if (4 * (m_count + 1) > 3 * m_slots.size())
        grow();
    size_t at = slotOf(hash);
    while (m_slots[at].place != nowhere)
        at = after(at);
    m_slots[at] = {hash, place};
    ++m_count;
}

void IdTable::remove(Hash hash, Place place)
{
    size_t hole = slotOf(hash);
    while (m_slots[hole].place != place)
        hole = after(hole);
    --m_count;
    // What follows without a gap moves up as far as its own hash allows, so that no search ends too early.
    for (size_t at = after(hole); m_slots[at].place != nowhere; at = after(at)) {
        const size_t mask = m_slots.size() - 1;
        const size_t fromHome = (at - slotOf(m_slots[at].hash)) & mask;
        const size_t fromHole = (at - hole) & mask;
        if (fromHome < fromHole)
            continue;
        m_slots[hole] = m_slots[at];
        hole = at;
    }
    m_slots[hole] = {};
}

void IdTable::clear()
{
    m_slots = {};
    m_count = 0;
}

void IdTable::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.empty() ? firstSize : 2 * m_slots.size()));
    m_count = 0;
    for (const Slot &slot : old) {
        if (slot.place != nowhere)
            insert(slot.hash, slot.place);
    }
}

} // namespace gatehouse
