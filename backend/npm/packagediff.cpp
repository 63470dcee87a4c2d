// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/packagediff.h"

#include "backend/npm/filekind.h"
#include "backend/npm/textdiff.h"

#include <QCryptographicHash>
#include <QMultiHash>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QByteArray digestOf(const TarEntry &entry)
{
    return QCryptographicHash::hash(entry.bytes, QCryptographicHash::Sha256);
}

// New path to old path. Empty files are all alike, so they are no evidence of a move.
QMap<QString, QString> findRenames(const TarFiles &before, const TarFiles &after)
{
    QMultiHash<QByteArray, QString> deleted;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()) && !it->bytes.isEmpty())
            deleted.insert(digestOf(*it), it.key());
    }
    QMap<QString, QString> renames;
    for (auto it = after.begin(); it != after.end() && !deleted.isEmpty(); ++it) {
        if (before.contains(it.key()))
            continue;
        QStringList candidates = deleted.values(digestOf(*it));
        if (candidates.isEmpty())
            continue;
        std::sort(candidates.begin(), candidates.end());
        renames.insert(it.key(), candidates.first());
        deleted.remove(digestOf(*it), candidates.first());
    }
    return renames;
}

FileChange describeChange(
    const QString &path, FileChangeKind kind, const TarEntry &before, const TarEntry &after)
{
    FileChange change;
    change.path = path;
    change.kind = kind;
    change.oldSize = before.bytes.size();
    change.newSize = after.bytes.size();
    change.binary = isBinary(before.bytes) || isBinary(after.bytes);
    change.group = reviewGroup(path, kind == FileChangeKind::Deleted ? before.bytes : after.bytes);
    const bool isComparable
        = !change.binary && change.oldSize <= MaxDiffBytes && change.newSize <= MaxDiffBytes;
    if (isComparable && kind != FileChangeKind::Renamed) {
        const LineCounts counts = countLines(before.bytes, after.bytes);
        change.added = counts.added;
        change.removed = counts.removed;
    }
    return change;
}

} // namespace

QList<FileChange> changedFiles(const TarFiles &before, const TarFiles &after)
{
    const QMap<QString, QString> renames = findRenames(before, after);
    const QStringList movedAway = renames.values();
    QList<FileChange> changes;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const auto old = before.find(it.key());
        if (old != before.end()) {
            if (old->bytes != it->bytes)
                changes << describeChange(it.key(), FileChangeKind::Modified, *old, *it);
        } else if (const auto rename = renames.find(it.key()); rename != renames.end()) {
            changes << describeChange(
                it.key(), FileChangeKind::Renamed, before.value(*rename), *it);
            changes.last().oldPath = *rename;
        } else {
            changes << describeChange(it.key(), FileChangeKind::Added, {}, *it);
        }
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()) && !movedAway.contains(it.key()))
            changes << describeChange(it.key(), FileChangeKind::Deleted, *it, {});
    }
    std::sort(changes.begin(), changes.end(),
        [](const FileChange &a, const FileChange &b) { return a.path < b.path; });
    return changes;
}

Result<FileDiff> changedFile(
    const TarFiles &before, const TarFiles &after, const QString &path, int maxLines)
{
    const auto old = before.find(path);
    const auto now = after.find(path);
    if (old == before.end() && now == after.end())
        return fail(
            inputError(u"file_not_found"_s, u"Neither version holds this file"_s, u"/path"_s));
    const QByteArray oldBytes = old == before.end() ? QByteArray() : old->bytes;
    const QByteArray newBytes = now == after.end() ? QByteArray() : now->bytes;
    return diffText(path, oldBytes, newBytes, maxLines);
}

} // namespace gatehouse
