// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/versiondiff.h"

#include "backend/api/problem.h"
#include "backend/npm/configkeys.h"
#include "backend/npm/manifestchanges.h"
#include "backend/npm/packagedelta.h"
#include "backend/npm/packagediff.h"
#include "backend/services/diffbases.h"
#include "backend/services/evidencestore.h"
#include "backend/services/registrystore.h"

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

constexpr qsizetype MemoryBytes = 64 << 20;
constexpr int MaxHunkLines = 5000;

struct Pair
{
    VersionRecord after;
    std::optional<VersionRecord> before;
};

Result<Pair> loadPair(
    store::UnitOfWork &work, const VersionId &version, const std::optional<VersionId> &base)
{
    auto after = loadVersion(work, version);
    if (!after)
        return fail(std::move(after).error());
    Pair pair{std::move(*after), {}};
    if (!base)
        return pair;
    auto before = loadVersion(work, *base);
    if (!before)
        return fail(std::move(before).error());
    if (before->head.pluginId != pair.after.head.pluginId) {
        return fail(api::validationFailed(
            u"/base"_s, u"other_plugin"_s, u"The base must be a version of the same plugin."_s));
    }
    pair.before = std::move(*before);
    return pair;
}

Result<PackageState> stateOf(
    store::UnitOfWork &work, const VersionRecord &version, const TarFiles &files)
{
    auto evidence = evidenceOf(work, version.head.id);
    if (!evidence)
        return fail(std::move(evidence).error());
    const QJsonObject manifest = QJsonDocument::fromJson(version.manifest.toUtf8()).object();
    return PackageState{manifest, files, std::move(*evidence), version.head.publisher};
}

} // namespace

VersionDiffs::VersionDiffs(const KeptPackages &kept)
    : m_kept(kept)
    , m_recent(MemoryBytes)
{
}

Result<VersionDiffs::Files> VersionDiffs::filesOf(const QString &digest)
{
    {
        const std::lock_guard lock(m_mutex);
        if (const Files *known = m_recent.object(digest))
            return *known;
    }
    const auto integrity = parseIntegrity(digest, digest);
    if (!integrity)
        return fail(integrity.error());
    const auto bytes = m_kept.tarball(*integrity);
    if (!bytes)
        return fail(api::sourceLost(
            u"The tarball of this version is not kept any more; import it again."_s));
    auto files = readTarball(*bytes);
    if (!files)
        return fail(api::conflictState(files.error().message));
    qsizetype size = 0;
    for (const TarEntry &entry : std::as_const(*files))
        size += entry.bytes.size();
    const auto shared = std::make_shared<const TarFiles>(std::move(*files));
    const std::lock_guard lock(m_mutex);
    m_recent.insert(digest, new Files(shared), size);
    return shared;
}

Result<VersionDiff> VersionDiffs::diff(
    store::UnitOfWork &work, const VersionId &version, const std::optional<VersionId> &base)
{
    const auto pair = loadPair(work, version, base);
    if (!pair)
        return fail(pair.error());
    const auto after = filesOf(pair->after.head.digest);
    if (!after)
        return fail(after.error());
    VersionDiff diff;
    diff.versionId = version;
    diff.version = pair->after.head.version;
    const auto newState = stateOf(work, pair->after, **after);
    if (!newState)
        return fail(newState.error());
    PackageState oldState;
    if (pair->before) {
        const auto before = filesOf(pair->before->head.digest);
        if (!before)
            return fail(before.error());
        auto state = stateOf(work, *pair->before, **before);
        if (!state)
            return fail(std::move(state).error());
        oldState = std::move(*state);
        diff.baseId = pair->before->head.id;
        diff.baseVersion = pair->before->head.version;
    }
    const auto context = reviewContext(newState->manifest, newState->files, newState->evidence);
    diff.files = changedFiles(oldState.files, newState->files, context);
    diff.dependencies = dependencyChanges(oldState, *newState);
    diff.installScripts = installScriptChanges(oldState, *newState);
    const auto configKeys = configKeyChanges(oldState, *newState);
    if (configKeys)
        diff.configKeys = *configKeys;
    else
        diff.configKeysUnknown = configKeys.error().message;
    if (pair->before) {
        diff.delta = packageDelta(oldState, *newState, diff.files, configKeys);
        const auto unseen = approvedByPolicyBetween(work, *pair->before, pair->after);
        if (!unseen)
            return fail(unseen.error());
        diff.approvedByPolicy = *unseen;
    }
    return diff;
}

Result<FileDiff> VersionDiffs::fileDiff(store::UnitOfWork &work, const VersionId &version,
    const std::optional<VersionId> &base, const QString &path)
{
    const auto pair = loadPair(work, version, base);
    if (!pair)
        return fail(pair.error());
    const auto after = filesOf(pair->after.head.digest);
    if (!after)
        return fail(after.error());
    Files before = std::make_shared<const TarFiles>();
    if (pair->before) {
        auto files = filesOf(pair->before->head.digest);
        if (!files)
            return fail(std::move(files).error());
        before = *files;
    }
    auto file = changedFile(*before, **after, path, MaxHunkLines);
    if (!file && file.error().code == u"file_not_found"_s)
        return fail(api::notFound(u"Neither version holds this file"_s));
    return file;
}

Result<PackageFile> VersionDiffs::file(
    store::UnitOfWork &work, const VersionId &version, const QString &path, qint64 offset)
{
    const auto record = loadVersion(work, version);
    if (!record)
        return fail(record.error());
    const auto files = filesOf(record->head.digest);
    if (!files)
        return fail(files.error());
    const auto entry = (*files)->find(path);
    if (entry == (*files)->end())
        return fail(api::notFound(u"The version does not hold this file"_s));
    auto piece = pieceOf(path, entry->bytes, offset);
    if (!piece)
        return fail(api::validationFailed(u"/offset"_s, piece.error().code, piece.error().message));
    piece->versionId = version;
    return piece;
}

} // namespace gatehouse::services
