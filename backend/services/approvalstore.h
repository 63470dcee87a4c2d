// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/store/unitofwork.h"

//! Rows of requests, stages and votes. No rules here.
namespace gatehouse::services {

//! not_found for an id of another tenant, too.
[[nodiscard]] Result<RequestRecord> loadRequest(store::UnitOfWork &work, const RequestId &id);
//! In the order of \a ids, with stages and votes, in three statements whatever their number, and
//! one more when there are conditions.
[[nodiscard]] Result<QList<RequestRecord>> loadRequests(
    store::UnitOfWork &work, const QStringList &ids);
[[nodiscard]] Status insertRequest(store::UnitOfWork &work, const RequestRecord &record);
//! Writes what can change of the request and its stages, new votes, and votes that became void.
//! Raises the revision: call it once per change, then use the record's new etag.
[[nodiscard]] Status saveRequest(store::UnitOfWork &work, RequestRecord &record);

//! Ids of requests where \a where holds ("status = ?"), within the tenant.
[[nodiscard]] Result<QStringList> requestIds(
    store::UnitOfWork &work, const QString &where, const QVariantList &values);

} // namespace gatehouse::services
