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
    store::UnitOfWork &work, const WorkflowRow &row, const TextVersionRow &version);
//! What keeps \a yaml from being activated, or is to be looked at, given those who are known here.
[[nodiscard]] Result<QList<ConfigProblem>> workflowProblems(
    store::UnitOfWork &work, const QString &yaml);
//! The text alone, and whether those who are known here could decide it.
[[nodiscard]] Result<WorkflowValidation> validateWorkflow(
    store::UnitOfWork &work, const QString &yaml);

} // namespace gatehouse::services
