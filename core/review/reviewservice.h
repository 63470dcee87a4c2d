// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! What a person looks at before they judge a version or a configuration revision. Shared by the
//! Inbox and the registry. GUI thread.
class ReviewService final : public QObject
{
    Q_OBJECT

public:
    ReviewService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent = nullptr);

    QFuture<Result<PluginVersion>> version(const VersionId &id);
    QFuture<Result<EvidenceSet>> evidence(const VersionId &id);
    //! All checks of a version once more; the operation is in the store when the future is done.
    QFuture<Result<Operation>> rerunEvidence(const VersionId &id);
    QFuture<Result<Items<PolicyEvaluation>>> policy(const VersionId &id, Environment environment);
    //! Without \a base everything is added.
    QFuture<Result<VersionDiff>> diff(const VersionId &id, const std::optional<VersionId> &base);
    QFuture<Result<FileDiff>> fileDiff(const VersionId &id, const std::optional<VersionId> &base, const QString &path);
    //! What a configuration revision changes against the one before it.
    QFuture<Result<FileDiff>> configDiff(const ConfigRevisionId &id);

    //! Where what is read about \a request and may change is read, for ShownData.
    static QStringList readsOf(const ApprovalRequest &request);

    //! The refusal of what was sent here is shown beside its cause.
    void noteShown(const Error &refusal);

private:
    ApiClient &m_client;
    Outbox &m_outbox;
    OperationStore &m_operations;
};

} // namespace gatehouse
