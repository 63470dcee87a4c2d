// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>

#include <functional>

//! Roots and proofs of a Merkle tree (RFC 6962 2.1) from its complete nodes: those over a whole power of
//! two of leaves. Each asks for about as many nodes as the tree is high. Pure.
namespace gatehouse::services {

//! The node over the leaves from position × 2^level on.
using NodeSource = std::function<Result<QByteArray>(int level, qint64 position)>;

[[nodiscard]] Result<QByteArray> treeRoot(const NodeSource &nodes, qint64 size);
//! For the leaf at \a index of the first \a size.
[[nodiscard]] Result<QList<QByteArray>> inclusionPath(const NodeSource &nodes, qint64 index, qint64 size);
//! From the first \a first leaves to the first \a second. Empty when the one is nothing or both are the same.
[[nodiscard]] Result<QList<QByteArray>> consistencyPath(const NodeSource &nodes, qint64 first, qint64 second);

} // namespace gatehouse::services
