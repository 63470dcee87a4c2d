// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/contract/versiondiff.h"
#include "core/operations/operationstore.h"
#include "core/outbox/outbox.h"

namespace gatehouse {

//! Reading, judging, saving and rolling out configuration. GUI thread.
class ConfigService final : public QObject
{
    Q_OBJECT

public:
    ConfigService(ApiClient &client, Outbox &outbox, OperationStore &operations, QObject *parent = nullptr);

    //! Newest first.
    QFuture<Result<Page<ConfigRevision>>> revisions(const PluginId &id, const OverlayRef &overlay);
    QFuture<Result<ConfigRevision>> revision(const ConfigRevisionId &id);
    QFuture<Result<FileDiff>> diff(const ConfigRevisionId &id, const ConfigRevisionId &base);
    QFuture<Result<EffectiveConfig>> effective(const PluginId &id, Environment environment, const QString &tenant = {});
    QFuture<Result<ConfigSchema>> schema(const VersionId &id);
    //! Where revisions, what is in force and the schema are read, for ShownData. \a version may be empty.
    static QStringList readsOf(const PluginId &id, const VersionId &version);
    //! What the server's schema and rules say; syntax is judged here by YamlDocument already.
    QFuture<Result<ConfigValidation>> validate(const PluginId &id, const OverlayRef &overlay, const QString &yaml);

    //! A new revision on top of \a baseRevision (0 when there is none); 412 when it is not the latest.
    //! \a pluginName is for the outbox, where the plugin is named.
    QFuture<Result<ConfigRevision>> save(const PluginId &id, const OverlayRef &overlay, const QString &yaml,
        const QString &reason, int baseRevision, const QString &pluginName = {});
    //! Production writes: refused until production is armed. The global overlay reaches production too.
    QFuture<Result<Operation>> deploy(const ConfigRevision &revision, const QString &reason);
    QFuture<Result<ConfigRevision>> rollBack(const ConfigRevision &to, const QString &reason);

private:
    ApiClient &m_client;
    Outbox &m_outbox;
    OperationStore &m_operations;
};

} // namespace gatehouse
