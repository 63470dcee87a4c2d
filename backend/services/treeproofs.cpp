// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/treeproofs.h"

#include "core/contract/merkle.h"

#include <bit>

namespace gatehouse::services {

namespace {

using Path = QList<QByteArray>;

//! Leaves from \a begin to before \a end.
struct Leaves
{
    qint64 begin = 0;
    qint64 end = 0;

    qint64 size() const { return end - begin; }
    qint64 middle() const { return begin + merkle::splitOf(size()); }
    Leaves left() const { return {begin, middle()}; }
    Leaves right() const { return {middle(), end}; }
};

Result<QByteArray> hashOf(const NodeSource &nodes, const Leaves &leaves)
{
    const quint64 size = quint64(leaves.size());
    if (std::has_single_bit(size))
        return nodes(std::countr_zero(size), leaves.begin / leaves.size());
    const auto left = hashOf(nodes, leaves.left());
    if (!left)
        return left;
    const auto right = hashOf(nodes, leaves.right());
    return right ? Result<QByteArray>(merkle::nodeHash(*left, *right)) : right;
}

Status appendHash(const NodeSource &nodes, const Leaves &leaves, Path &path)
{
    auto hash = hashOf(nodes, leaves);
    if (!hash)
        return fail(std::move(hash).error());
    path.append(std::move(*hash));
    return {};
}

//! PATH(m, D[n]) of the RFC.
Status addPath(const NodeSource &nodes, qint64 index, const Leaves &leaves, Path &path)
{
    if (leaves.size() == 1)
        return {};
    const bool isLeft = index < leaves.middle();
    GATEHOUSE_TRY(addPath(nodes, index, isLeft ? leaves.left() : leaves.right(), path));
    return appendHash(nodes, isLeft ? leaves.right() : leaves.left(), path);
}

//! SUBPROOF(m, D[n], b) of the RFC: \a isKnown while these leaves are a tree whose root the asker has.
Status addProof(const NodeSource &nodes, qint64 first, const Leaves &leaves, bool isKnown, Path &path)
{
    if (first == leaves.end)
        return isKnown ? Status() : appendHash(nodes, leaves, path);
    if (first <= leaves.middle()) {
        GATEHOUSE_TRY(addProof(nodes, first, leaves.left(), isKnown, path));
        return appendHash(nodes, leaves.right(), path);
    }
    GATEHOUSE_TRY(addProof(nodes, first, leaves.right(), false, path));
    return appendHash(nodes, leaves.left(), path);
}

} // namespace

Result<QByteArray> treeRoot(const NodeSource &nodes, qint64 size)
{
    return size == 0 ? Result<QByteArray>(merkle::emptyRoot()) : hashOf(nodes, {0, size});
}

Result<Path> inclusionPath(const NodeSource &nodes, qint64 index, qint64 size)
{
    Path path;
    const Status added = addPath(nodes, index, {0, size}, path);
    return added ? Result<Path>(path) : fail(added.error());
}

Result<Path> consistencyPath(const NodeSource &nodes, qint64 first, qint64 second)
{
    Path path;
    if (first == 0 || first == second)
        return path;
    const Status added = addProof(nodes, first, {0, second}, true, path);
    return added ? Result<Path>(path) : fail(added.error());
}

} // namespace gatehouse::services
