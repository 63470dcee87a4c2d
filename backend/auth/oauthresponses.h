// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/formvalues.h"
#include "backend/http/message.h"
#include "core/base/error.h"

namespace gatehouse::auth {

//! An OAuth refusal: \a code is one of RFC 6749's, 8628's or OpenID Connect's error names.
Error oauthError(const QString &code, const QString &description);

//! JSON that no cache may keep.
http::Response tokenJson(const QJsonObject &object, int status = 200);
//! RFC 6749 section 5.2; errors that are not OAuth's own become server_error and are logged.
http::Response oauthErrorResponse(const Error &error);
//! 303 to \a redirectUri with \a parameters added to its query.
http::Response redirectResponse(
    const QString &redirectUri, const QList<std::pair<QString, QString>> &parameters);

//! A form body: right content type, UTF-8, nothing twice.
[[nodiscard]] Result<FormValues> formBody(const http::Request &request);

} // namespace gatehouse::auth
