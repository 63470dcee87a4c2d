// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/workflowdocument.h"
#include "backend/store/unitofwork.h"

//! Workflows as rows: every version's text, which one is active, which one is a draft. What Gatehouse
//! ships is version 1 of a tenant that has nothing of that name.
namespace gatehouse::services {

struct WorkflowRow
{
    QString id;
    int activeVersion = 0; //!< 0: none.
    int draftVersion = 0; //!< 0: none.
    int revision = 0;
};

struct WorkflowVersionRow
{
    WorkflowTemplateVersion head; //!< Without state and problems.
    QString triedDigest; //!< Of the text that was dry-run last.
};

struct ActiveWorkflow
{
    WorkflowDocument document;
    int version = 0;
};

QString etagOf(const WorkflowRow &row);
//! draft, active or retired.
QString stateOf(const WorkflowRow &row, int version);
QString digestOf(const QString &yaml);

//! By id, shipped ones too.
[[nodiscard]] Result<QList<WorkflowRow>> workflowRows(store::UnitOfWork &work);
//! not_found when there is none.
[[nodiscard]] Result<WorkflowRow> workflowRow(store::UnitOfWork &work, const QString &id);
//! Newest first.
[[nodiscard]] Result<QList<WorkflowVersionRow>> workflowVersions(
    store::UnitOfWork &work, const QString &id);
[[nodiscard]] Result<WorkflowVersionRow> workflowVersion(
    store::UnitOfWork &work, const QString &id, int version);
//! The active ones that can be read, by precedence, then id. A stored text that cannot be read is an error.
[[nodiscard]] Result<QList<ActiveWorkflow>> activeWorkflows(store::UnitOfWork &work);
//! One version as a document; empty when it is not known here.
[[nodiscard]] Result<std::optional<WorkflowDocument>> workflowDocument(
    store::UnitOfWork &work, const QString &id, int version);
//! The first of \a workflows that applies; null when none does.
const ActiveWorkflow *chosenWorkflow(
    const QList<ActiveWorkflow> &workflows, const RequestFacts &facts);

//! Writes the row, raising its revision; what Gatehouse ships becomes the tenant's own by that.
[[nodiscard]] Status saveWorkflow(store::UnitOfWork &work, WorkflowRow &row);
[[nodiscard]] Status saveWorkflowVersion(store::UnitOfWork &work, const WorkflowVersionRow &row);
//! Keeps the text of a shipped version that a request was made with, whatever a later server ships.
[[nodiscard]] Status pinWorkflow(store::UnitOfWork &work, const QString &id);
[[nodiscard]] Status removeWorkflowVersion(
    store::UnitOfWork &work, const QString &id, int version);
//! A workflow that never was active and has no draft left is nothing.
[[nodiscard]] Status removeWorkflow(store::UnitOfWork &work, const QString &id);

//! The texts that come with the server, by id.
[[nodiscard]] Result<QMap<QString, QByteArray>> shippedWorkflows();

} // namespace gatehouse::services
