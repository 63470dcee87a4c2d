// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/memorysnapshotstore.h"

namespace gatehouse {

Status MemorySnapshotStore::write(const QString &key, const Snapshot &snapshot)
{
    m_snapshots.insert(key, snapshot);
    return {};
}

Result<std::optional<Snapshot>> MemorySnapshotStore::read(const QString &key) const
{
    const auto found = m_snapshots.constFind(key);
    if (found == m_snapshots.cend())
        return std::optional<Snapshot>();
    return std::optional<Snapshot>(*found);
}

Status MemorySnapshotStore::clear()
{
    m_snapshots.clear();
    return {};
}

} // namespace gatehouse
