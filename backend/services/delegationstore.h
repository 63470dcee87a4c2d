// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/delegation.h"

namespace gatehouse::services {

struct DelegationRecord
{
    Delegation head; //!< Without state and actions: these depend on the time and the caller.
    int revision = 0;
    int announced = 0; //!< 0: not begun; 1: begun; 2: over, and everybody concerned was told.
};

bool isInForce(const Delegation &delegation, const QDateTime &now);
//! planned, active or ended.
QString stateAt(const Delegation &delegation, const QDateTime &now);
QString etagOf(const DelegationRecord &record);

//! Of the tenant, where \a rest, which is SQL and may order and limit, holds for \a values.
[[nodiscard]] Result<QList<DelegationRecord>> readDelegations(
    store::UnitOfWork &work, const QString &rest, const QVariantList &values);
[[nodiscard]] Status insertDelegation(store::UnitOfWork &work, const DelegationRecord &record);
//! Under its next revision.
[[nodiscard]] Status saveDelegation(store::UnitOfWork &work, DelegationRecord &record);

} // namespace gatehouse::services
