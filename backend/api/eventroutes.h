// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/dispatcher.h"
#include "backend/services/eventhub.h"

namespace gatehouse::api {

//! The feed as a stream (GET /events) and as a pull (GET /changes).
void registerEventRoutes(Dispatcher &dispatcher, services::EventHub &hub, store::Workers &workers);

} // namespace gatehouse::api
