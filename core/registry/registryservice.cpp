// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/registryservice.h"

#include "core/contract/routes.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QUrlQuery environmentQuery(Environment environment)
{
    QUrlQuery query;
    if (environment != Environment::Unknown)
        query.addQueryItem(u"environment"_s, toWire(environment));
    return query;
}

ApiRequest runtimeWrite(const QByteArray &verb, const QString &path, Environment environment)
{
    ApiRequest request;
    request.verb = verb;
    request.path = path;
    request.environment = environment;
    request.productionWrite = true;
    return request;
}

QString installationPath(const InstalledIn &installed)
{
    return routes::path(routes::installation, {installed.installationId.text()});
}

} // namespace

RegistryService::RegistryService(
    ApiClient &client, PluginStore &plugins, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_plugins(plugins)
    , m_operations(operations)
{
}

QFuture<Result<Plugin>> RegistryService::refresh(const PluginId &id)
{
    return stored(m_client.get<Plugin>(routes::path(routes::plugin, {id.text()})));
}

QFuture<Result<Page<PluginVersion>>> RegistryService::versions(const PluginId &id, const QString &cursor)
{
    QUrlQuery query;
    if (!cursor.isEmpty())
        query.addQueryItem(u"cursor"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    return m_client.get<Page<PluginVersion>>(routes::path(routes::pluginVersions, {id.text()}), query);
}

QFuture<Result<CauseChain>> RegistryService::causes(const PluginId &id, Environment environment)
{
    return m_client.get<CauseChain>(
        routes::path(routes::pluginCauses, {id.text()}), environmentQuery(environment));
}

QFuture<Result<Items<InstalledIn>>> RegistryService::installations(const PluginId &id)
{
    return m_client.get<Items<InstalledIn>>(routes::path(routes::installations, {id.text()}));
}

QFuture<Result<Plugin>> RegistryService::edit(const Plugin &plugin, const PluginEdit &edit)
{
    QJsonObject body;
    if (edit.owner)
        body.insert(u"owner"_s, *edit.owner);
    if (edit.category)
        body.insert(u"category"_s, *edit.category);
    if (edit.tags)
        body.insert(u"tags"_s, QJsonArray::fromStringList(*edit.tags));
    if (edit.lifecycle)
        body.insert(u"lifecycle"_s, toWire(*edit.lifecycle));
    return stored(m_client.patch<Plugin>(routes::path(routes::plugin, {plugin.id.text()}), body, plugin.etag));
}

QFuture<Result<Plugin>> RegistryService::setBlocked(const Plugin &plugin, bool blocked, const QString &reason)
{
    return stored(m_client.post<Plugin>(routes::path(routes::pluginBlock, {plugin.id.text()}),
        {{u"blocked"_s, blocked}, {u"reason"_s, reason}}, plugin.etag));
}

QFuture<Result<Plugin>> RegistryService::setDeprecated(const Plugin &plugin, bool deprecated, const QString &reason)
{
    return stored(m_client.post<Plugin>(routes::path(routes::pluginDeprecate, {plugin.id.text()}),
        {{u"deprecated"_s, deprecated}, {u"reason"_s, reason}}, plugin.etag));
}

QFuture<Result<Operation>> RegistryService::importPackages(const QStringList &names)
{
    return stored(m_client.post<Operation>(
        QString::fromLatin1(routes::imports), {{u"names"_s, QJsonArray::fromStringList(names)}}));
}

QFuture<Result<Operation>> RegistryService::install(const InstallOrder &order)
{
    ApiRequest request = runtimeWrite(
        "POST", routes::path(routes::installations, {order.pluginId.text()}), order.environment);
    request.body = {{u"environment"_s, toWire(order.environment)}, {u"versionId"_s, order.versionId.text()},
        {u"reason"_s, order.reason}};
    if (order.approvedRequestId)
        request.body.insert(u"approvedRequestId"_s, order.approvedRequestId->text());
    return stored(m_client.sendFor<Operation>(request));
}

QFuture<Result<Operation>> RegistryService::update(
    const InstalledIn &installed, const VersionId &to, const QString &reason)
{
    ApiRequest request = runtimeWrite("PATCH", installationPath(installed), installed.environment);
    request.body = {{u"versionId"_s, to.text()}, {u"reason"_s, reason}};
    return changeInstallation(installed, request);
}

QFuture<Result<Operation>> RegistryService::setEnabled(
    const InstalledIn &installed, bool enabled, const QString &reason)
{
    ApiRequest request = runtimeWrite("PATCH", installationPath(installed), installed.environment);
    request.body = {{u"enabled"_s, enabled}, {u"reason"_s, reason}};
    return changeInstallation(installed, request);
}

QFuture<Result<Operation>> RegistryService::uninstall(const InstalledIn &installed, const QString &reason)
{
    ApiRequest request = runtimeWrite("DELETE", installationPath(installed), installed.environment);
    request.query.addQueryItem(u"reason"_s, QString::fromLatin1(QUrl::toPercentEncoding(reason)));
    return changeInstallation(installed, request);
}

QFuture<Result<Operation>> RegistryService::rollBack(const InstalledIn &installed, const QString &reason)
{
    ApiRequest request = runtimeWrite("POST",
        routes::path(routes::installationRollback, {installed.installationId.text()}), installed.environment);
    request.body = {{u"reason"_s, reason}};
    return changeInstallation(installed, request);
}

QFuture<Result<Plugin>> RegistryService::stored(const QFuture<Result<Plugin>> &answer)
{
    return transformed(answer, this, [this](const Result<Plugin> &result) {
        if (result)
            m_plugins.put(*result);
        return result;
    });
}

QFuture<Result<Operation>> RegistryService::stored(const QFuture<Result<Operation>> &answer)
{
    return transformed(answer, this, [this](const Result<Operation> &result) {
        if (result)
            m_operations.put(*result);
        return result;
    });
}

QFuture<Result<Operation>> RegistryService::changeInstallation(const InstalledIn &seen, ApiRequest request)
{
    // The list a person looks at carries no etag: read it now, and refuse if what runs is not what they saw.
    auto promise = std::make_shared<QPromise<Result<Operation>>>();
    promise->start();
    const auto answer = [promise](const Result<Operation> &result) {
        promise->addResult(result);
        promise->finish();
    };
    ApiRequest look;
    look.path = installationPath(seen);
    deliver(m_client.send(look), this, [this, seen, request, answer](const Result<ApiReply> &reply) mutable {
        const Result<InstalledIn> now = reply ? readReply<InstalledIn>(*reply) : Result<InstalledIn>(fail(reply.error()));
        if (!now) {
            answer(fail(now.error()));
            return;
        }
        if (now->versionId != seen.versionId) {
            answer(fail(blockedError(u"changed_meanwhile"_s,
                u"Another version runs now (%1). Look again before you change it."_s.arg(now->version))));
            return;
        }
        request.ifMatch = reply->etag;
        deliver(stored(m_client.sendFor<Operation>(request)), this, answer);
    });
    return promise->future();
}

} // namespace gatehouse
