// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/router.h"

#include <optional>

namespace gatehouse::api {

//! What one POST claims: this key, for this route, with this body.
struct IdempotencyClaim
{
    QString key;
    QString route; //!< The path, so that one key cannot answer for another object.
    QString bodyHash;
};

//! The claim of \a request; 400 without a usable key.
[[nodiscard]] Result<IdempotencyClaim> idempotencyClaim(const http::Request &request);
//! The stored answer; empty when the key is new, 422 when it was used for something else.
[[nodiscard]] Result<std::optional<Reply>> storedReply(store::UnitOfWork &work, const IdempotencyClaim &claim);
//! Keeps \a reply with the change itself, in the same transaction.
[[nodiscard]] Status storeReply(store::UnitOfWork &work, const IdempotencyClaim &claim, const Reply &reply);
//! Forgets answers older than 24 hours.
[[nodiscard]] Status forgetOldReplies(store::Database &database, const QDateTime &now);

} // namespace gatehouse::api
