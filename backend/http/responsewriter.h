// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/message.h"

#include <string>

namespace gatehouse::http {

//! The status line and headers of \a response, ready for the wire. A stream is closed by its end.
std::string responseHead(const Response &response, bool keepAlive);

} // namespace gatehouse::http
