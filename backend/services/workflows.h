// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowstore.h"

//! Editing workflows: draft, dry run, activation. Only platform admins write; what they do is in the
//! feed and in the audit log. Requests that exist are never touched.
namespace gatehouse::services {

//! The draft of a workflow that does not exist yet; its id is in the text.
[[nodiscard]] Result<WorkflowRow> createWorkflow(store::UnitOfWork &work, const QString &yaml);
//! What is written may be wrong: a draft is kept as it is. Its id must be the workflow's.
[[nodiscard]] Status writeDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &yaml);
//! Gives the workflow without its draft, or nothing when nothing is left of it.
[[nodiscard]] Result<std::optional<WorkflowRow>> discardDraft(
    store::UnitOfWork &work, WorkflowRow row);
//! Tries the draft on requests and remembers that its text was tried.
[[nodiscard]] Result<WorkflowDryRun> dryRunDraft(store::UnitOfWork &work, const WorkflowRow &row);
//! Only a text without mistakes that was dry-run as it is; some workflow must be left that applies to
//! everything.
[[nodiscard]] Status activateDraft(store::UnitOfWork &work, WorkflowRow &row, const QString &reason);

} // namespace gatehouse::services
