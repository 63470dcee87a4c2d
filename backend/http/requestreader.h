// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/asio.h"
#include "backend/http/message.h"

#include <optional>

namespace gatehouse::http {

//! Why a request is refused before anything looks at its meaning.
struct Refusal
{
    int status = 400;
    QString code;
    QString message;
};

//! What the transport checks of a head before it reads the body. Empty when all is well.
std::optional<Refusal> judgeHead(const Parser &parser, bool loopbackOnly);
//! What a failed read means; empty when the peer is simply gone or silent.
std::optional<Refusal> judgeReadError(const beast::error_code &failure);
//! Takes the body out of \a parser.
Request takeRequest(Parser &parser, const QString &remoteAddress);
//! The id of the request for logs and problem documents.
QString correlationIdOf(const Parser &parser);

} // namespace gatehouse::http
