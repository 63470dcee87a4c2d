// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/store/unitofwork.h"

namespace gatehouse::services {

//! Writes what happened, in order, to the timeline, the feed (topic requests) and the audit log.
//! Call it after saveRequest, so that events carry the new etag.
[[nodiscard]] Status recordHappenings(store::UnitOfWork &work, const RequestRecord &record,
    const QList<Happening> &happened, const QString &reason = {});
//! Oldest first.
[[nodiscard]] Result<QList<TimelineEntry>> timelineOf(store::UnitOfWork &work, const RequestId &id);

} // namespace gatehouse::services
