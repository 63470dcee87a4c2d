// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewservice.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QUrlQuery baseQuery(const std::optional<VersionId> &base)
{
    QUrlQuery query;
    if (base && !base->isEmpty())
        query.addQueryItem(u"base"_s, base->text());
    return query;
}

} // namespace

ReviewService::ReviewService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
    , m_operations(operations)
{
}

QFuture<Result<PluginVersion>> ReviewService::version(const VersionId &id)
{
    return m_client.get<PluginVersion>(routes::path(routes::version, {id.text()}));
}

QFuture<Result<EvidenceSet>> ReviewService::evidence(const VersionId &id)
{
    return m_client.get<EvidenceSet>(routes::path(routes::versionEvidence, {id.text()}));
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
    QUrlQuery query;
    if (environment != Environment::Unknown)
        query.addQueryItem(u"environment"_s, toWire(environment));
    return m_client.get<Items<PolicyEvaluation>>(routes::path(routes::versionPolicy, {id.text()}), query);
}

QFuture<Result<VersionDiff>> ReviewService::diff(const VersionId &id, const std::optional<VersionId> &base)
{
    return m_client.get<VersionDiff>(routes::path(routes::versionDiff, {id.text()}), baseQuery(base));
}

QFuture<Result<FileDiff>> ReviewService::fileDiff(
    const VersionId &id, const std::optional<VersionId> &base, const QString &path)
{
    QUrlQuery query = baseQuery(base);
    query.addQueryItem(u"path"_s, QString::fromLatin1(QUrl::toPercentEncoding(path)));
    return m_client.get<FileDiff>(routes::path(routes::versionDiffFile, {id.text()}), query);
}

QFuture<Result<FileDiff>> ReviewService::configDiff(const ConfigRevisionId &id)
{
    return m_client.get<FileDiff>(routes::path(routes::configRevisionDiff, {id.text()}));
}

} // namespace gatehouse
