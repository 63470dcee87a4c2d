// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/dispatcher.h"
#include "core/contract/common.h"

namespace gatehouse::api {

//! /healthz, /metrics and /api/v1/meta: for machines and for who has not signed in yet.
void registerSystemRoutes(Dispatcher &dispatcher, services::Metrics &metrics, const Clock &clock, Meta meta);

} // namespace gatehouse::api
