// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configservice.h"

#include "core/contract/routes.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QUrlQuery overlayQuery(Environment environment, const QString &tenant)
{
    QUrlQuery query {{u"environment"_s, toWire(environment)}};
    if (!tenant.isEmpty())
        query.addQueryItem(u"tenant"_s, QString::fromLatin1(QUrl::toPercentEncoding(tenant)));
    return query;
}

ApiRequest runtimeWrite(const QString &path, const ConfigRevision &revision)
{
    ApiRequest request;
    request.verb = "POST";
    request.path = path;
    request.productionWrite = true;
    const Environment environment = revision.overlay.environment;
    request.environment = environment == Environment::Global ? Environment::Production : environment;
    return request;
}

} // namespace

ConfigService::ConfigService(ApiClient &client, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_operations(operations)
{
}

QFuture<Result<Page<ConfigRevision>>> ConfigService::revisions(const PluginId &id, const OverlayRef &overlay)
{
    return m_client.get<Page<ConfigRevision>>(
        routes::path(routes::configRevisions, {id.text()}), overlayQuery(overlay.environment, overlay.tenant));
}

QFuture<Result<ConfigRevision>> ConfigService::revision(const ConfigRevisionId &id)
{
    return m_client.get<ConfigRevision>(routes::path(routes::configRevision, {id.text()}));
}

QFuture<Result<FileDiff>> ConfigService::diff(const ConfigRevisionId &id, const ConfigRevisionId &base)
{
    QUrlQuery query;
    if (!base.isEmpty())
        query.addQueryItem(u"base"_s, base.text());
    return m_client.get<FileDiff>(routes::path(routes::configRevisionDiff, {id.text()}), query);
}

QFuture<Result<EffectiveConfig>> ConfigService::effective(
    const PluginId &id, Environment environment, const QString &tenant)
{
    return m_client.get<EffectiveConfig>(
        routes::path(routes::configEffective, {id.text()}), overlayQuery(environment, tenant));
}

QFuture<Result<ConfigSchema>> ConfigService::schema(const VersionId &id)
{
    return m_client.get<ConfigSchema>(routes::path(routes::versionConfigSchema, {id.text()}));
}

QFuture<Result<ConfigValidation>> ConfigService::validate(
    const PluginId &id, const OverlayRef &overlay, const QString &yaml)
{
    return m_client.post<ConfigValidation>(QString::fromLatin1(routes::configValidations),
        {{u"pluginId"_s, id.text()}, {u"overlay"_s, toJson(overlay)}, {u"yaml"_s, yaml}});
}

QFuture<Result<ConfigRevision>> ConfigService::save(const PluginId &id, const OverlayRef &overlay,
    const QString &yaml, const QString &reason, int baseRevision)
{
    return m_client.post<ConfigRevision>(routes::path(routes::configRevisions, {id.text()}),
        {{u"overlay"_s, toJson(overlay)}, {u"yaml"_s, yaml}, {u"reason"_s, reason}, {u"baseRevision"_s, baseRevision}});
}

QFuture<Result<Operation>> ConfigService::deploy(const ConfigRevision &revision, const QString &reason)
{
    ApiRequest request = runtimeWrite(QString::fromLatin1(routes::configDeployments), revision);
    request.body = {{u"revisionId"_s, revision.id.text()}, {u"reason"_s, reason}};
    return transformed(m_client.sendFor<Operation>(request), this, [this](const Result<Operation> &result) {
        if (result)
            m_operations.put(*result);
        return result;
    });
}

QFuture<Result<ConfigRevision>> ConfigService::rollBack(const ConfigRevision &to, const QString &reason)
{
    ApiRequest request = runtimeWrite(routes::path(routes::configRollback, {to.id.text()}), to);
    request.body = {{u"reason"_s, reason}};
    return m_client.sendFor<ConfigRevision>(request);
}

} // namespace gatehouse
