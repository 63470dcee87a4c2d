// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"
#include "core/contract/evidence.h"

namespace gatehouse {

//! What runs in one environment, as last observed.
struct InstalledIn
{
    Environment environment = Environment::Unknown;
    InstallationId installationId;
    VersionId versionId;
    QString version;
    InstallationState state = InstallationState::Unknown;
    bool updateAvailable = false;
    bool blocked = false; //!< The version that runs, or the next one, is refused by policy here.
    std::optional<QDateTime> observedAt;
    bool operator==(const InstalledIn &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("environment", s.environment);
        visit("installationId", s.installationId);
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("state", s.state);
        visit("updateAvailable", s.updateAvailable);
        visit("blocked", s.blocked);
        visit("observedAt", s.observedAt);
    }
};

//! A registry entry: one npm package.
struct Plugin
{
    PluginId id;
    QString name; //!< The npm name, scope included.
    QString displayName;
    QString description;
    QString category;
    QString owner; //!< Team; may be empty.
    QStringList tags;
    PluginStatus status = PluginStatus::Unknown;
    Lifecycle lifecycle = Lifecycle::Unknown;
    Risk risk = Risk::Unknown; //!< Of the newest version.
    int riskScore = 0; //!< 0 to 100.
    QString licence; //!< SPDX expression of the newest version.
    QString publisher;
    QString homepage;
    QString repository;
    VersionId latestVersionId;
    QString latestVersion;
    QList<InstalledIn> installations;
    QList<RequestId> pendingRequests;
    std::optional<QString> statusReason; //!< One sentence for blocked, deprecated, disabled.
    QDateTime createdAt;
    QDateTime updatedAt;
    QString etag;
    Actions actions;
    bool operator==(const Plugin &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("name", s.name);
        visit("displayName", s.displayName);
        visit("description", s.description);
        visit("category", s.category);
        visit("owner", s.owner);
        visit("tags", s.tags);
        visit("status", s.status);
        visit("lifecycle", s.lifecycle);
        visit("risk", s.risk);
        visit("riskScore", s.riskScore);
        visit("licence", s.licence);
        visit("publisher", s.publisher);
        visit("homepage", s.homepage);
        visit("repository", s.repository);
        visit("latestVersionId", s.latestVersionId);
        visit("latestVersion", s.latestVersion);
        visit("installations", s.installations);
        visit("pendingRequests", s.pendingRequests);
        visit("statusReason", s.statusReason);
        visit("createdAt", s.createdAt);
        visit("updatedAt", s.updatedAt);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

struct PluginVersion
{
    VersionId id;
    PluginId pluginId;
    QString pluginName;
    QString version;
    QString digest; //!< dist.integrity, "sha512-…"; verified before anything was read.
    QString licence;
    QDateTime publishedAt;
    QString publisher;
    std::optional<QString> deprecated; //!< npm's own deprecation text.
    qint64 packedSize = 0; //!< Bytes.
    qint64 unpackedSize = 0; //!< Bytes.
    int fileCount = 0;
    QString backstageRole;
    QString backstagePluginId;
    Risk risk = Risk::Unknown;
    int riskScore = 0;
    int evidenceRevision = 0; //!< Grows with every change of evidence; decisions bind it.
    int policyVersion = 0;
    QString etag;
    Actions actions;
    bool operator==(const PluginVersion &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("id", s.id);
        visit("pluginId", s.pluginId);
        visit("pluginName", s.pluginName);
        visit("version", s.version);
        visit("digest", s.digest);
        visit("licence", s.licence);
        visit("publishedAt", s.publishedAt);
        visit("publisher", s.publisher);
        visit("deprecated", s.deprecated);
        visit("packedSize", s.packedSize);
        visit("unpackedSize", s.unpackedSize);
        visit("fileCount", s.fileCount);
        visit("backstageRole", s.backstageRole);
        visit("backstagePluginId", s.backstagePluginId);
        visit("risk", s.risk);
        visit("riskScore", s.riskScore);
        visit("evidenceRevision", s.evidenceRevision);
        visit("policyVersion", s.policyVersion);
        visit("etag", s.etag);
        visit("allowedActions", s.actions.allowed);
        visit("blockedActions", s.actions.blocked);
    }
};

//! How one policy judged one version.
struct PolicyEvaluation
{
    QString policyId;
    int policyVersion = 0;
    Verdict verdict = Verdict::Unknown;
    Enforcement enforcement = Enforcement::Unknown;
    QString rule; //!< As data would say it: "critical == 0".
    QString message; //!< As a person would.
    QString inputsDigest;
    QString ruleId; //!< Of the policy's rule that answered; "no-evidence" when the evidence did not.
    bool operator==(const PolicyEvaluation &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("policyId", s.policyId);
        visit("policyVersion", s.policyVersion);
        visit("verdict", s.verdict);
        visit("enforcement", s.enforcement);
        visit("rule", s.rule);
        visit("message", s.message);
        visit("inputsDigest", s.inputsDigest);
        visit("ruleId", s.ruleId);
    }
};

//! One link of "blocked because": scan, policy, decision, rollout, clear.
struct CauseLink
{
    QString kind;
    QString sentence;
    std::optional<QDateTime> at;
    QString objectId; //!< Of evidence, request or operation; may be empty.
    Verdict verdict = Verdict::Unknown;
    bool operator==(const CauseLink &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("kind", s.kind);
        visit("sentence", s.sentence);
        visit("at", s.at);
        visit("objectId", s.objectId);
        visit("verdict", s.verdict);
    }
};

//! `GET /plugins/{id}/causes?environment=`: why the status is what it is.
struct CauseChain
{
    PluginId pluginId;
    QString title; //!< "Blocked in production because"
    QList<CauseLink> links;
    std::optional<QString> clearing; //!< "What would clear it", a sentence.
    std::optional<VersionId> clearingVersion;
    bool operator==(const CauseChain &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("pluginId", s.pluginId);
        visit("title", s.title);
        visit("links", s.links);
        visit("clearing", s.clearing);
        visit("clearingVersion", s.clearingVersion);
    }
};

//! `GET /plugins/facets`: counts under the current filter, by facet and value.
struct Facets
{
    QMap<QString, QMap<QString, qint64>> counts;
    QDateTime asOf;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("counts", s.counts);
        visit("asOf", s.asOf);
    }
};

} // namespace gatehouse
