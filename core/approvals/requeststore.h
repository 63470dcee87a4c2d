// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "core/sync/recordstore.h"

namespace gatehouse {

using RequestStore = RecordStore<ApprovalRequest>;

} // namespace gatehouse
