// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

//! The Merkle tree of RFC 6962 (SHA-256; leaves 0x00, nodes 0x01): hashing, and judging proofs
//! without the tree. Pure; any thread. A hash has 32 bytes.
namespace gatehouse::merkle {

inline constexpr qsizetype hashBytes = 32;

//! Of the tree without leaves.
QByteArray emptyRoot();
QByteArray leafHash(QByteArrayView entry);
QByteArray nodeHash(QByteArrayView left, QByteArrayView right);
//! The largest power of two below \a size, which is at least 2: where a tree of that size splits.
qint64 splitOf(qint64 size);

//! Whether \a path leads from the leaf at \a index (from 0) to \a root of \a size leaves (RFC 9162
//! 2.1.3.2). False for paths that are longer or shorter than they must be.
bool holdsInclusion(
    QByteArrayView leafHash, qint64 index, qint64 size, const QList<QByteArray> &path, QByteArrayView root);
//! Whether \a path shows that the tree with \a secondRoot only added to the one with \a firstRoot
//! (RFC 9162 2.1.4.2). Nothing is the beginning of everything.
bool holdsConsistency(qint64 firstSize, QByteArrayView firstRoot, qint64 secondSize, QByteArrayView secondRoot,
    const QList<QByteArray> &path);

} // namespace gatehouse::merkle
