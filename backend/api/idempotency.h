// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

#include <optional>

namespace gatehouse::api {

//! What one write claims: this key, for this route, with this body. If-Match is no part of it: a
//! repetition is answered before preconditions are judged.
struct IdempotencyClaim
{
    QString key;
    QString route; //!< Path (with verb and query unless POST), so that one key cannot answer for another object.
    QString bodyHash;
};

//! Every POST, and other writes that bring a key.
bool isKeyed(const http::Request &request);
//! The claim of \a request; 400 without a usable key.
[[nodiscard]] Result<IdempotencyClaim> idempotencyClaim(const http::Request &request);
//! The stored answer; empty when the key is new, 422 when it was used for something else.
[[nodiscard]] Result<std::optional<Reply>> storedReply(store::UnitOfWork &work, const IdempotencyClaim &claim);
//! Keeps \a reply with the change itself, in the same transaction.
[[nodiscard]] Status storeReply(store::UnitOfWork &work, const IdempotencyClaim &claim, const Reply &reply);
//! Forgets answers older than 24 hours.
[[nodiscard]] Status forgetOldReplies(store::Database &database, const QDateTime &now);

} // namespace gatehouse::api
