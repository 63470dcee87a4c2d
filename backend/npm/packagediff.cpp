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

QString digestText(const QByteArray &bytes)
{
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return u"sha256-"_s + QString::fromLatin1(digest.toHex());
}

bool continuesCharacter(char byte)
{
    return (uchar(byte) & 0xc0) == 0x80;
}

// Where a piece that begins at \a offset ends.
qsizetype endOfPiece(const QByteArray &bytes, qsizetype offset)
{
    if (bytes.size() - offset <= MaxPieceBytes)
        return bytes.size();
    qsizetype end = offset + MaxPieceBytes;
    if (const qsizetype line = bytes.lastIndexOf('\n', end - 1); line >= offset)
        return line + 1;
    while (end > offset + 4 && continuesCharacter(bytes.at(end)))
        --end;
    return end;
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

FileChange describeChange(const QString &path, FileChangeKind kind, const TarEntry &before,
    const TarEntry &after, const ReviewContext &context)
{
    FileChange change;
    change.path = path;
    change.kind = kind;
    change.oldSize = before.bytes.size();
    change.newSize = after.bytes.size();
    change.binary = isBinary(before.bytes) || isBinary(after.bytes);
    const bool isComparable
        = !change.binary && change.oldSize <= MaxDiffBytes && change.newSize <= MaxDiffBytes;
    if (isComparable && kind != FileChangeKind::Renamed) {
        const LineCounts counts = countLines(before.bytes, after.bytes);
        change.added = counts.added;
        change.removed = counts.removed;
    }
    if (change.binary && kind != FileChangeKind::Added)
        change.oldDigest = digestText(before.bytes);
    if (change.binary && kind != FileChangeKind::Deleted)
        change.newDigest = digestText(after.bytes);
    placeForReview(change, kind == FileChangeKind::Deleted ? before.bytes : after.bytes, context);
    return change;
}

} // namespace

QList<FileChange> changedFiles(
    const TarFiles &before, const TarFiles &after, const ReviewContext &context)
{
    const QMap<QString, QString> renames = findRenames(before, after);
    const QStringList movedAway = renames.values();
    QList<FileChange> changes;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const auto old = before.find(it.key());
        if (old != before.end()) {
            if (old->bytes != it->bytes)
                changes << describeChange(
                    it.key(), FileChangeKind::Modified, *old, *it, context);
        } else if (const auto rename = renames.find(it.key()); rename != renames.end()) {
            changes << describeChange(
                it.key(), FileChangeKind::Renamed, before.value(*rename), *it, context);
            changes.last().oldPath = *rename;
        } else {
            changes << describeChange(it.key(), FileChangeKind::Added, {}, *it, context);
        }
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()) && !movedAway.contains(it.key()))
            changes << describeChange(it.key(), FileChangeKind::Deleted, *it, {}, context);
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

Result<PackageFile> pieceOf(const QString &path, const QByteArray &bytes, qint64 offset)
{
    if (offset < 0 || offset > bytes.size()) {
        return fail(
            inputError(u"offset_outside"_s, u"The file is shorter than that"_s, u"/offset"_s));
    }
    PackageFile piece;
    piece.path = path;
    piece.size = bytes.size();
    piece.digest = digestText(bytes);
    piece.binary = isBinary(bytes);
    piece.offset = offset;
    if (piece.binary)
        return piece;
    const qsizetype end = endOfPiece(bytes, offset);
    piece.text = QString::fromUtf8(bytes.constData() + offset, end - offset);
    if (end < bytes.size())
        piece.nextOffset = end;
    return piece;
}

} // namespace gatehouse
