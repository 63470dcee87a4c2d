// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Brings installations to rest whose operation ended without them, as when the server was killed:
//! what was only asked for goes back to what ran before, what was written is looked at in the
//! environment's files. To be called in a write transaction, at start and every hour.
[[nodiscard]] Status settleInterrupted(
    store::UnitOfWork &work, const QString &environmentsDirectory);

} // namespace gatehouse::services
