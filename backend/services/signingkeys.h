// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/receipts.h"

//! The keys that people sign decisions with. A key belongs to one person of the tenant for good.
namespace gatehouse::services {

struct SigningKeyRecord
{
    SigningKey key; //!< Without actions and etag.
    PersonId person;
    int revision = 0;
};

//! "k2": moves with every change of the key, not with its use.
QString etagOf(const SigningKeyRecord &record);
//! As its owner sees it.
SigningKey keyView(const SigningKeyRecord &record);

//! How the actor is named in statements.
[[nodiscard]] Result<Decider> deciderOf(store::UnitOfWork &work);
//! The actor's own, newest first.
[[nodiscard]] Result<SigningKeyList> signingKeys(store::UnitOfWork &work);
//! Whoever's it is; nothing when it was never enrolled.
[[nodiscard]] Result<std::optional<SigningKeyRecord>> findKey(store::UnitOfWork &work, const SigningKeyId &id);
//! The actor's own; not_found for all others.
[[nodiscard]] Result<SigningKeyRecord> loadOwnKey(store::UnitOfWork &work, const SigningKeyId &id);

//! Takes a key whose secret half signed \a enrolment; retires the one that it replaces. A key that is
//! enrolled already is given again. Codes: signature_malformed, signature_invalid, statement_mismatch,
//! statement_time, signing_key_taken, signing_key_retired, signing_key_revoked, too_many_keys, conflict_state.
[[nodiscard]] Result<SigningKeyRecord> enrolKey(store::UnitOfWork &work, const DsseEnvelope &enrolment);
//! From now on nothing is taken from it. conflict_state when it was revoked before.
[[nodiscard]] Status revokeKey(store::UnitOfWork &work, SigningKeyRecord &record, const QString &reason);
[[nodiscard]] Status noteKeyUsed(store::UnitOfWork &work, const SigningKeyId &id);

//! How far the clock of a device may be ahead.
inline constexpr int clockToleranceSeconds = 5 * 60;

} // namespace gatehouse::services
