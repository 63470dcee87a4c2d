// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/merkle.h"

#include <QCryptographicHash>

#include <algorithm>
#include <bit>

namespace gatehouse::merkle {

namespace {

bool areHashes(const QList<QByteArray> &path)
{
    return std::ranges::all_of(path, [](const QByteArray &hash) { return hash.size() == hashBytes; });
}

//! Both numbers of RFC 9162, which climb the tree together.
struct Place
{
    quint64 node;
    quint64 last;

    void up()
    {
        node >>= 1;
        last >>= 1;
    }
    //! Past the levels at which the node has no sibling.
    void upWhileAlone()
    {
        while ((node & 1) == 0 && node != 0)
            up();
    }
};

} // namespace

QByteArray emptyRoot()
{
    return QCryptographicHash::hash(QByteArrayView(), QCryptographicHash::Sha256);
}

QByteArray leafHash(QByteArrayView entry)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView("\x00", 1));
    hash.addData(entry);
    return hash.result();
}

QByteArray nodeHash(QByteArrayView left, QByteArrayView right)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView("\x01", 1));
    hash.addData(left);
    hash.addData(right);
    return hash.result();
}

qint64 splitOf(qint64 size)
{
    return qint64(std::bit_floor(quint64(size - 1)));
}

bool holdsInclusion(
    QByteArrayView leaf, qint64 index, qint64 size, const QList<QByteArray> &path, QByteArrayView root)
{
    if (index < 0 || index >= size || leaf.size() != hashBytes || !areHashes(path))
        return false;
    Place place {quint64(index), quint64(size - 1)};
    QByteArray reached = leaf.toByteArray();
    for (const QByteArray &sibling : path) {
        if (place.last == 0)
            return false;
        if ((place.node & 1) != 0 || place.node == place.last) {
            reached = nodeHash(sibling, reached);
            if ((place.node & 1) == 0)
                place.upWhileAlone();
        } else {
            reached = nodeHash(reached, sibling);
        }
        place.up();
    }
    return place.last == 0 && reached == root;
}

bool holdsConsistency(qint64 firstSize, QByteArrayView firstRoot, qint64 secondSize, QByteArrayView secondRoot,
    const QList<QByteArray> &path)
{
    if (firstSize < 0 || firstSize > secondSize || !areHashes(path))
        return false;
    if (firstSize == secondSize)
        return path.isEmpty() && firstRoot == secondRoot;
    if (firstSize == 0)
        return path.isEmpty() && firstRoot == emptyRoot();
    QList<QByteArray> hashes = path;
    if (std::has_single_bit(quint64(firstSize)))
        hashes.prepend(firstRoot.toByteArray());
    if (hashes.isEmpty())
        return false;
    Place place {quint64(firstSize - 1), quint64(secondSize - 1)};
    while ((place.node & 1) != 0)
        place.up();
    QByteArray first = hashes.first();
    QByteArray second = first;
    for (const QByteArray &hash : hashes.mid(1)) {
        if (place.last == 0)
            return false;
        if ((place.node & 1) != 0 || place.node == place.last) {
            first = nodeHash(hash, first);
            second = nodeHash(hash, second);
            if ((place.node & 1) == 0)
                place.upWhileAlone();
        } else {
            second = nodeHash(second, hash);
        }
        place.up();
    }
    return place.last == 0 && first == firstRoot && second == secondRoot;
}

} // namespace gatehouse::merkle
