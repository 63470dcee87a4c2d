// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <vector>

namespace gatehouse {

//! Where the record with an id lies, for many thousands of ids in eight bytes each. It knows hashes
//! only: who asks compares the ids themselves.
class IdTable final
{
public:
    using Hash = quint32;
    using Place = quint32; //!< Anything but nowhere.
    static constexpr Place nowhere = ~Place(0);

    //! A place under this hash for which \a isIt is true; nowhere when there is none.
    template <typename Predicate>
    Place find(Hash hash, Predicate isIt) const
    {
        for (size_t at = m_slots.empty() ? 0 : slotOf(hash); !m_slots.empty() && m_slots[at].place != nowhere; at = after(at)) {
            if (m_slots[at].hash == hash && isIt(m_slots[at].place))
                return m_slots[at].place;
        }
        return nowhere;
    }
    void insert(Hash hash, Place place);
    //! It must be there.
    void remove(Hash hash, Place place);
    void clear();
    size_t count() const { return m_count; }

private:
    struct Slot
    {
        Hash hash = 0;
        Place place = nowhere;
    };
    //! The size is a power of two.
    size_t slotOf(Hash hash) const { return hash & (m_slots.size() - 1); }
    size_t after(size_t at) const { return (at + 1) & (m_slots.size() - 1); }
    void grow();

    std::vector<Slot> m_slots;
    size_t m_count = 0;
};

} // namespace gatehouse
