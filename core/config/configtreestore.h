// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/sync/packedrows.h"
#include "core/sync/recordstore.h"

namespace gatehouse {

inline const QString &recordId(const ConfigTreeNode &node)
{
    return node.pluginId.text();
}

using ConfigTreeStore = RecordStore<ConfigTreeNode, PackedRows<ConfigTreeNode>>;

} // namespace gatehouse
