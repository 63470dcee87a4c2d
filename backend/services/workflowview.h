// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowstore.h"

//! Workflows as those who are signed in see them.
namespace gatehouse::services {

[[nodiscard]] Result<QList<WorkflowTemplate>> listWorkflows(store::UnitOfWork &work);
//! As the work's actor sees it.
[[nodiscard]] Result<WorkflowTemplate> shownWorkflow(store::UnitOfWork &work, const WorkflowRow &row);
[[nodiscard]] Result<WorkflowTemplateVersion> shownVersion(
    store::UnitOfWork &work, const WorkflowRow &row, const WorkflowVersionRow &version);
//! None when the workflow has none.
[[nodiscard]] Result<std::optional<WorkflowTemplateVersion>> shownDraft(
    store::UnitOfWork &work, const WorkflowRow &row);
//! The text alone, and whether those who are known here could decide it.
[[nodiscard]] Result<WorkflowValidation> validateWorkflow(
    store::UnitOfWork &work, const QString &yaml);

//! Why \a draft cannot be activated by anybody; nothing when it can.
std::optional<BlockedAction> whyNotActivate(
    const WorkflowRow &row, const std::optional<WorkflowTemplateVersion> &draft);
//! What the work's actor may do.
Actions workflowActions(const store::UnitOfWork &work, const WorkflowRow &row,
    const std::optional<WorkflowTemplateVersion> &draft);
//! Refuses everybody but platform admins.
[[nodiscard]] Status checkWorkflowAdmin(const store::UnitOfWork &work);
[[nodiscard]] Status checkWorkflowText(const QString &yaml);

} // namespace gatehouse::services
