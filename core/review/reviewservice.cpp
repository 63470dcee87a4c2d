// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewservice.h"

#include "core/contract/routes.h"
#include "core/outbox/outboxreceipts.h"
#include "core/review/reviewreads.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

ReviewService::ReviewService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_operations(operations)
{
}

QFuture<Result<PluginVersion>> ReviewService::version(const VersionId &id)
{
    return m_client.sendFor<PluginVersion>(reads::version(id));
}

QFuture<Result<EvidenceSet>> ReviewService::evidence(const VersionId &id)
{
    return m_client.sendFor<EvidenceSet>(reads::evidence(id));
}

QFuture<Result<Operation>> ReviewService::rerunEvidence(const VersionId &id)
{
    Intent intent = intentTo(IntentKind::Other, "POST", routes::path(routes::versionEvidence, {id.text()}));
    intent.topic = u"versions"_s;
    intent.objectId = id.text();
    intent.verbWord = u"rerun_evidence"_s;
    return transformed(m_outbox.submitFor<Operation>(std::move(intent)), this, [this](const Result<Operation> &result) {
        if (result)
            m_operations.put(*result);
        return result;
    });
}

QFuture<Result<Items<PolicyEvaluation>>> ReviewService::policy(const VersionId &id, Environment environment)
{
    return m_client.sendFor<Items<PolicyEvaluation>>(reads::policy(id, environment));
}

QFuture<Result<VersionDiff>> ReviewService::diff(const VersionId &id, const std::optional<VersionId> &base)
{
    return m_client.sendFor<VersionDiff>(reads::diff(id, base));
}

QFuture<Result<FileDiff>> ReviewService::fileDiff(
    const VersionId &id, const std::optional<VersionId> &base, const QString &path)
{
    return m_client.sendFor<FileDiff>(reads::fileDiff(id, base, path));
}

QFuture<Result<FileDiff>> ReviewService::configDiff(const ConfigRevisionId &id)
{
    return m_client.sendFor<FileDiff>(reads::configDiff(id));
}

QStringList ReviewService::readsOf(const ApprovalRequest &request)
{
    return reads::agingPaths(request);
}

void ReviewService::noteShown(const Error &refusal)
{
    m_outbox.receipts().noteShown(refusal);
}

} // namespace gatehouse
