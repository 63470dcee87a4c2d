// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

namespace gatehouse::api {

//! Whether an If-None-Match header names \a etag (weak comparison, or "*").
bool ifNoneMatchNames(const QByteArray &header, const QString &etag);
//! The response of \a reply: body, strong ETag, Location. A first page without a tag of its own gets
//! one over everything but asOf.
http::Response responseOf(const Reply &reply, const http::Request &request);
//! 304 without a body when the caller's If-None-Match names the ETag of \a response.
http::Response unlessKnown(http::Response response, const http::Request &request);

} // namespace gatehouse::api
