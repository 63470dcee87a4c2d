// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvaldecision.h"
#include "backend/store/unitofwork.h"
#include "core/contract/receipts.h"

//! Whether a vote is what its author signed.
namespace gatehouse::services {

//! What this portal wants of decisions.
struct SigningRules
{
    bool required = false;
};

//! What goes into the log for \a input, which checkDecision() found allowed. The signature must be the
//! actor's, by a key that is theirs now, over exactly this body and what the request is about now.
//! Without one, the entry says so, where the rules let it. Codes: signature_required,
//! signature_malformed, signature_invalid, signing_key_unknown, signing_key_retired,
//! signing_key_revoked, statement_mismatch (with the members), statement_time.
[[nodiscard]] Result<DecisionEntry> proveDecision(store::UnitOfWork &work, const RequestRecord &record,
    const DecisionInput &input, const DecisionId &id, const SigningRules &rules);
//! Appends \a entry to the log, and notes in \a record where it is and what signed it.
[[nodiscard]] Status logDecision(store::UnitOfWork &work, RequestRecord &record, DecisionEntry entry);

//! A retired key's decisions that were on their way are taken for so long: as long as they may wait in
//! an outbox, and a day more.
inline constexpr int retiredHours = 48;

} // namespace gatehouse::services
