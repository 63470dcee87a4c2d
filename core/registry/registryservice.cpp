// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/registryservice.h"

#include "core/contract/routes.h"
#include "core/outbox/reliances.h"

#include <QJsonArray>

#include <algorithm>

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

QString installationPath(const InstalledIn &installed)
{
    return routes::path(routes::installation, {installed.installationId.text()});
}

//! The plugin that is installed there, as far as it was read.
std::optional<Plugin> pluginOf(const InstalledIn &installed, const PluginStore &plugins)
{
    static const pack::Fields<Plugin> searched({"installations"_L1});
    for (int row = 0; row < plugins.count(); ++row) {
        const QList<InstalledIn> places = plugins.rows().at(row, searched).installations;
        if (std::ranges::find(places, installed.installationId, &InstalledIn::installationId) != places.end())
            return plugins.at(row);
    }
    return std::nullopt;
}

} // namespace

RegistryService::RegistryService(
    ApiClient &client, Outbox &outbox, PluginStore &plugins, OperationStore &operations, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_outbox(outbox)
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

QFuture<Result<Items<PolicyEvaluation>>> RegistryService::policyAnswers(const VersionId &version, Environment environment)
{
    return m_client.get<Items<PolicyEvaluation>>(
        routes::path(routes::versionPolicy, {version.text()}), {{u"environment"_s, toWire(environment)}});
}

QFuture<Result<Items<InstalledIn>>> RegistryService::installations(const PluginId &id)
{
    return m_client.get<Items<InstalledIn>>(routes::path(routes::installations, {id.text()}));
}

QStringList RegistryService::readsOf(const PluginId &id)
{
    return {routes::path(routes::pluginVersions, {id.text()}), routes::path(routes::pluginCauses, {id.text()})};
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
    Intent intent = intentTo(IntentKind::RegistryEdit, "PATCH", routes::path(routes::plugin, {plugin.id.text()}), body);
    intent.subjectDetail = body.keys().join(u", "_s);
    return send(plugin, std::move(intent), u"edit"_s);
}

QFuture<Result<Plugin>> RegistryService::setBlocked(const Plugin &plugin, bool blocked, const QString &reason)
{
    Intent intent = intentTo(IntentKind::RegistryEdit, "POST", routes::path(routes::pluginBlock, {plugin.id.text()}),
        {{u"blocked"_s, blocked}, {u"reason"_s, reason}});
    intent.reason = reason;
    return send(plugin, std::move(intent), blocked ? u"block"_s : u"unblock"_s);
}

QFuture<Result<Plugin>> RegistryService::setDeprecated(const Plugin &plugin, bool deprecated, const QString &reason)
{
    Intent intent = intentTo(IntentKind::RegistryEdit, "POST", routes::path(routes::pluginDeprecate, {plugin.id.text()}),
        {{u"deprecated"_s, deprecated}, {u"reason"_s, reason}});
    intent.reason = reason;
    return send(plugin, std::move(intent), deprecated ? u"deprecate"_s : u"undeprecate"_s);
}

QFuture<Result<Operation>> RegistryService::importPackages(const QStringList &names)
{
    Intent intent = intentTo(IntentKind::RegistryEdit, "POST", QString::fromLatin1(routes::imports),
        {{u"names"_s, QJsonArray::fromStringList(names)}});
    intent.topic = u"plugins"_s;
    intent.verbWord = u"import"_s;
    intent.subject = names.join(u", "_s);
    return stored(m_outbox.submitFor<Operation>(std::move(intent)));
}

QFuture<Result<Operation>> RegistryService::install(const InstallOrder &order)
{
    QJsonObject body {{u"environment"_s, toWire(order.environment)}, {u"versionId"_s, order.versionId.text()},
        {u"reason"_s, order.reason}};
    if (order.approvedRequestId)
        body.insert(u"approvedRequestId"_s, order.approvedRequestId->text());
    Intent intent = intentTo(
        IntentKind::Operation, "POST", routes::path(routes::installations, {order.pluginId.text()}), body);
    intent.topic = u"plugins"_s;
    intent.objectId = order.pluginId.text();
    intent.verbWord = u"install"_s;
    intent.reason = order.reason;
    intent.environment = order.environment;
    intent.productionWrite = true;
    if (const auto plugin = m_plugins.find(order.pluginId.text())) {
        intent.subject = plugin->name;
        intent.subjectDetail = plugin->latestVersionId == order.versionId ? plugin->latestVersion : QString();
    }
    return stored(m_outbox.submitFor<Operation>(std::move(intent)));
}

QFuture<Result<Operation>> RegistryService::update(
    const InstalledIn &installed, const VersionId &to, const QString &reason)
{
    const QJsonObject body {{u"versionId"_s, to.text()}, {u"reason"_s, reason}};
    return change(installed, intentTo(IntentKind::Operation, "PATCH", installationPath(installed), body), u"update"_s, reason);
}

QFuture<Result<Operation>> RegistryService::setEnabled(
    const InstalledIn &installed, bool enabled, const QString &reason)
{
    const QJsonObject body {{u"enabled"_s, enabled}, {u"reason"_s, reason}};
    return change(installed, intentTo(IntentKind::Operation, "PATCH", installationPath(installed), body),
        enabled ? u"enable"_s : u"disable"_s, reason);
}

QFuture<Result<Operation>> RegistryService::uninstall(const InstalledIn &installed, const QString &reason)
{
    Intent intent = intentTo(IntentKind::Operation, "DELETE", installationPath(installed));
    const QUrlQuery query {{u"reason"_s, QString::fromLatin1(QUrl::toPercentEncoding(reason))}};
    intent.query = query.toString(QUrl::FullyEncoded);
    return change(installed, std::move(intent), u"uninstall"_s, reason);
}

QFuture<Result<Operation>> RegistryService::rollBack(const InstalledIn &installed, const QString &reason)
{
    const QString path = routes::path(routes::installationRollback, {installed.installationId.text()});
    return change(installed, intentTo(IntentKind::Operation, "POST", path, {{u"reason"_s, reason}}), u"roll_back"_s, reason);
}

QFuture<Result<Plugin>> RegistryService::send(const Plugin &seen, Intent intent, const QString &verbWord)
{
    intent.verbWord = verbWord;
    intent.topic = u"plugins"_s;
    intent.objectId = seen.id.text();
    intent.subject = seen.name;
    intent.ifMatch = seen.etag;
    intent.basisPath = routes::path(routes::plugin, {seen.id.text()});
    intent.relied = relied::on(seen);
    return stored(m_outbox.submitFor<Plugin>(std::move(intent)));
}

//! The list a person looks at carries no etag: the outbox reads it before it sends, and does not
//! send when another version runs than the one they saw.
QFuture<Result<Operation>> RegistryService::change(
    const InstalledIn &seen, Intent intent, const QString &verbWord, const QString &reason)
{
    const std::optional<Plugin> plugin = pluginOf(seen, m_plugins);
    intent.verbWord = verbWord;
    intent.reason = reason;
    intent.topic = u"plugins"_s;
    intent.objectId = plugin ? plugin->id.text() : seen.installationId.text();
    intent.subject = plugin ? plugin->name : QString();
    intent.subjectDetail = seen.version;
    intent.environment = seen.environment;
    intent.productionWrite = true;
    intent.basisPath = installationPath(seen);
    intent.relied = relied::on(seen);
    return stored(m_outbox.submitFor<Operation>(std::move(intent)));
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

} // namespace gatehouse
