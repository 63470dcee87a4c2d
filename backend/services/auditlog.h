// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"

//! Reading and proving the append-only log.
namespace gatehouse::services::auditlog {

struct Filter
{
    QString text; //!< Anywhere in action, object, person or reason.
    QString action;
    QString actor;
    QString objectId;
    QDateTime from; //!< At or after; invalid: no bound.
    QDateTime to; //!< Before.
};

//! What a person may read: everything (auditor, platform admin), all decisions and their own lines
//! (reviewers), or their own lines.
enum class Reach { All, Decisions, Own };
Reach reachOf(const store::Actor &actor);

//! Newest first, below sequence \a before (0: from the newest).
[[nodiscard]] Result<QList<AuditEvent>> list(store::UnitOfWork &work, const Filter &filter, qint64 before, int limit);
//! Walks the tenant's whole chain.
[[nodiscard]] Result<AuditVerification> verify(store::UnitOfWork &work);

} // namespace gatehouse::services::auditlog
