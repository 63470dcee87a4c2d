// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"
#include "core/registry/pluginstore.h"

namespace gatehouse {

//! What a person may change of a registry entry; only what is set is sent.
struct PluginEdit
{
    std::optional<QString> owner;
    std::optional<QString> category;
    std::optional<QStringList> tags;
    std::optional<Lifecycle> lifecycle;
    bool isEmpty() const { return !owner && !category && !tags && !lifecycle; }
};

struct InstallOrder
{
    PluginId pluginId;
    Environment environment = Environment::Unknown;
    VersionId versionId;
    QString reason;
    std::optional<RequestId> approvedRequestId;
};

//! Everything about plugins that is read on demand or changed. Answers to changes are in the stores
//! when the future is done. GUI thread.
class RegistryService final : public QObject
{
    Q_OBJECT

public:
    RegistryService(ApiClient &client, Outbox &outbox, PluginStore &plugins, OperationStore &operations, QObject *parent = nullptr);

    QFuture<Result<Plugin>> refresh(const PluginId &id);
    QFuture<Result<Page<PluginVersion>>> versions(const PluginId &id, const QString &cursor = {});
    QFuture<Result<CauseChain>> causes(const PluginId &id, Environment environment);
    //! What each policy says of \a version in \a environment.
    QFuture<Result<Items<PolicyEvaluation>>> policyAnswers(const VersionId &version, Environment environment);
    QFuture<Result<Items<InstalledIn>>> installations(const PluginId &id);
    //! Where versions and causes are read, for ShownData.
    static QStringList readsOf(const PluginId &id);

    QFuture<Result<Plugin>> edit(const Plugin &plugin, const PluginEdit &edit);
    QFuture<Result<Plugin>> setBlocked(const Plugin &plugin, bool blocked, const QString &reason);
    QFuture<Result<Plugin>> setDeprecated(const Plugin &plugin, bool deprecated, const QString &reason);
    QFuture<Result<Operation>> importPackages(const QStringList &names);

    QFuture<Result<Operation>> install(const InstallOrder &order);
    //! The four below are refused when another version runs than \a installed says: look again first.
    QFuture<Result<Operation>> update(const InstalledIn &installed, const VersionId &to, const QString &reason);
    QFuture<Result<Operation>> setEnabled(const InstalledIn &installed, bool enabled, const QString &reason);
    QFuture<Result<Operation>> uninstall(const InstalledIn &installed, const QString &reason);
    QFuture<Result<Operation>> rollBack(const InstalledIn &installed, const QString &reason);

private:
    QFuture<Result<Plugin>> stored(const QFuture<Result<Plugin>> &answer);
    QFuture<Result<Operation>> stored(const QFuture<Result<Operation>> &answer);
    QFuture<Result<Plugin>> send(const Plugin &seen, Intent intent, const QString &verbWord);
    QFuture<Result<Operation>> change(const InstalledIn &seen, Intent intent, const QString &verbWord, const QString &reason);

    ApiClient &m_client;
    Outbox &m_outbox;
    PluginStore &m_plugins;
    OperationStore &m_operations;
};

} // namespace gatehouse
