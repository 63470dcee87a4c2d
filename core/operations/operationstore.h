// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/operations.h"
#include "core/sync/recordstore.h"

namespace gatehouse {

using OperationStore = RecordStore<Operation>;

} // namespace gatehouse
