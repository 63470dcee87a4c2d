// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "core/sync/packedrows.h"
#include "core/sync/recordstore.h"

namespace gatehouse {

using PluginStore = RecordStore<Plugin, PackedRows<Plugin>>;

} // namespace gatehouse
