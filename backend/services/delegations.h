// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/delegationstore.h"

//! Handing one's stages over for a time. Who takes them decides by the right of who gave them, under
//! every rule that binds either; nothing that was taken can be handed on.
namespace gatehouse::services {

//! `POST /delegations`.
struct DelegationInput
{
    PersonId delegateId;
    std::optional<QDateTime> startsAt; //!< Now, when absent.
    QDateTime endsAt;
    QString reason;
    std::optional<RequestId> requestId;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("delegateId", s.delegateId);
        visit("startsAt", s.startsAt);
        visit("endsAt", s.endsAt);
        visit("reason", s.reason);
        visit("requestId", s.requestId);
    }
};

//! The caller's, given and taken, newest first; at most 200.
[[nodiscard]] Result<QList<Delegation>> delegationsOf(store::UnitOfWork &work);
[[nodiscard]] Result<DelegationRecord> loadDelegation(
    store::UnitOfWork &work, const DelegationId &id);
//! As the work's actor sees it.
Delegation shownDelegation(const store::UnitOfWork &work, const DelegationRecord &record);
[[nodiscard]] Result<DelegationRecord> createDelegation(
    store::UnitOfWork &work, const DelegationInput &input);
[[nodiscard]] Status endDelegation(store::UnitOfWork &work, DelegationRecord &record);
//! Tells the requests concerned of what began or ended by itself.
[[nodiscard]] Status tickDelegations(store::UnitOfWork &work);

} // namespace gatehouse::services
