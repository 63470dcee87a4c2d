// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/contract/registry.h"
#include "core/net/apiclient.h"
#include "core/operations/operationstore.h"

namespace gatehouse {

//! Reading, judging, saving and rolling out configuration. GUI thread.
class ConfigService final : public QObject
{
    Q_OBJECT

public:
    ConfigService(ApiClient &client, OperationStore &operations, QObject *parent = nullptr);

    //! Newest first.
    QFuture<Result<Page<ConfigRevision>>> revisions(const PluginId &id, const OverlayRef &overlay);
    QFuture<Result<ConfigRevision>> revision(const ConfigRevisionId &id);
    QFuture<Result<FileDiff>> diff(const ConfigRevisionId &id, const ConfigRevisionId &base);
    QFuture<Result<EffectiveConfig>> effective(const PluginId &id, Environment environment, const QString &tenant = {});
    QFuture<Result<ConfigSchema>> schema(const VersionId &id);
    //! What the server's schema and rules say; syntax is judged here by YamlDocument already.
    QFuture<Result<ConfigValidation>> validate(const PluginId &id, const OverlayRef &overlay, const QString &yaml);

    //! A new revision on top of \a baseRevision (0 when there is none); 412 when it is not the latest.
    QFuture<Result<ConfigRevision>> save(const PluginId &id, const OverlayRef &overlay, const QString &yaml,
        const QString &reason, int baseRevision);
    //! Production writes: refused until production is armed. The global overlay reaches production too.
    QFuture<Result<Operation>> deploy(const ConfigRevision &revision, const QString &reason);
    QFuture<Result<ConfigRevision>> rollBack(const ConfigRevision &to, const QString &reason);

private:
    ApiClient &m_client;
    OperationStore &m_operations;
};

} // namespace gatehouse
