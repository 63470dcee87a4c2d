// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/versiondiff.h"

#include <functional>

class QMenu;

//! What a version can be compared with, in words and as a menu.
namespace gatehouse {

//! The version a person approved last; null when there is none.
const DiffBase *lastReviewed(const QList<DiffBase> &bases);
//! The base with that id; null when it is not among them.
const DiffBase *baseById(const QList<DiffBase> &bases, const VersionId &id);
//! "last human review", "runs in production": what distinguishes a version to compare with.
QString baseStanding(const DiffBase &base, bool isLastReviewed);
//! One item for each, \a current marked; \a choose is called with what was picked while \a menu lives.
void fillBaseMenu(QMenu &menu, const QList<DiffBase> &bases, const VersionId &current, const std::function<void(const VersionId &)> &choose);

} // namespace gatehouse
