// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

namespace gatehouse::services {

//! A row of `plugins`.
struct PluginRecord
{
    PluginId id;
    QString tenant;
    QString name;
    QString displayName;
    QString description;
    QString category;
    QString owner;
    QStringList tags;
    Lifecycle lifecycle = Lifecycle::Unknown;
    PluginStatus status = PluginStatus::Registered;
    std::optional<QString> statusReason;
    std::optional<QString> blockedReason; //!< Set while an admin blocks it.
    std::optional<QString> deprecatedReason; //!< Set while an admin deprecates it.
    Risk risk = Risk::Unknown;
    int riskScore = 0;
    QString licence;
    QString publisher;
    QString homepage;
    QString repository;
    VersionId latestVersionId;
    QString latestVersion;
    bool hasConfigSchema = false;
    bool updateAvailable = false; //!< Somewhere an older version runs.
    QStringList pendingRequests;
    QString search; //!< Lower-case text that `q` looks in.
    QDateTime createdAt;
    QDateTime updatedAt;
    qint64 revision = 0;

    QString etag() const { return QStringLiteral("plg-%1").arg(revision); }

    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("id", s.id);
        visit("tenant", s.tenant);
        visit("name", s.name);
        visit("display_name", s.displayName);
        visit("description", s.description);
        visit("category", s.category);
        visit("owner", s.owner);
        visit("tags", s.tags);
        visit("lifecycle", s.lifecycle);
        visit("status", s.status);
        visit("status_reason", s.statusReason);
        visit("blocked_reason", s.blockedReason);
        visit("deprecated_reason", s.deprecatedReason);
        visit("risk", s.risk);
        visit("risk_score", s.riskScore);
        visit("licence", s.licence);
        visit("publisher", s.publisher);
        visit("homepage", s.homepage);
        visit("repository", s.repository);
        visit("latest_version_id", s.latestVersionId);
        visit("latest_version", s.latestVersion);
        visit("has_config_schema", s.hasConfigSchema);
        visit("update_available", s.updateAvailable);
        visit("pending_requests", s.pendingRequests);
        visit("search", s.search);
        visit("created_at", s.createdAt);
        visit("updated_at", s.updatedAt);
        visit("revision", s.revision);
    }
};

//! A row of `plugin_versions`.
struct VersionRecord
{
    PluginVersion head; //!< Without etag and actions.
    QString tenant;
    QString sortKey;
    QString manifest; //!< package.json as packed, compact JSON.
    QString configSchema; //!< Compact JSON; "{}" when the package ships none.
    QString configSource; //!< A word of the contract's ConfigSchema::source.
    qint64 revision = 0;

    QString etag() const
    {
        return QStringLiteral("ver-%1.%2").arg(revision).arg(head.evidenceRevision);
    }

    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("id", s.head.id);
        visit("tenant", s.tenant);
        visit("plugin_id", s.head.pluginId);
        visit("plugin_name", s.head.pluginName);
        visit("version", s.head.version);
        visit("sort_key", s.sortKey);
        visit("digest", s.head.digest);
        visit("licence", s.head.licence);
        visit("published_at", s.head.publishedAt);
        visit("publisher", s.head.publisher);
        visit("deprecated", s.head.deprecated);
        visit("packed_size", s.head.packedSize);
        visit("unpacked_size", s.head.unpackedSize);
        visit("file_count", s.head.fileCount);
        visit("backstage_role", s.head.backstageRole);
        visit("backstage_plugin_id", s.head.backstagePluginId);
        visit("risk", s.head.risk);
        visit("risk_score", s.head.riskScore);
        visit("evidence_revision", s.head.evidenceRevision);
        visit("policy_version", s.head.policyVersion);
        visit("manifest", s.manifest);
        visit("config_schema", s.configSchema);
        visit("config_source", s.configSource);
        visit("revision", s.revision);
    }
};

//! A row of `installations`.
struct InstallationRecord
{
    InstallationId id;
    QString tenant;
    PluginId pluginId;
    Environment environment = Environment::Unknown;
    InstallationState state = InstallationState::Pending;
    //! What to fall back to when the operation under way fails.
    InstallationState settledState = InstallationState::Failed;
    VersionId versionId; //!< What runs, or is about to run for the first time.
    QString version;
    std::optional<VersionId> previousVersionId; //!< What roll back goes to.
    std::optional<RequestId> requestId; //!< The approval that allowed it.
    std::optional<OperationId> operationId; //!< The last one; look up whether it is over.
    std::optional<QDateTime> observedAt;
    QDateTime updatedAt;
    qint64 revision = 0;

    QString etag() const { return QStringLiteral("ins-%1").arg(revision); }

    template <typename S, typename V>
    static void columns(S &s, V &visit)
    {
        visit("id", s.id);
        visit("tenant", s.tenant);
        visit("plugin_id", s.pluginId);
        visit("environment", s.environment);
        visit("state", s.state);
        visit("settled_state", s.settledState);
        visit("version_id", s.versionId);
        visit("version", s.version);
        visit("previous_version_id", s.previousVersionId);
        visit("request_id", s.requestId);
        visit("operation_id", s.operationId);
        visit("observed_at", s.observedAt);
        visit("updated_at", s.updatedAt);
        visit("revision", s.revision);
    }
};

} // namespace gatehouse::services
