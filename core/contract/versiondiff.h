// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

//! What two published versions of a package differ in, and what can be read of either.
namespace gatehouse {

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

//! What the package says of a configuration key that it reads.
struct ConfigKey
{
    QString type; //!< As JSON Schema names it: string, integer, object, ...; several joined by " or "; "any".
    bool required = false; //!< Where the group that holds it is used.
    QString visibility; //!< backend, frontend, secret: Backstage's.
    std::optional<QString> description;
    std::optional<QString> standard; //!< The default, as JSON text.
    bool operator==(const ConfigKey &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("type", s.type);
        visit("required", s.required);
        visit("visibility", s.visibility);
        visit("description", s.description);
        visit("default", s.standard);
    }
};

//! A configuration key that came, went or means something else.
struct ConfigKeyChange
{
    QString key; //!< Dotted: argocd.baseUrl, "list[].name".
    QString change; //!< added, removed, changed.
    bool asksForValue = false; //!< Required now and not before, in a group that may be in use.
    std::optional<ConfigKey> before; //!< Empty when it is new.
    std::optional<ConfigKey> after; //!< Empty when it is gone.
    bool operator==(const ConfigKeyChange &) const = default;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("key", s.key);
        visit("change", s.change);
        visit("asksForValue", s.asksForValue);
        visit("before", s.before);
        visit("after", s.after);
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
    QList<ConfigKeyChange> configKeys; //!< Those that ask for a value first, then by key.
    QStringList approvedByPolicy; //!< Versions between the two that policy let through and no person approved, newest first.
    std::optional<QString> configKeysUnknown; //!< Why they cannot be told: a schema that is missing or broken.
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
        visit("configKeys", s.configKeys);
        visit("approvedByPolicy", s.approvedByPolicy);
        visit("configKeysUnknown", s.configKeysUnknown);
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

} // namespace gatehouse
