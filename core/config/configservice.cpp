// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configservice.h"

#include "core/contract/routes.h"
#include "core/outbox/reliances.h"

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

Intent about(const ConfigRevision &revision, const QString &verbWord, QString path, QJsonObject body)
{
    Intent intent = intentTo(IntentKind::Configuration, "POST", std::move(path), std::move(body));
    intent.verbWord = verbWord;
    intent.topic = u"configs"_s;
    intent.objectId = revision.pluginId.text();
    intent.subject = revision.pluginName;
    intent.subjectDetail = u"r%1"_s.arg(revision.number);
    intent.basisPath = routes::path(routes::configRevision, {revision.id.text()});
    intent.relied = relied::on(revision);
    // The global overlay reaches production too.
    const Environment environment = revision.overlay.environment;
    intent.environment = environment == Environment::Global ? Environment::Production : environment;
    intent.productionWrite = true;
    return intent;
}

} // namespace

ConfigService::ConfigService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
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

QStringList ConfigService::readsOf(const PluginId &id, const VersionId &version)
{
    QStringList paths {routes::path(routes::configRevisions, {id.text()}), routes::path(routes::configEffective, {id.text()})};
    if (!version.isEmpty())
        paths.append(routes::path(routes::versionConfigSchema, {version.text()}));
    return paths;
}

QFuture<Result<ConfigValidation>> ConfigService::validate(
    const PluginId &id, const OverlayRef &overlay, const QString &yaml)
{
    return m_client.post<ConfigValidation>(QString::fromLatin1(routes::configValidations),
        {{u"pluginId"_s, id.text()}, {u"overlay"_s, toJson(overlay)}, {u"yaml"_s, yaml}});
}

QFuture<Result<ConfigRevision>> ConfigService::save(const PluginId &id, const OverlayRef &overlay,
    const QString &yaml, const QString &reason, int baseRevision, const QString &pluginName)
{
    const QString path = routes::path(routes::configRevisions, {id.text()});
    Intent intent = intentTo(IntentKind::Configuration, "POST", path,
        {{u"overlay"_s, toJson(overlay)}, {u"yaml"_s, yaml}, {u"reason"_s, reason}, {u"baseRevision"_s, baseRevision}});
    intent.verbWord = u"save"_s;
    intent.topic = u"configs"_s;
    intent.objectId = id.text();
    intent.subject = pluginName;
    intent.subjectDetail = baseRevision > 0 ? u"r%1"_s.arg(baseRevision) : QString();
    intent.environment = overlay.environment;
    intent.reason = reason;
    intent.basisPath = path + u'?' + overlayQuery(overlay.environment, overlay.tenant).toString(QUrl::FullyEncoded);
    intent.relied = relied::onLatestRevision(baseRevision);
    return m_outbox.submitFor<ConfigRevision>(std::move(intent));
}

QFuture<Result<Operation>> ConfigService::deploy(const ConfigRevision &revision, const QString &reason)
{
    Intent intent = about(revision, u"deploy"_s, QString::fromLatin1(routes::configDeployments),
        {{u"revisionId"_s, revision.id.text()}, {u"reason"_s, reason}});
    intent.reason = reason;
    return transformed(m_outbox.submitFor<Operation>(std::move(intent)), this, [this](const Result<Operation> &result) {
        if (result)
            m_operations.put(*result);
        return result;
    });
}

QFuture<Result<ConfigRevision>> ConfigService::rollBack(const ConfigRevision &to, const QString &reason)
{
    Intent intent = about(to, u"roll_back"_s, routes::path(routes::configRollback, {to.id.text()}), {{u"reason"_s, reason}});
    intent.reason = reason;
    return m_outbox.submitFor<ConfigRevision>(std::move(intent));
}

} // namespace gatehouse
