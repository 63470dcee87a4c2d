// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/store/unitofwork.h"

#include <QHash>

#include <mutex>

namespace gatehouse::services {

//! The policies that are in force for each tenant, ready to be evaluated; read from the store and
//! kept until another version is active. Any thread.
class PolicyShelf final
{
public:
    //! \a shipped is what tenants have that never wrote their own.
    explicit PolicyShelf(PolicySet shipped);

    //! Of the caller's tenant, as this transaction sees it.
    [[nodiscard]] Result<PolicySet> active(store::UnitOfWork &work);

private:
    struct Kept
    {
        QString digest;
        PolicySet set;
    };

    const PolicySet m_shipped;
    std::mutex m_mutex;
    QHash<QString, Kept> m_kept; //!< By tenant.
};

} // namespace gatehouse::services
