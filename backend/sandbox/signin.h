// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

#include <memory>

namespace gatehouse::sandbox {

//! Signs in as a persona the way a console does: authorization code with PKCE through the sandbox
//! provider's own page. Blocks in a local event loop; gives an access token.
[[nodiscard]] Result<QByteArray> signIn(const QUrl &server, const QString &persona);

//! Sends one request and waits for its answer. The reply belongs to the caller.
std::unique_ptr<QNetworkReply> waitFor(QNetworkReply *reply);

} // namespace gatehouse::sandbox
