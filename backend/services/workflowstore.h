// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/textdraft.h"
#include "backend/services/workflowdocument.h"

//! Workflows as rows. What Gatehouse ships is version 1 of a tenant that has nothing of that name.
namespace gatehouse::services {

struct WorkflowRow : TextRow
{
    QString id;
};

struct ActiveWorkflow
{
    WorkflowDocument document;
    int version = 0;
};

DraftedText workflowText(const QString &id);
QString etagOf(const WorkflowRow &row);

//! By id, shipped ones too.
[[nodiscard]] Result<QList<WorkflowRow>> workflowRows(store::UnitOfWork &work);
//! not_found when there is none.
[[nodiscard]] Result<WorkflowRow> workflowRow(store::UnitOfWork &work, const QString &id);
//! The active ones that can be read, by precedence, then id. A stored text that cannot be read is an error.
[[nodiscard]] Result<QList<ActiveWorkflow>> activeWorkflows(store::UnitOfWork &work);
//! One version as a document; empty when it is not known here.
[[nodiscard]] Result<std::optional<WorkflowDocument>> workflowDocument(
    store::UnitOfWork &work, const QString &id, int version);
//! The first of \a workflows that applies; null when none does.
const ActiveWorkflow *chosenWorkflow(
    const QList<ActiveWorkflow> &workflows, const RequestFacts &facts);

//! The texts that come with the server, by id.
[[nodiscard]] Result<QMap<QString, QByteArray>> shippedWorkflows();

} // namespace gatehouse::services
