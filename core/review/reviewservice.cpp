// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/reviewservice.h"

#include "core/contract/routes.h"
#include "core/outbox/outboxreceipts.h"
#include "core/outbox/reliances.h"
#include "core/review/reviewreads.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! A write about the evidence of \a version. What was found does not depend on who looks: it relies
//! on nothing but the version.
Intent about(const ReviewedVersion &version, const char *route, const QString &verbWord, QJsonObject body)
{
    Intent intent = intentTo(IntentKind::Other, "POST", routes::path(route, {version.id.text()}), std::move(body));
    intent.topic = u"versions"_s;
    intent.objectId = version.id.text();
    intent.subject = version.pluginName;
    intent.subjectDetail = version.version;
    intent.verbWord = verbWord;
    return intent;
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
    return m_client.sendFor<PluginVersion>(reads::version(id));
}

QFuture<Result<EvidenceSet>> ReviewService::evidence(const VersionId &id)
{
    return m_client.sendFor<EvidenceSet>(reads::evidence(id));
}

QFuture<Result<Operation>> ReviewService::rerunEvidence(const ReviewedVersion &version, EvidenceKind check)
{
    QJsonObject body;
    if (check != EvidenceKind::Unknown)
        body.insert(u"check"_s, toWire(check));
    return stored(m_outbox.submitFor<Operation>(about(version, routes::versionEvidence, u"rerun_evidence"_s, body)));
}

QFuture<Result<Operation>> ReviewService::cancelRun(const OperationId &id)
{
    Intent intent = intentTo(IntentKind::Operation, "POST", routes::path(routes::operationCancel, {id.text()}));
    intent.topic = u"operations"_s;
    intent.objectId = id.text();
    intent.verbWord = u"cancel"_s;
    return stored(m_outbox.submitFor<Operation>(std::move(intent)));
}

QFuture<Result<Operation>> ReviewService::readRun(const OperationId &id)
{
    return stored(m_client.get<Operation>(routes::path(routes::operation, {id.text()})));
}

QFuture<Result<EvidenceReport>> ReviewService::attachReport(const ReviewedVersion &version, const ReportDraft &draft)
{
    QJsonObject body {{u"fileName"_s, draft.fileName}, {u"content"_s, draft.content}};
    if (!draft.tool.isEmpty())
        body.insert(u"tool"_s, draft.tool);
    if (!draft.toolVersion.isEmpty())
        body.insert(u"toolVersion"_s, draft.toolVersion);
    if (draft.ranAt)
        body.insert(u"ranAt"_s, toRfc3339(*draft.ranAt));
    if (draft.expiresAt)
        body.insert(u"expiresAt"_s, toRfc3339(*draft.expiresAt));
    Intent intent = about(version, routes::versionReports, u"attach_report"_s, body);
    intent.subjectDetail = version.version + u", " + draft.fileName;
    return m_outbox.submitFor<EvidenceReport>(std::move(intent));
}

QFuture<Result<Suppression>> ReviewService::proposeSuppression(
    const ReviewedVersion &version, const Finding &finding, const QString &reason, const QDateTime &expiresAt)
{
    Intent intent = about(version, routes::versionSuppressions, u"suppress"_s,
        {{u"findingId"_s, finding.id.text()}, {u"reason"_s, reason}, {u"expiresAt"_s, toRfc3339(expiresAt)}});
    intent.subjectDetail = version.version + u", " + finding.title;
    intent.reason = reason;
    return m_outbox.submitFor<Suppression>(std::move(intent));
}

QFuture<Result<Suppression>> ReviewService::decideSuppression(
    const ReviewedVersion &version, const Suppression &seen, const QString &action, const QString &comment)
{
    Intent intent = intentTo(IntentKind::Other, "POST", routes::path(routes::suppressionDecisions, {seen.id.text()}),
        {{u"action"_s, action}, {u"comment"_s, comment}});
    intent.topic = u"suppressions"_s;
    intent.objectId = seen.id.text();
    intent.subject = version.pluginName;
    intent.subjectDetail = version.version + u", " + seen.title;
    intent.verbWord = action + u"_suppression";
    intent.ifMatch = seen.etag;
    intent.basisPath = routes::path(routes::suppression, {seen.id.text()});
    intent.relied = relied::on(seen);
    intent.reason = comment;
    return m_outbox.submitFor<Suppression>(std::move(intent));
}

QFuture<Result<Items<PolicyEvaluation>>> ReviewService::policy(const VersionId &id, Environment environment)
{
    return m_client.sendFor<Items<PolicyEvaluation>>(reads::policy(id, environment));
}

QFuture<Result<VersionDiff>> ReviewService::diff(const VersionId &id, const std::optional<VersionId> &base)
{
    return m_client.sendFor<VersionDiff>(reads::diff(id, base));
}

QFuture<Result<VersionDiff>> ReviewService::diffSinceReview(const VersionId &id, const std::optional<VersionId> &otherwise)
{
    return m_client.sendFor<VersionDiff>(reads::diffSinceReview(id, otherwise));
}

QFuture<Result<Items<DiffBase>>> ReviewService::bases(const VersionId &id)
{
    return m_client.sendFor<Items<DiffBase>>(reads::bases(id));
}

QFuture<Result<PackageFile>> ReviewService::file(const VersionId &id, const QString &path, qint64 offset)
{
    return m_client.sendFor<PackageFile>(reads::file(id, path, offset));
}

QFuture<Result<ReviewedFiles>> ReviewService::reviewedFiles(const VersionId &id)
{
    return m_client.sendFor<ReviewedFiles>(reads::reviewedFiles(id));
}

QFuture<Result<ReviewedFiles>> ReviewService::markReviewed(
    const VersionId &id, const QStringList &reviewed, const QStringList &unreviewed)
{
    ApiRequest request;
    request.verb = "POST";
    request.path = routes::path(routes::versionReviewed, {id.text()});
    request.body = {{u"reviewed"_s, QJsonArray::fromStringList(reviewed)}, {u"unreviewed"_s, QJsonArray::fromStringList(unreviewed)}};
    return m_client.sendFor<ReviewedFiles>(request);
}

QFuture<Result<FileDiff>> ReviewService::configDiff(const ConfigRevisionId &id)
{
    return m_client.sendFor<FileDiff>(reads::configDiff(id));
}

QFuture<Result<HealthAnswer>> ReviewService::health(const PluginId &plugin, const QString &range)
{
    return m_client.send(reads::health(plugin, range)).then(QtFuture::Launch::Async, [](const Result<ApiReply> &reply) -> Result<HealthAnswer> {
        if (!reply)
            return fail(reply.error());
        auto health = readReply<PluginHealth>(*reply);
        if (!health)
            return fail(std::move(health).error());
        return HealthAnswer {*std::move(health), reply->keptAt.has_value()};
    });
}

QStringList ReviewService::readsOf(const ApprovalRequest &request)
{
    return reads::agingPaths(request);
}

void ReviewService::noteShown(const Error &refusal)
{
    m_outbox.receipts().noteShown(refusal);
}

QFuture<Result<Operation>> ReviewService::stored(const QFuture<Result<Operation>> &answer)
{
    return transformed(answer, this, [this](const Result<Operation> &result) {
        if (result)
            m_operations.put(*result);
        return result;
    });
}

} // namespace gatehouse
