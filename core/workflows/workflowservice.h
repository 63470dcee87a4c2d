// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflowtemplate.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! Reading, judging, trying and activating workflows. What changes them leaves by the outbox. GUI thread.
class WorkflowService final : public QObject
{
    Q_OBJECT

public:
    WorkflowService(ApiClient &client, Outbox &outbox, QObject *parent = nullptr);

    //! The paths that the list and \a id are read from.
    static QStringList readsOf(const QString &id);

    QFuture<Result<Items<WorkflowTemplate>>> workflows();
    QFuture<Result<WorkflowTemplate>> workflow(const QString &id);
    //! Newest first.
    QFuture<Result<Items<WorkflowTemplateVersion>>> versions(const QString &id);
    //! Keeps nothing.
    QFuture<Result<WorkflowValidation>> validate(const QString &yaml);
    //! What requests would be by the draft. The portal remembers that its text was tried; nothing else.
    QFuture<Result<WorkflowDryRun>> dryRun(const QString &id);

    //! A workflow that does not exist yet; its id is in the text.
    QFuture<Result<WorkflowTemplateVersion>> create(const QString &yaml);
    QFuture<Result<WorkflowTemplateVersion>> saveDraft(const WorkflowTemplate &seen, const QString &yaml);
    QFuture<Status> discardDraft(const WorkflowTemplate &seen);
    QFuture<Result<WorkflowTemplate>> activate(const WorkflowTemplate &seen, const QString &reason);

private:
    ApiClient &m_client;
    Outbox &m_outbox;
};

} // namespace gatehouse
