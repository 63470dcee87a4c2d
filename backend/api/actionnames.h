// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"

namespace gatehouse::api {

//! The audit action of a write: "request.decide" for POST …/decisions. A route without a name of
//! its own is called by method and path.
QString actionName(http::Method method, const QByteArray &route);

} // namespace gatehouse::api
