// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/snapshotstore.h"

#include <QHash>

namespace gatehouse {

//! Keeps snapshots until the console closes; nothing reaches the disk.
class MemorySnapshotStore final : public SnapshotStore
{
public:
    [[nodiscard]] Status write(const QString &key, const Snapshot &snapshot) override;
    [[nodiscard]] Result<std::optional<Snapshot>> read(const QString &key) const override;
    [[nodiscard]] Status clear() override;

private:
    QHash<QString, Snapshot> m_snapshots;
};

} // namespace gatehouse
