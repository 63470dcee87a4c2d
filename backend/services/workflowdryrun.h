// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/approvalrecord.h"
#include "backend/services/persons.h"
#include "backend/services/workflowstore.h"

namespace gatehouse::services {

//! What \a request would be if it were made now, by the workflows \a before and \a after. Pure.
DryRunItem compareWorkflows(const RequestRecord &request, const QList<ActiveWorkflow> &before,
    const QList<ActiveWorkflow> &after, const QList<Person> &people);
//! Every open request and the newest closed ones, compared; those that would change first. Writes nothing.
[[nodiscard]] Result<WorkflowDryRun> dryRun(store::UnitOfWork &work,
    const QList<ActiveWorkflow> &before, const QList<ActiveWorkflow> &after);

} // namespace gatehouse::services
