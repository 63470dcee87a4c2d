// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/logkey.h"
#include "backend/store/unitofwork.h"

//! The append-only log of a tenant's decisions: a Merkle tree in the shape of RFC 6962, of whose leaves
//! any one can be proven to be in it, and of which no older state can be denied.
namespace gatehouse::services {

//! In the transaction that records the decision. Gives its place, from 0.
[[nodiscard]] Result<qint64> appendToLog(store::UnitOfWork &work, const DecisionEntry &entry);

[[nodiscard]] Result<qint64> logSize(store::UnitOfWork &work);
//! The head at \a size, which the log must have reached; the same bytes each time it is asked for.
[[nodiscard]] Result<DecisionLogHead> logHead(store::UnitOfWork &work, const LogKey &key, qint64 size);
//! Against the head at \a size; not_found for a decision that is not in the log, or not among these.
[[nodiscard]] Result<DecisionReceipt> receiptFor(
    store::UnitOfWork &work, const LogKey &key, const DecisionId &decision, qint64 size);
//! The log must have reached \a second.
[[nodiscard]] Result<ConsistencyProof> consistencyProof(store::UnitOfWork &work, qint64 first, qint64 second);

} // namespace gatehouse::services
