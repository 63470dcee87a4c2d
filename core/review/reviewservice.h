// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/contract/registry.h"
#include "core/contract/versiondiff.h"
#include "core/contract/workflow.h"
#include "core/health/healthreading.h"
#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"
#include "core/review/reportfile.h"

namespace gatehouse {

//! The version that a write about its evidence is for, with its words.
struct ReviewedVersion
{
    VersionId id;
    QString pluginName;
    QString version;
};

//! What a person looks at before they judge a version or a configuration revision. Shared by the
//! Inbox and the registry. GUI thread.
class ReviewService final : public QObject
{
    Q_OBJECT

public:
    ReviewService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent = nullptr);

    QFuture<Result<PluginVersion>> version(const VersionId &id);
    QFuture<Result<EvidenceSet>> evidence(const VersionId &id);
    //! All checks of a version once more, or only one of them; the operation is in the store when the
    //! future is done.
    QFuture<Result<Operation>> rerunEvidence(const ReviewedVersion &version, EvidenceKind check = EvidenceKind::Unknown);
    QFuture<Result<Operation>> cancelRun(const OperationId &id);
    QFuture<Result<Operation>> readRun(const OperationId &id);
    const OperationStore &operations() const { return m_operations; }

    QFuture<Result<EvidenceReport>> attachReport(const ReviewedVersion &version, const ReportDraft &draft);
    //! It counts until somebody else approves.
    QFuture<Result<Suppression>> proposeSuppression(
        const ReviewedVersion &version, const Finding &finding, const QString &reason, const QDateTime &expiresAt);
    //! \a action is approve, reject or withdraw, on \a seen as its author saw it.
    QFuture<Result<Suppression>> decideSuppression(
        const ReviewedVersion &version, const Suppression &seen, const QString &action, const QString &comment);
    QFuture<Result<Items<PolicyEvaluation>>> policy(const VersionId &id, Environment environment);
    //! What \a id can be compared with, newest first.
    QFuture<Result<Items<DiffBase>>> bases(const VersionId &id);
    //! Without \a base everything is added.
    QFuture<Result<VersionDiff>> diff(const VersionId &id, const std::optional<VersionId> &base);
    //! Against the version that a person approved last, or \a otherwise when there is none.
    QFuture<Result<VersionDiff>> diffSinceReview(const VersionId &id, const std::optional<VersionId> &otherwise);
    //! The piece of a file that begins at byte \a offset.
    QFuture<Result<PackageFile>> file(const VersionId &id, const QString &path, qint64 offset = 0);
    QFuture<Result<ReviewedFiles>> reviewedFiles(const VersionId &id);
    //! An aid for the person alone and no write about anything: it does not go through the Outbox.
    QFuture<Result<ReviewedFiles>> markReviewed(const VersionId &id, const QStringList &reviewed, const QStringList &unreviewed);
    //! What a configuration revision changes against the one before it.
    QFuture<Result<FileDiff>> configDiff(const ConfigRevisionId &id);

    //! How a plugin does where it is installed; \a range is a word of healthrange.
    QFuture<Result<HealthAnswer>> health(const PluginId &plugin, const QString &range);

    //! Where what is read about \a request and may change is read, for ShownData.
    static QStringList readsOf(const ApprovalRequest &request);

    //! The refusal of what was sent here is shown beside its cause.
    void noteShown(const Error &refusal);

private:
    QFuture<Result<Operation>> stored(const QFuture<Result<Operation>> &answer);

    ApiClient &m_client;
    Outbox &m_outbox;
    OperationStore &m_operations;
};

} // namespace gatehouse
