// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace gatehouse {

//! The last good answer of a list or panel, so that a view has something to show with its age.
struct Snapshot
{
    QByteArray body;
    QDateTime asOf;
};

//! Where snapshots are kept. GUI thread.
class SnapshotStore
{
public:
    virtual ~SnapshotStore() = default;
    [[nodiscard]] virtual Status write(const QString &key, const Snapshot &snapshot) = 0;
    [[nodiscard]] virtual Result<std::optional<Snapshot>> read(const QString &key) const = 0;
    [[nodiscard]] virtual Status clear() = 0;
};

} // namespace gatehouse
