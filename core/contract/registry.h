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

struct FileChange
{
    QString path;
    std::optional<QString> oldPath; //!< For renames.
    FileChangeKind kind = FileChangeKind::Unknown;
    QString group; //!< look_first, code, text.
    int added = 0; //!< Lines.
    int removed = 0; //!< Lines.
    bool binary = false;
    qint64 oldSize = 0;
    qint64 newSize = 0;
    //! What a reader should know before opening it: manifest, install_script, config_schema, script,
    //! compiled, new_binary, finding, minified, source_map. The first six and finding put it into look_first.
    QStringList reasons = {};
    std::optional<QString> oldDigest = {}; //!< "sha256-…" in hexadecimal; of binary files only.
    std::optional<QString> newDigest = {};
    bool operator==(const FileChange &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("path", s.path);
        visit("oldPath", s.oldPath);
        visit("kind", s.kind);
        visit("group", s.group);
        visit("added", s.added);
        visit("removed", s.removed);
        visit("binary", s.binary);
        visit("oldSize", s.oldSize);
        visit("newSize", s.newSize);
        visit("reasons", s.reasons);
        visit("oldDigest", s.oldDigest);
        visit("newDigest", s.newDigest);
    }
};

//! A dependency that came, went or has another range.
struct DependencyChange
{
    QString name;
    QString kind; //!< direct, peer, optional.
    QString change; //!< added, removed, raised, lowered, changed.
    std::optional<QString> before; //!< The range that was asked for.
    std::optional<QString> after;
    QStringList notes; //!< What the evidence says about it, a few words each.
    bool operator==(const DependencyChange &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("name", s.name);
        visit("kind", s.kind);
        visit("change", s.change);
        visit("before", s.before);
        visit("after", s.after);
        visit("notes", s.notes);
    }
};

//! A script that npm runs on the installing computer and that came, went or does something else.
struct InstallScriptChange
{
    QString name; //!< preinstall, install, postinstall.
    std::optional<QString> before; //!< The command.
    std::optional<QString> after;
    int line = 0; //!< Of package.json where it is now; 0 when it is gone or npm adds it by itself.
    std::optional<QString> file; //!< The file of the package that it runs.
    bool operator==(const InstallScriptChange &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("name", s.name);
        visit("before", s.before);
        visit("after", s.after);
        visit("line", s.line);
        visit("file", s.file);
    }
};

//! One line of the "since" list: a dimension of the package that moved or did not.
struct DeltaItem
{
    QString dimension; //!< code, dependencies, install_scripts, permissions, config_keys, findings, licence, publisher.
    QString summary;
    int added = 0;
    int removed = 0;
    int changed = 0;
    Verdict verdict = Verdict::Unknown; //!< pass = nothing to look at.
    bool operator==(const DeltaItem &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("dimension", s.dimension);
        visit("summary", s.summary);
        visit("added", s.added);
        visit("removed", s.removed);
        visit("changed", s.changed);
        visit("verdict", s.verdict);
    }
};

//! `GET /versions/{id}/diff?base=`; without base, everything is added.
struct VersionDiff
{
    std::optional<VersionId> baseId;
    std::optional<QString> baseVersion;
    VersionId versionId;
    QString version;
    QList<FileChange> files;
    QList<DeltaItem> delta;
    QList<DependencyChange> dependencies;
    QList<InstallScriptChange> installScripts;
    bool operator==(const VersionDiff &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("baseId", s.baseId);
        visit("baseVersion", s.baseVersion);
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("files", s.files);
        visit("delta", s.delta);
        visit("dependencies", s.dependencies);
        visit("installScripts", s.installScripts);
    }
};

//! One version that another can be compared with: `GET /versions/{id}/bases`.
struct DiffBase
{
    VersionId versionId;
    QString version;
    QDateTime publishedAt;
    QList<Environment> runsIn;
    std::optional<PersonRef> approvedBy; //!< The person whose approval of it is the latest.
    std::optional<QDateTime> approvedAt;
    bool operator==(const DiffBase &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("versionId", s.versionId);
        visit("version", s.version);
        visit("publishedAt", s.publishedAt);
        visit("runsIn", s.runsIn);
        visit("approvedBy", s.approvedBy);
        visit("approvedAt", s.approvedAt);
    }
};

//! `GET /versions/{id}/file?path=&offset=`: a file as it was published, in pieces.
struct PackageFile
{
    VersionId versionId;
    QString path;
    qint64 size = 0; //!< Bytes of the whole file.
    QString digest; //!< "sha256-…" in hexadecimal, of the whole file.
    bool binary = false; //!< No text then.
    qint64 offset = 0; //!< Bytes before this piece.
    QString text; //!< Bytes that are no UTF-8 read as U+FFFD.
    std::optional<qint64> nextOffset; //!< Where the next piece begins; empty in the last one.
    bool operator==(const PackageFile &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("versionId", s.versionId);
        visit("path", s.path);
        visit("size", s.size);
        visit("digest", s.digest);
        visit("binary", s.binary);
        visit("offset", s.offset);
        visit("text", s.text);
        visit("nextOffset", s.nextOffset);
    }
};

//! `GET /versions/{id}/reviewed-files`: what the caller marked as read. It belongs to the content: the
//! same digest has the same marks, whatever it is compared with.
struct ReviewedFiles
{
    VersionId versionId;
    QString digest; //!< Of the version.
    QStringList paths; //!< In order.
    QDateTime asOf;
    bool operator==(const ReviewedFiles &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("versionId", s.versionId);
        visit("digest", s.digest);
        visit("paths", s.paths);
        visit("asOf", s.asOf);
    }
};

struct DiffLine
{
    QString sign; //!< " ", "+" or "-".
    int oldLine = 0; //!< 1-based; 0 when the line is not on that side.
    int newLine = 0;
    QString text;
    bool operator==(const DiffLine &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("sign", s.sign);
        visit("oldLine", s.oldLine);
        visit("newLine", s.newLine);
        visit("text", s.text);
    }
};

struct DiffHunk
{
    QString header; //!< "@@ -2,4 +2,4 @@ section"
    QList<DiffLine> lines;
    bool operator==(const DiffHunk &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("header", s.header);
        visit("lines", s.lines);
    }
};

//! `GET /versions/{id}/diff/file?base=&path=`.
struct FileDiff
{
    QString path;
    bool binary = false;
    bool truncated = false; //!< Longer than the server's limit; the rest is not here.
    QList<DiffHunk> hunks;
    bool operator==(const FileDiff &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("path", s.path);
        visit("binary", s.binary);
        visit("truncated", s.truncated);
        visit("hunks", s.hunks);
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
